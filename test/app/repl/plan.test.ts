import { expect, test } from 'vitest';
import { planOf, taskOf } from '../../../src/app/repl/plan.ts';
import type { Event } from '../../../src/trace/event.ts';
import { Replay } from '../../../src/trace/replay.ts';

type Undated = Event extends infer E ? (E extends Event ? Omit<E, 'at'> : never) : never;

function replayOf(...events: readonly (readonly [at: number, event: Undated])[]): Replay {
  const replay = new Replay();
  replay.append(events.map(([at, event]) => ({ ...event, at }) as Event));
  return replay;
}

const started: Undated = { type: 'runStarted', version: 1, clock: 'auto', seed: 17, dateMs: 5 };
const created = (task: number, parent: number | null): Undated => ({
  type: 'taskCreated',
  task,
  kind: 'task',
  name: `Task-${task}`,
  coroutine: 'f',
  parent,
  place: null,
});
const entry = (number: number, task: number): Undated => ({ type: 'entryStarted', entry: number, task });
const cancel = (task: number, by: number | null): Undated => ({ type: 'taskCancelRequested', task, by });

test('entries and cancels are done again in the order of the clock, with what the session began with', () => {
  const replay = replayOf(
    [0, started],
    [0, created(1, null)],
    [0, entry(1, 1)],
    [0, created(2, 1)],
    [1, created(3, 2)],
    [2, cancel(3, null)],
    [4, created(4, null)],
    [4, entry(2, 4)],
    [5, cancel(2, 4)],
  );
  const kept = [
    { number: 1, source: 'a', at: 0 },
    { number: 2, source: 'b', at: 4 },
  ];
  expect(planOf(replay, kept, 9)).toEqual({
    deeds: [
      { is: 'entry', at: 0, entry: kept[0] },
      { is: 'cancel', at: 2, origin: '1/2' },
      { is: 'entry', at: 4, entry: kept[1] },
    ],
    until: 9,
    start: { seed: 17, dateMs: 5 },
  });
});

test('a cancel of an entry, or of a task that no entry made, is not done again', () => {
  const replay = replayOf(
    [0, started],
    [0, created(1, null)],
    [0, entry(1, 1)],
    [1, cancel(1, null)],
    [1, created(2, null)],
    [2, cancel(2, null)],
  );
  expect(planOf(replay, [], 3).deeds).toEqual([]);
});

test('a task is found again by the entry that made it, whatever it is numbered', () => {
  const replay = replayOf(
    [0, started],
    [0, created(1, null)],
    [0, entry(4, 1)],
    [0, created(2, 1)],
    [0, created(3, null)],
    [0, entry(7, 3)],
    [0, created(8, 3)],
    [0, created(9, 2)],
  );
  expect([taskOf(replay, '4/1'), taskOf(replay, '4/2'), taskOf(replay, '7/1')]).toEqual([2, 9, 8]);
  expect(taskOf(replay, '4/3')).toBeNull();
});
