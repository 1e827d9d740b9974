/** Traces as a loop would make them, from a seed; for tests and the bench. */
import type { Event } from '../../src/trace/event.ts';

/** A small generator of numbers in [0, 1): the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Tasks that sleep, wake, print and spawn, at most `most` alive at once, until there are `length` events. */
export function randomTrace(seed: number, length: number, most: number): Event[] {
  const random = seeded(seed);
  const events: Event[] = [];
  const ready: { handle: number; task: number | null; wakes: number | null }[] = [];
  const timers: { handle: number; task: number; due: number }[] = [];
  let at = 0;
  let handles = 0;
  let tasks = 0;
  let alive = 0;
  const put = (event: Event) => void events.push(event);
  const schedule = (task: number) => {
    put({ type: 'handleScheduled', at, loop: 1, handle: ++handles, label: 'step', task });
    ready.push({ handle: handles, task, wakes: null });
  };
  const spawn = (parent: number | null) => {
    const place = { line: 1 + Math.floor(random() * 20), column: 1 };
    put({
      type: 'taskCreated',
      at,
      task: ++tasks,
      kind: 'task',
      name: `Task-${tasks}`,
      coroutine: 'work',
      parent,
      place,
    });
    alive++;
    schedule(tasks);
  };
  const step = (task: number) => {
    while (alive < most && random() < 0.5) spawn(task);
    if (random() < 0.2)
      put({ type: 'output', at, stream: 'out', text: random() < 0.5 ? 'a\nb' : 'c\n', task, place: null });
    if (alive > 1 && random() < 0.1) {
      put({ type: 'taskEnded', at, task, outcome: random() < 0.8 ? 'done' : 'failed', place: null, error: null });
      alive--;
      return;
    }
    if (random() < 0.2) return schedule(task);
    const due = at + Math.floor(random() * 50) / 10;
    put({ type: 'timerSet', at, loop: 1, handle: ++handles, label: 'sleep', task: null, due });
    timers.push({ handle: handles, task, due });
    put({
      type: 'taskSuspended',
      at,
      task,
      place: { line: 5, column: 3 },
      wait: { what: 'sleep', until: due, task: null },
    });
  };
  put({ type: 'runStarted', at, version: 1, clock: 'virtual', seed: 1, dateMs: 0 });
  put({ type: 'loopStarted', at, loop: 1 });
  spawn(null);
  while (events.length < length) {
    if (ready.length === 0) at = Math.min(...timers.map((timer) => timer.due));
    for (const timer of timers.filter((each) => each.due <= at).sort((one, other) => one.due - other.due)) {
      put({ type: 'timerDue', at, handle: timer.handle });
      timers.splice(timers.indexOf(timer), 1);
      ready.push({ handle: timer.handle, task: null, wakes: timer.task });
    }
    put({ type: 'iterationStarted', at, loop: 1, handles: ready.length });
    for (const { handle, task, wakes } of ready.splice(0)) {
      put({ type: 'handleStarted', at, handle });
      if (task !== null) step(task);
      if (wakes !== null) schedule(wakes);
      put({ type: 'handleEnded', at, handle });
    }
  }
  return events;
}
