import { describe, expect, test } from 'vitest';
import type { ErrorText, Event } from '../../src/trace/event.ts';
import { Failures } from '../../src/trace/failures.ts';

const BAD: ErrorText = { name: 'ValueError', message: 'bad', place: { line: 3, column: 5 } };

function created(task: number, parent: number | null): Event {
  return { type: 'taskCreated', at: 0, task, kind: 'task', name: `T${task}`, coroutine: 'f', parent, place: null };
}

function failed(task: number, error: ErrorText): Event {
  return { type: 'taskEnded', at: 1, task, outcome: 'failed', place: error.place, error };
}

function after(...events: readonly Event[]): Failures {
  const failures = new Failures();
  for (const event of events) failures.hear(event);
  return failures;
}

describe('the task in which an error was raised', () => {
  test('is the first that ended with it', () => {
    const failures = after(
      created(1, null),
      created(2, 1),
      created(3, 2),
      failed(3, BAD),
      failed(2, BAD),
      failed(1, BAD),
    );
    expect(failures.taskOf(BAD)).toBe(3);
  });

  test('is another one for an error of other words, or of another line', () => {
    const other = { ...BAD, message: 'worse' };
    const elsewhere = { ...BAD, place: { line: 4, column: 5 } };
    const failures = after(created(1, null), created(2, 1), created(3, 1), failed(3, other), failed(2, BAD));
    expect(failures.taskOf(BAD)).toBe(2);
    expect(failures.taskOf(other)).toBe(3);
    expect(failures.taskOf(elsewhere)).toBeNull();
  });

  test('is not named if it is the main task', () => {
    expect(after(created(1, null), created(2, 1), failed(1, BAD)).taskOf(BAD)).toBeNull();
  });

  test('is none if no task ended with it', () => {
    const done: Event = { type: 'taskEnded', at: 1, task: 2, outcome: 'done', place: null, error: null };
    expect(after(created(1, null), created(2, 1), done).taskOf(BAD)).toBeNull();
    expect(after(failed(7, BAD)).taskOf(BAD)).toBeNull();
  });
});
