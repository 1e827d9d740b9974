import { PENDING } from './futures.ts';
import { ports } from './driver.ts';
import type { Future, OutsideWaiter } from './futures.ts';
import type { PlaceMark } from './instrument.ts';
import type { Task } from './tasks.ts';

/** How many tasks a message lists. */
export const DEADLOCK_LIMIT = 12;

/** Who waits where for what, one line for each task and for each function outside of all: the message of a `DeadlockError`. */
export function describeDeadlock(
  tasks: Iterable<Task<unknown>>,
  outside: Iterable<OutsideWaiter>,
  limit: number,
): string {
  const lines: string[] = [];
  let left = 0;
  const add = (who: () => string, place: PlaceMark, future: Future<unknown> | null): void => {
    if (lines.length < limit) lines.push(`  ${who()} waits${atLine(place)} for ${waitOf(future)}`);
    else left++;
  };
  for (const task of tasks) add(() => `${task.getName()} (${task.coroutineName})`, task.place, task._futureWaited);
  for (const { name, place, future } of outside) add(() => (name === '' ? 'the top level' : name), place, future);
  if (left > 0) lines.push(`  and ${left} more`);
  const all = 'deadlock: everything waits, and nothing is left that could go on';
  return lines.length === 0 ? all : `${all}\n${lines.join('\n')}`;
}

/** @internal What is waited for, in words. */
export const NOUNS: Readonly<Record<string, string>> = {
  asCompleted: 'the next of several that never end',
  'barrier.wait()': 'a barrier that others never reach',
  'condition.wait()': 'a condition that nobody notifies',
  'event.wait()': 'an event that nobody sets',
  future: 'a future that nobody completes',
  gather: 'a gather() whose parts never end',
  'lock.acquire()': 'a lock that nobody releases',
  promise: 'a promise that never settles',
  'queue.get()': 'an item that nobody puts into the queue',
  'queue.join()': 'a queue whose items nobody says are done',
  'queue.put()': 'a queue from which nobody gets',
  'semaphore.acquire()': 'a semaphore that nobody releases',
  shield: 'a shielded future that nobody completes',
  sleep: 'a sleep without end',
  taskGroup: 'the tasks of its group',
  wait: 'a wait() that nothing ends',
};

function atLine(place: PlaceMark): string {
  const line = place > 0 ? (ports.lineOf?.(place) ?? null) : null;
  return line === null ? '' : ` at line ${line}`;
}

function waitOf(future: Future<unknown> | null): string {
  if (future === null || future._state !== PENDING) return 'a promise that asyncio knows nothing of';
  if (isTask(future)) return `task ${future.getName()}`;
  return NOUNS[future.what] ?? `a ${future.what}`;
}

/** Without importing the class: that would be a circle. */
function isTask(future: Future<unknown>): future is Task<unknown> {
  return 'getName' in future;
}
