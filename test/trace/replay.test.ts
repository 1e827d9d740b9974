import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event, EventOf } from '../../src/trace/event.ts';
import type { Picture } from '../../src/trace/picture.ts';
import { Replay } from '../../src/trace/replay.ts';
import { type Naive, naiveFold } from './naive-fold.ts';
import { randomTrace, seeded } from './random-trace.ts';

function replayOf(events: readonly Event[]): Replay {
  const replay = new Replay();
  replay.append(events);
  return replay;
}

/** The whole picture, in the form of the naive fold. */
function whole(picture: Picture): Naive {
  return {
    at: picture.at,
    iteration: picture.iteration,
    running: picture.running?.handle ?? null,
    tasks: Array.from({ length: picture.taskCount }, (_, index) => picture.task(index)),
    living: picture.livingTasks(0, picture.livingTaskCount).map(({ id }) => id),
    ready: picture.ready(0, picture.readyCount).map(({ handle, cancelled }) => ({ handle, cancelled })),
    timers: picture.timers(0, picture.timerCount).map(({ handle, cancelled, due }) => ({ handle, cancelled, due })),
    ticks: picture.nodeQueue('ticks', 0, picture.nodeQueueCount('ticks')).map(({ handle }) => handle),
    immediates: picture.nodeQueue('immediates', 0, picture.nodeQueueCount('immediates')).map(({ handle }) => handle),
    microtasks: [...picture.microtasks(0, picture.microtaskCount)],
    usesNodeQueues: picture.usesNodeQueues,
    lines: picture
      .outputLines(0, picture.outputLineCount)
      .map(({ stream, text, complete, at }) => ({ stream, text, complete, at })),
    warnings: picture.warnings(0, picture.warningCount).length,
    limits: picture.limits(0, picture.limitCount).length,
    ended: picture.ended?.status ?? null,
  };
}

function checkEveryMoment(events: readonly Event[]): void {
  const replay = replayOf(events);
  for (let index = 0; index <= events.length; index++) {
    expect(whole(replay.at(index)), `after ${index} events`).toEqual(naiveFold(events.slice(0, index)));
  }
}

const id = fc.integer({ min: 1, max: 5 });
const someTask = fc.option(id, { nil: null });
const place = fc.option(fc.record({ line: fc.integer({ min: 1, max: 9 }), column: fc.constant(1) }), { nil: null });
const at = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(Number.NaN, -1, 0.5));
const loop = fc.integer({ min: 0, max: 2 });
const error = fc.constant(null);
type Shape<T extends Event['type']> = { [K in Exclude<keyof EventOf<T>, 'type' | 'at'>]: fc.Arbitrary<EventOf<T>[K]> };
const of = <T extends Event['type']>(type: T, shape: Shape<T>) =>
  fc.record({ type: fc.constant(type), at, ...shape }) as unknown as fc.Arbitrary<Event>;

/** Anything that a hostile process may send in the right shape. */
const garbage: fc.Arbitrary<Event> = fc.oneof(
  of('loopClosed', { loop }),
  of('iterationStarted', { loop, handles: fc.nat(5) }),
  of('handleScheduled', { loop, handle: id, label: fc.constant('step'), task: someTask }),
  of('handleScheduled', {
    loop,
    handle: fc.integer({ min: 1, max: 60 }),
    label: fc.constantFrom('step', 'nextTick', 'nextTick tell', 'setImmediate', 'setTimeout late'),
    task: someTask,
  }),
  of('microtaskQueued', { microtask: fc.nat(9), label: fc.constantFrom('', 'queueMicrotask'), task: someTask }),
  of('microtaskStarted', { microtask: fc.nat(9) }),
  of('taskResumed', { task: id }),
  of('timerSet', {
    loop,
    handle: fc.integer({ min: 1, max: 60 }),
    label: fc.constantFrom('sleep', 'setTimeout'),
    task: someTask,
    due: fc.nat(9),
  }),
  of('timerDue', { handle: fc.integer({ min: 1, max: 60 }) }),
  of('timerDropped', { handle: fc.integer({ min: 1, max: 60 }) }),
  of('taskRuns', { task: id, label: fc.constant('work') }),
  of('lineReached', { task: id, place: fc.constant({ line: 3, column: 1 }) }),
  of('handleCancelled', { handle: fc.integer({ min: 1, max: 60 }) }),
  of('handleStarted', { handle: fc.integer({ min: 1, max: 60 }) }),
  of('handleEnded', { handle: fc.integer({ min: 1, max: 60 }) }),
  of('taskCreated', {
    task: id,
    kind: fc.constantFrom('task', 'async'),
    name: fc.constant('name'),
    coroutine: fc.constant('work'),
    parent: someTask,
    place,
  }),
  of('taskRenamed', { task: id, name: fc.constantFrom('left', 'right') }),
  of('taskSuspended', { task: id, place, wait: fc.constant({ what: 'sleep', until: 3, task: null }) }),
  of('taskCancelRequested', { task: id, by: someTask }),
  of('taskEnded', { task: id, outcome: fc.constantFrom('done', 'failed', 'cancelled'), place, error }),
  of('output', {
    stream: fc.constantFrom('out', 'err'),
    text: fc.constantFrom('', 'a', 'b\n', '\n\nc', 'd\ne\n'),
    task: someTask,
    place,
  }),
  of('warning', { category: fc.constant('W'), message: fc.constant('m'), place, saying: fc.constant(undefined) }),
  of('limitReached', { name: fc.constant('output'), value: fc.nat(9), place }),
);

describe('the picture at any moment', () => {
  test('is what folding the events before it gives, for traces of a loop', () => {
    for (let seed = 1; seed <= 6; seed++) checkEveryMoment(randomTrace(seed, 250, 8));
  });

  test('is what folding the events before it gives, for any garbage', () => {
    fc.assert(
      fc.property(fc.array(garbage, { maxLength: 60 }), (events) => checkEveryMoment(events)),
      { numRuns: 300 },
    );
  });

  test('stays right across the copies that a long trace makes of its queues', () => {
    const events = randomTrace(7, 12_000, 3_000);
    const replay = replayOf(events);
    const random = seeded(1);
    for (let count = 0; count < 25; count++) {
      const index = Math.floor(random() * events.length);
      expect(whole(replay.at(index))).toEqual(naiveFold(events.slice(0, index)));
    }
  });

  test('does not change when more events arrive', () => {
    const events = randomTrace(3, 3_000, 40);
    const replay = new Replay();
    replay.append(events.slice(0, 1_000));
    const early = replay.at(700);
    const before = whole(early);
    replay.append(events.slice(1_000));
    expect(whole(early)).toEqual(before);
    expect(whole(replay.at(700))).toEqual(before);
  });

  test('hands out windows of the ready queue, the timers and the output', () => {
    const events = randomTrace(9, 6_000, 500);
    const picture = replayOf(events).at(5_500);
    expect(picture.timerCount).toBeGreaterThan(20);
    expect(picture.timers(5, 3)).toEqual(picture.timers(0, 100).slice(5, 8));
    expect(picture.timers(picture.timerCount, 3)).toEqual([]);
    expect(picture.outputLines(2, 2)).toEqual(picture.outputLines(0, 4).slice(2));
  });

  test('ignores whatever follows the end of the run', () => {
    const replay = replayOf([
      { type: 'runStarted', at: 0, version: 1, clock: 'virtual', seed: 1, dateMs: 0 },
      { type: 'runEnded', at: 1, status: 'done', error: null },
      { type: 'output', at: 2, stream: 'out', text: 'late\n', task: null, place: null },
    ]);
    expect(replay.length).toBe(2);
    expect(replay.at(99).ended).toMatchObject({ status: 'done' });
    expect(replay.at(1).ended).toBeNull();
  });
});

describe('steps', () => {
  test('end before each microtask that is known and each tick, also where no handle runs', () => {
    const replay = replayOf([
      { type: 'runStarted', at: 0, version: 1, clock: 'virtual', seed: 1, dateMs: 0 },
      { type: 'microtaskQueued', at: 0, microtask: 1, label: 'queueMicrotask', task: null },
      { type: 'handleScheduled', at: 0, loop: 0, handle: 2, label: 'nextTick', task: null },
      { type: 'microtaskStarted', at: 0, microtask: 1 },
      { type: 'handleStarted', at: 0, handle: 2 },
      { type: 'microtaskQueued', at: 0, microtask: 3, label: 'queueMicrotask', task: null },
      { type: 'microtaskQueued', at: 0, microtask: 4, label: 'queueMicrotask', task: null },
      { type: 'microtaskStarted', at: 0, microtask: 3 },
      { type: 'microtaskStarted', at: 0, microtask: 4 },
      { type: 'handleEnded', at: 0, handle: 2 },
    ]);
    expect([1, 2, 3, 4, 5].map((step) => replay.indexAfterStep(step))).toEqual([3, 4, 7, 8, 10]);
    expect(replay.stepsAt(replay.length)).toBe(5);
  });

  const events: Event[] = [
    { type: 'runStarted', at: 0, version: 1, clock: 'virtual', seed: 1, dateMs: 0 },
    { type: 'handleScheduled', at: 0, loop: 1, handle: 1, label: 'a', task: null },
    { type: 'handleScheduled', at: 0, loop: 1, handle: 2, label: 'b', task: null },
    { type: 'handleStarted', at: 0, handle: 1 },
    { type: 'handleEnded', at: 0, handle: 1 },
    { type: 'handleStarted', at: 0, handle: 2 },
    { type: 'handleEnded', at: 0, handle: 2 },
    { type: 'runEnded', at: 0, status: 'done', error: null },
  ];

  test('end where a thread blocks and where it ends, without a loop in it', () => {
    const wait = { what: 'sleep', task: null, until: 1 } as const;
    const replay = replayOf([
      { type: 'runStarted', at: 0, version: 1, clock: 'virtual', seed: 1, dateMs: 0 },
      { type: 'taskCreated', at: 0, task: 1, kind: 'thread', name: 'ann', coroutine: 'f', parent: null, place: null },
      { type: 'taskRuns', at: 0, task: 1, label: 'f' },
      { type: 'taskSuspended', at: 0, task: 1, place: null, wait },
      { type: 'taskRuns', at: 1, task: 1, label: 'f' },
      { type: 'output', at: 1, stream: 'out', text: 'ann\n', task: 1, place: null },
      { type: 'taskEnded', at: 1, task: 1, outcome: 'done', error: null, place: null },
      { type: 'runEnded', at: 1, status: 'done', error: null },
    ]);
    expect([0, 4, 7].map((index) => replay.nextStep(index))).toEqual([4, 7, 8]);
  });

  test('lead from the end of one handle to the end of the next, then to the end', () => {
    const replay = replayOf(events);
    expect([0, 3, 5, 6, 7, 8].map((index) => replay.nextStep(index))).toEqual([5, 5, 7, 7, 8, 8]);
  });

  test('lead back the same way, and to the start', () => {
    const replay = replayOf(events);
    expect([8, 7, 6, 5, 4, 0].map((index) => replay.previousStep(index))).toEqual([7, 5, 5, 0, 0, 0]);
  });
});

test.each([
  ['task', { line: 13, column: 3 }],
  ['async', { line: 13, column: 3 }],
  ['thread', null],
  ['process', null],
] as const)(
  'until it says more, a %s is at the line that made it only where that line runs in its thread',
  (kind, place) => {
    const made = { line: 13, column: 3 };
    const own = { line: 7, column: 3 };
    const replay = replayOf([
      { type: 'taskCreated', at: 0, task: 1, kind, name: 'it', coroutine: 'errand', parent: null, place: made },
      { type: 'lineReached', at: 0, task: 1, place: own },
    ]);
    expect(replay.at(1).task(0).place).toEqual(place);
    expect(replay.at(2).task(0).place).toEqual(own);
  },
);

describe('what a task did within a stretch', () => {
  const place = { line: 2, column: 3 };
  const events: Event[] = [
    { type: 'taskCreated', at: 0, task: 1, kind: 'task', name: 'Task-1', coroutine: 'main', parent: null, place: null },
    { type: 'handleScheduled', at: 0, loop: 1, handle: 1, label: 'step', task: 1 },
    { type: 'handleStarted', at: 0, handle: 1 },
    { type: 'taskSuspended', at: 0, task: 1, place, wait: { what: 'sleep', until: 2, task: null } },
    { type: 'handleEnded', at: 0, handle: 1 },
    { type: 'iterationStarted', at: 1, loop: 1, handles: 0 },
    { type: 'handleScheduled', at: 2, loop: 1, handle: 2, label: 'step', task: 1 },
    { type: 'handleStarted', at: 2, handle: 2 },
    { type: 'taskEnded', at: 2, task: 1, outcome: 'done', place: null, error: null },
    { type: 'handleEnded', at: 2, handle: 2 },
  ];

  test('says whether it began, ran and ended in it, and where it stood at its end', () => {
    const picture = replayOf(events).at(events.length);
    expect(picture.stretch(0, 0, 5)).toEqual({ state: 'waiting', ran: true, began: true, ended: false });
    expect(picture.stretch(0, 5, 6)).toEqual({ state: 'waiting', ran: false, began: false, ended: false });
    expect(picture.stretch(0, 6, 10)).toEqual({ state: 'done', ran: true, began: false, ended: true });
    expect(picture.stretch(0, 10, 10)).toBeNull();
  });

  test('says what it was at most of the moments that are asked for, as far as they have come', () => {
    const picture = replayOf(events).at(events.length);
    expect(picture.mostly(0, 0, 10, [1, 2, 3, 5])).toBe('ready');
    expect(picture.mostly(0, 0, 10, [3, 5, 6, 7])).toBe('waiting');
    expect(picture.mostly(0, 0, 10, [])).toBe('done');
    expect(replayOf(events).at(5).mostly(0, 0, 10, [3, 9, 9])).toBe('waiting');
  });

  test('knows nothing of what comes after the moment of the picture', () => {
    expect(replayOf(events).at(5).stretch(0, 0, 10)).toEqual({
      state: 'waiting',
      ran: true,
      began: true,
      ended: false,
    });
    expect(replayOf(events).at(0).stretch(0, 0, 10)).toBeNull();
  });
});
