import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/trace/event.ts';
import { Replay } from '../../src/trace/replay.ts';
import type { StyledLine } from '../../src/text/styled.ts';
import { axisLine, scaleOf, taskBar } from '../../src/text/timeline.ts';
import { lineWidth, textWidth } from '../../src/text/width.ts';
import { TRACES } from '../app/fake-runner.ts';

function replayOf(events: readonly Event[]): Replay {
  const replay = new Replay();
  replay.append(events);
  return replay;
}

const text = (line: StyledLine) => line.map((span) => span.text).join('');

/** The bars of all tasks after the trace up to `now`, in 30 columns. */
function bars(events: readonly Event[], now: number): readonly string[] {
  const replay = replayOf(events);
  const picture = replay.at(replay.indexAfter(now));
  const scale = scaleOf(replay, picture, now, 30);
  return Array.from({ length: picture.taskCount }, (_, index) => text(taskBar(scale, picture, index)));
}

describe('the bars of two tasks', () => {
  test('overlap where both wait, and end where each is done', () => {
    expect(bars(TRACES['as-tasks.ts']!, 2)).toEqual([
      '█━━━━━━━━━━━━━━█━━━━━━━━━━━━━✓',
      '█━━━━━━━━━━━━━━✓             │',
      '█━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓',
    ]);
  });

  test('show nothing right of now', () => {
    const [main, hello] = bars(TRACES['as-tasks.ts']!, 0.5);
    expect(main).toBe('█━━━━━━━'.padEnd(30));
    expect(hello).toBe(main);
  });

  test('grow while nothing happens', () => {
    const early = bars(TRACES['as-tasks.ts']!, 1.2)[2]!.trimEnd();
    const later = bars(TRACES['as-tasks.ts']!, 1.6)[2]!.trimEnd();
    expect(later.length).toBeGreaterThan(early.length);
  });

  test('end with a cross where a task failed', () => {
    const [main, hello, world] = bars(TRACES['failing.ts']!, 2);
    expect([hello!.trimEnd().at(15), world!.at(-1)]).toEqual(['✓', '✗']);
    expect(main).toContain('█');
  });
});

describe('a cell shows what lasts longest in it', () => {
  const place = { line: 2, column: 3 };

  /** A task that holds the loop from the first to the second time of each pair, and waits between them; 15 s in 30 columns. */
  function bar(runs: readonly (readonly [from: number, to: number])[]): string {
    const steps = runs.flatMap(([from, to], index): readonly Event[] => [
      { type: 'handleScheduled', at: from, loop: 1, handle: index + 1, label: 'step Task-1', task: 1 },
      { type: 'handleStarted', at: from, handle: index + 1 },
      { type: 'taskSuspended', at: to, task: 1, place, wait: { what: 'sleep', until: 99, task: null } },
      { type: 'handleEnded', at: to, handle: index + 1 },
    ]);
    const created: Event = {
      type: 'taskCreated',
      at: 0,
      task: 1,
      kind: 'task',
      name: 'Task-1',
      coroutine: 'main',
      parent: null,
      place: null,
    };
    const end: Event = { type: 'iterationStarted', at: 15, loop: 1, handles: 0 };
    return bars([created, ...steps, end], 15)[0]!;
  }

  const at = (...times: readonly number[]) => times.map((time) => [time, time] as const);

  test('and a moment of running is seen all the same', () => {
    expect(bar(at(0, 2, 2.4, 4.2))).toBe('█━━━█━━━█'.padEnd(30, '━'));
  });

  test('but not in every cell of a task that sleeps over and over', () => {
    const often = Array.from({ length: 150 }, (_, index) => index / 10);
    expect(bar(at(...often))).toBe('█━'.repeat(15));
  });

  test('so one that runs on and on fills its cells, but for the one that it soon leaves', () => {
    expect(bar([...at(0), [2, 6.1]])).toBe(`█━━━${'█'.repeat(8)}`.padEnd(30, '━'));
    expect(bar([...at(0), [2, 6.3]])).toBe(`█━━━${'█'.repeat(9)}`.padEnd(30, '━'));
  });
});

describe('where the clock does not move', () => {
  const events = (TRACES['as-tasks.ts'] ?? []).filter((event) => event.at === 0);

  test('the axis counts seconds until it is known that the program ends there', () => {
    const still = events.filter((event) => event.type !== 'timerSet');
    const running = replayOf(still);
    expect(scaleOf(running, running.at(running.length), 0, 40)).toMatchObject({ axis: 'clock', span: 1 });
    const over = replayOf([...still, { type: 'runEnded', at: 0, status: 'done', error: null }]);
    const steps = scaleOf(over, over.at(over.length), 0, 40);
    expect(steps.axis).toBe('steps');
    expect(text(axisLine(steps, 'en'))).toMatch(/^0─.*▾.* steps$/);
  });

  test('the axis counts steps also of a program that goes on and on there', () => {
    const spinning = Array.from({ length: 100 }, (_, index): readonly Event[] => [
      { type: 'handleScheduled', at: 0, loop: 1, handle: index + 1, label: 'wake Task-1', task: null },
      { type: 'handleStarted', at: 0, handle: index + 1 },
      { type: 'handleEnded', at: 0, handle: index + 1 },
    ]).flat();
    const replay = replayOf(spinning);
    expect(scaleOf(replay, replay.at(replay.length), 0, 40)).toMatchObject({ axis: 'steps', isWhole: false });
  });

  /** A program of two steps that never waits: main runs and ends in the first, the loop stops in the second. */
  const twoSteps: readonly Event[] = [
    { type: 'taskCreated', at: 0, task: 1, kind: 'task', name: 'Task-1', coroutine: 'main', parent: null, place: null },
    { type: 'handleScheduled', at: 0, loop: 1, handle: 1, label: 'step Task-1', task: 1 },
    { type: 'handleStarted', at: 0, handle: 1 },
    { type: 'taskEnded', at: 0, task: 1, outcome: 'done', place: null, error: null },
    { type: 'handleScheduled', at: 0, loop: 1, handle: 2, label: 'call stop', task: null },
    { type: 'handleEnded', at: 0, handle: 1 },
    { type: 'handleStarted', at: 0, handle: 2 },
    { type: 'handleEnded', at: 0, handle: 2 },
    { type: 'runEnded', at: 0, status: 'done', error: null },
  ];

  test('the axis has as many steps as the program that has ended', () => {
    const replay = replayOf(twoSteps);
    const line = text(axisLine(scaleOf(replay, replay.at(replay.length), 0, 40), 'en'));
    expect(line).toMatch(/^0─+1─+▾2 steps$/);
  });

  test('a bar fills the steps in which its task ran, up to the one in which it ended', () => {
    const replay = replayOf(twoSteps);
    const bar = (index: number) => {
      const picture = replay.at(index);
      return text(taskBar(scaleOf(replay, picture, 0, 20), picture, 0));
    };
    expect(bar(9)).toBe('█████████✓         │');
    expect(bar(6)).toBe('█████████✓'.padEnd(20));
    expect(bar(3)).toBe('█████'.padEnd(20));
  });
});

describe('the scale of a run', () => {
  const spanAt = (replay: Replay, index: number, now = replay.clockAt(index)) =>
    scaleOf(replay, replay.at(index), now, 40).span;

  test('is the same at every moment of a run that has ended: a second is as long at its start as at its end', () => {
    for (const events of Object.values(TRACES)) {
      const replay = replayOf(events);
      const spans = Array.from({ length: replay.length + 1 }, (_, index) => spanAt(replay, index));
      expect(new Set(spans)).toEqual(new Set([replay.clockAt(replay.length)]));
    }
  });

  test('never shrinks while the run goes on, whatever moment of it is looked at', () => {
    for (const events of Object.values(TRACES)) {
      let widest = 0;
      for (let length = 1; length < events.length; length++) {
        const replay = replayOf(events.slice(0, length));
        const spans = Array.from({ length: length + 1 }, (_, index) => spanAt(replay, index));
        expect(new Set(spans).size).toBe(1);
        expect(spans[0]).toBeGreaterThanOrEqual(widest);
        widest = spans[0]!;
      }
    }
  });

  const timer = (handle: number, due: number): Event => {
    return { type: 'timerSet', at: 0, loop: 1, handle, label: 'call timeout', task: null, due };
  };
  const iteration = (at: number): Event => ({ type: 'iterationStarted', at, loop: 1, handles: 0 });
  const end = (at: number): Event => ({ type: 'runEnded', at, status: 'done', error: null });

  test('holds the wait that was given up when the program ended before it was over', () => {
    const events = [timer(1, 1), timer(2, 2), iteration(1)];
    expect(spanAt(replayOf(events), 3)).toBe(2);
    expect(spanAt(replayOf([...events, end(1)]), 4)).toBe(2);
  });

  test('leaves out a timer that is far off, until the loop has nothing else to wait for', () => {
    expect(spanAt(replayOf([timer(1, 60), timer(2, 2)]), 2)).toBe(2);
    expect(spanAt(replayOf([timer(1, 60)]), 1)).toBe(60);
    expect(spanAt(replayOf([timer(1, 60), timer(2, 2), iteration(2), end(2)]), 4)).toBe(2);
  });
});

describe('the axis', () => {
  test('is exactly as wide as it may be, in both languages, and marks now', () => {
    const replay = replayOf(TRACES['in-sequence.ts']!);
    for (const columns of [12, 20, 33, 60, 140]) {
      for (const now of [0, 0.4, 1, 2.9, 3]) {
        const scale = scaleOf(replay, replay.at(replay.indexAfter(now)), now, columns);
        for (const language of ['en', 'zh'] as const) {
          const line = axisLine(scale, language);
          expect(lineWidth(line)).toBe(columns);
          expect(text(line).split('▾')).toHaveLength(2);
        }
      }
    }
  });

  test('shows every label whole, wherever now is', () => {
    const replay = replayOf(TRACES['in-sequence.ts']!);
    for (const columns of [40, 48, 60]) {
      const labels = new Set<string>();
      for (let now = 0; now <= 3; now += 0.02) {
        const axis = text(axisLine(scaleOf(replay, replay.at(replay.indexAfter(now)), now, columns), 'en'));
        labels.add(axis.match(/[\d.]+/g)!.join(' '));
      }
      expect([...labels]).toEqual([columns === 40 ? '0 1 2 3' : '0 0.5 1 1.5 2 3']);
    }
  });

  test('ends at a round time that holds still while the clock moves on', () => {
    const replay = replayOf(TRACES['in-sequence.ts']!.slice(0, 8));
    const ends = [0.1, 0.5, 0.9].map((now) => scaleOf(replay, replay.at(8), now, 40).span);
    expect(ends).toEqual([1, 1, 1]);
  });

  test('copes with a clock of any size', () => {
    for (const at of [1e-6, 0.003, 7, 86_400, 1e15]) {
      const replay = replayOf([{ type: 'iterationStarted', at, loop: 1, handles: 0 }]);
      expect(lineWidth(axisLine(scaleOf(replay, replay.at(1), at, 50), 'en'))).toBe(50);
    }
  });
});

test('every glyph takes one cell', () => {
  for (const glyph of '█━▒✓✗⊘▾│■►‖') expect(textWidth(glyph), glyph).toBe(1);
});
