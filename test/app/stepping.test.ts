import { describe, expect, test } from 'vitest';
import { screenRows } from '../../src/ui/screen-rows.ts';
import type { Question } from '../../src/course/questions/kinds.ts';
import { COURSE, stepwise } from './fake-runner.ts';
import type { DriverOptions } from './tutor-driver.ts';
import { TutorDriver } from './tutor-driver.ts';

const opened = (options: DriverOptions = {}) => new TutorDriver({ ...options, course: stepwise(COURSE) });

function shown(tutor: TutorDriver): string {
  return screenRows(tutor.state)
    .map((row) => row.map((span) => span.text).join(''))
    .join('\n');
}

describe('a program to step through', () => {
  test.each(['s', 'r'])('waits at its start, and goes a step at a time, begun with %s', async (key) => {
    const tutor = opened();
    await tutor.press('j', 'enter', key);
    await tutor.pass(2);
    expect(tutor.run).toMatchObject({ mode: 'paused', cursor: 0, known: 0, playhead: 0 });
    await tutor.press('right');
    expect(tutor.run.replay.stepsAt(tutor.run.cursor)).toBe(1);
    expect(tutor.run.replay.at(tutor.run.cursor)).toMatchObject({ at: 0, readyCount: 2 });
    await tutor.press('right', 'right');
    expect(tutor.run.replay.stepsAt(tutor.run.cursor)).toBe(3);
    expect(tutor.run.mode).toBe('paused');
  });

  test('waits at its start when it is run again', async () => {
    const tutor = opened();
    await tutor.press('enter', 's', 'G', 'r');
    await tutor.pass(2);
    expect(tutor.run).toMatchObject({ id: 2, mode: 'paused', cursor: 0 });
  });

  test('runs by itself when it is let', async () => {
    const tutor = opened();
    await tutor.press('enter', 's', ' ');
    await tutor.pass(4);
    expect(tutor.run.replay.at(tutor.run.cursor).ended).toMatchObject({ status: 'done' });
  });

  test('is held against the prediction step by step', async () => {
    const tutor = opened();
    await tutor.press('enter', 'enter', ...'moon', 'tab', '3', 'enter');
    expect(tutor.run).toMatchObject({ mode: 'paused', cursor: 0 });
    await tutor.press('right', 'right', 'right');
    expect(tutor.view.stationState.prediction.judged).toMatchObject({ is: 'parted' });
  });

  test.each([
    ['en', 80, 24],
    ['zh', 80, 24],
    ['en', 120, 40],
    ['zh', 120, 40],
  ] as const)(
    'says so in %s on %i x %i, with the key that goes on, until the first step',
    async (language, columns, rows) => {
      const tutor = opened({ language, columns, rows });
      await tutor.press('enter');
      const announced = language === 'en' ? 'predict, then step through in-seq' : '先预测，再一步一步运行 in-seq';
      expect(shown(tutor)).toContain(announced);
      await tutor.press('s');
      const hint = language === 'en' ? '→ goes one step' : '→ 走一步，Space';
      expect(shown(tutor)).toContain(hint);
      expect(shown(tutor).split('\n').at(-1)).toContain(language === 'en' ? '← → step' : '← → 走一步');
      await tutor.press('right');
      expect(shown(tutor)).not.toContain(hint);
    },
  );
});

describe('a question about a run that is not there', () => {
  const [chapter] = COURSE.chapters;
  const text = (words: string) => ({ en: [{ kind: 'text' as const, text: words }] });
  const option = (words: string, correct: boolean) => ({
    text: text(words),
    correct,
    why: text('so'),
    misconception: null,
  });
  const question: Question = {
    kind: 'choice',
    id: 'which',
    line: 1,
    prompt: text('Which?'),
    see: null,
    program: chapter!.programs['in-sequence.ts']!,
    misconceptions: [],
    options: [option('this', true), option('that', false)],
  };

  const timed: Question = {
    ...question,
    kind: 'predict-time',
    program: question.program!,
    seconds: 3,
    why: text('so'),
    mistakes: [],
  };

  const asked = async (columns: number, rows: number): Promise<TutorDriver> => {
    const course = { ...COURSE, chapters: [{ ...chapter!, questions: [question] }] };
    const tutor = new TutorDriver({ course, columns, rows });
    await tutor.press('G', 'enter');
    return tutor;
  };

  test.each([
    [80, 24],
    [120, 40],
  ])('has the key that begins one at its start, to be gone through, on %i x %i', async (columns, rows) => {
    const tutor = await asked(columns, rows);
    expect(shown(tutor).split('\n').at(-1)).toContain('→ step');
    await tutor.press('right');
    await tutor.pass(2);
    expect(tutor.run).toMatchObject({ mode: 'paused', cursor: 0, known: 0 });
    expect(shown(tutor)).toContain('Which?');
    expect(shown(tutor).split('\n').at(-1)).toContain('← → step');
    await tutor.press('right');
    expect(tutor.run.replay.stepsAt(tutor.run.cursor)).toBe(1);
  });

  test('begins it while the answer is chosen, too', async () => {
    const tutor = await asked(120, 40);
    await tutor.press('e', '2', 'g', 'right');
    expect(tutor.run.replay.stepsAt(tutor.run.cursor)).toBe(1);
    expect(tutor.view.stationState.asking).toMatchObject({
      isAnswering: true,
      draft: { chosen: [expect.any(Number)] },
    });
  });

  test('holds it against the answer that was given', async () => {
    const course = { ...COURSE, chapters: [{ ...chapter!, questions: [timed] }] };
    const tutor = new TutorDriver({ course });
    await tutor.press('G', 'enter', 'enter', '2', 'enter', 'right', ...Array.from({ length: 9 }, () => 'right'));
    expect(tutor.view.stationState.asking.held).toMatchObject({ parting: { cursor: expect.any(Number) } });
  });
});
