import { describe, expect, test } from 'vitest';
import { doing } from '../../src/app/playback.ts';
import { isMoving } from '../../src/app/update.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { LateRunner } from './late-runner.ts';
import { TutorDriver } from './tutor-driver.ts';

interface Late {
  readonly tutor: TutorDriver;
  readonly runner: LateRunner;
}

/** In a lesson whose two tasks take 1 s and 2 s; what the learner has started has not answered yet. */
async function started(language: 'en' | 'zh' = 'en'): Promise<Late> {
  const runner = new LateRunner();
  const tutor = new TutorDriver({ runner, language });
  await tutor.press('j', 'enter');
  tutor.program.dispatch({ type: 'keyPressed', key: 's' });
  return { tutor, runner };
}

function tick(tutor: TutorDriver, elapsedMs: number): void {
  tutor.program.dispatch({ type: 'ticked', elapsedMs });
}

async function answer({ tutor, runner }: Late): Promise<void> {
  runner.answer();
  runner.isLate = false;
  await tutor.program.settled();
}

/** Plays until the run has asked for more than is known, and waits for that. */
async function heldAt(seconds: number): Promise<Late> {
  const late = await started();
  const { tutor, runner } = late;
  await answer(late);
  for (let passed = 0; passed < seconds - 0.05; passed += 0.05) {
    tick(tutor, 50);
    await tutor.program.settled();
  }
  runner.isLate = true;
  for (let frames = 0; frames < 100 && !runner.isAsked; frames++) tick(tutor, 10);
  expect(runner.isAsked).toBe(true);
  return late;
}

function shown(tutor: TutorDriver): string {
  return screenRows(tutor.state)
    .map((row) => row.map((span) => span.text).join(''))
    .join('\n');
}

describe('a program whose process has not answered yet', () => {
  test('stands at the start of its clock, however long that takes', async () => {
    const { tutor } = await started();
    for (let frames = 0; frames < 50; frames++) tick(tutor, 40);
    expect(tutor.run).toMatchObject({ playhead: 0, cursor: 0 });
    expect(doing(tutor.run)).toBe('starting');
  });

  test('is said to be starting, in both languages', async () => {
    const english = await started();
    tick(english.tutor, 1_000);
    expect(shown(english.tutor)).toContain('starting…');
    expect(shown(english.tutor)).toContain('clock 0.0 s');
    const chinese = await started('zh');
    expect(shown(chinese.tutor)).toContain('正在启动…');
  });

  test('begins at its beginning when it answers', async () => {
    const late = await started();
    tick(late.tutor, 1_500);
    await answer(late);
    expect(late.tutor.run).toMatchObject({ playhead: 0, mode: 'live' });
    tick(late.tutor, 50);
    expect(late.tutor.run.playhead).toBeCloseTo(0.05);
    expect(doing(late.tutor.run)).toBe('live');
  });

  test('is not said to be late against a prediction', async () => {
    const runner = new LateRunner();
    const tutor = new TutorDriver({ runner });
    await tutor.press('j', 'enter', 'enter', 'tab', '1');
    tutor.program.dispatch({ type: 'keyPressed', key: 'enter' });
    for (let frames = 0; frames < 100; frames++) tick(tutor, 40);
    expect(tutor.view.stationState.prediction.judged.is).toBe('holding');
  });
});

describe('a slice that is late', () => {
  test('holds the clock at the time it was asked for', async () => {
    const { tutor, runner } = await heldAt(1);
    const asked = tutor.run.order!.until;
    expect(asked).toBeCloseTo(1);
    for (let frames = 0; frames < 50; frames++) tick(tutor, 40);
    expect(tutor.run.playhead).toBe(asked);
    expect(runner.orders.at(-1)!.until).toBeLessThanOrEqual(asked);
  });

  test('lets the clock go on from there when it answers', async () => {
    const late = await heldAt(1);
    const asked = late.tutor.run.order!.until;
    tick(late.tutor, 5_000);
    await answer(late);
    expect(late.tutor.run.playhead).toBe(asked);
    tick(late.tutor, 30);
    expect(late.tutor.run.playhead).toBeCloseTo(asked + 0.03);
  });

  test('is said to be a busy loop, until it answers', async () => {
    const late = await heldAt(1);
    tick(late.tutor, 60);
    expect(shown(late.tutor)).toContain('live');
    tick(late.tutor, 400);
    expect(shown(late.tutor)).toContain('the loop is busy…');
    late.tutor.program.dispatch({ type: 'keyPressed', key: 'L' });
    expect(shown(late.tutor)).toContain('循环正忙…');
    await answer(late);
    expect(doing(late.tutor.run)).toBe('live');
  });

  test('is no proof that the program takes longer than was predicted', async () => {
    const runner = new LateRunner();
    runner.isLate = false;
    const tutor = new TutorDriver({ runner });
    await tutor.press('j', 'enter', 'enter');
    await tutor.type('hello\nworld');
    await tutor.press('tab', '2', 'enter');
    await tutor.pass(1.9);
    runner.isLate = true;
    // One long frame: the slice reaches far beyond the end that was predicted.
    tick(tutor, 600);
    tick(tutor, 600);
    expect(tutor.view.stationState.prediction.judged.is).toBe('holding');
    await answer({ tutor, runner });
    expect(tutor.view.stationState.prediction.judged).toMatchObject({ is: 'holding', ended: true });
  });
});

describe('time', () => {
  test('matters only while something moves', async () => {
    const tutor = new TutorDriver();
    await tutor.press('j', 'enter');
    expect(isMoving(tutor.state)).toBe(false);
    await tutor.press('s');
    expect(isMoving(tutor.state)).toBe(true);
    await tutor.press(' ');
    expect(isMoving(tutor.state)).toBe(false);
    await tutor.press(' ');
    await tutor.pass(4);
    expect(tutor.run.replay.at(tutor.run.cursor).ended).not.toBeNull();
    expect(isMoving(tutor.state)).toBe(false);
  });

  test('that changes nothing leaves the very state, and nobody is told', async () => {
    const { tutor } = await started();
    for (let frames = 0; frames < 20; frames++) tick(tutor, 40);
    const before = tutor.state;
    let told = 0;
    tutor.program.subscribe(() => told++);
    tick(tutor, 40);
    expect(tutor.state).toBe(before);
    expect(told).toBe(0);
  });
});
