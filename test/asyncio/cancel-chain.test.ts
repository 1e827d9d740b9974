/** Cancelling the end of a long line of tasks, each of which awaits the one before. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  CancelledError,
  Task,
  coroutine,
  createTask,
  currentTask,
  gather,
  run,
  sleep,
} from '../../src/asyncio/index.ts';
import type { Coroutine } from '../../src/asyncio/index.ts';
import { watcher } from '../../src/asyncio/instrument.ts';
import type { Watcher } from '../../src/asyncio/instrument.ts';
import { inLoop, raised, virtualTime } from './in-loop.ts';

beforeEach(virtualTime);
afterEach(() => {
  watcher.current = null;
});

const follow = coroutine(async (task: Task<void>) => {
  await task;
}, 'follow');

/** The first sleeps; each of the others, once it has begun, awaits the one before it. */
async function chainOf(length: number): Promise<Task<void>[]> {
  const tasks: Task<void>[] = [createTask(sleep(100), { name: 'T1' })];
  while (tasks.length < length) tasks.push(createTask(follow(tasks.at(-1)!), { name: `T${tasks.length + 1}` }));
  await sleep(0);
  return tasks;
}

/** Writes `who cancels whom` for all that a watcher is told meanwhile. */
function requestsDuring(action: () => void): string[] {
  const told: string[] = [];
  const request: Watcher['taskCancelRequested'] = (task, by) =>
    void told.push(`${by?.getName() ?? 'nobody'} cancels ${task.getName()}`);
  const deaf: unknown = new Proxy({}, { get: (_, method) => (method === 'taskCancelRequested' ? request : () => 0) });
  watcher.current = deaf as Watcher;
  action();
  watcher.current = null;
  return told;
}

test(
  'a request to cancel walks down a chain of any length',
  inLoop(async () => {
    const tasks = await chainOf(50_000);
    expect(tasks.at(-1)!.cancel('enough')).toBe(true);
    expect(tasks.map((task) => task.cancelling())).toEqual(tasks.map(() => 1));
    const error = await raised(tasks.at(-1)!);
    expect(error).toBeInstanceOf(CancelledError);
    expect(error.message).toBe('enough');
    expect(tasks.every((task) => task.cancelled())).toBe(true);
  }),
);

test('the end of a program cancels each of a chain, as often as CPython does', async () => {
  let tasks: Task<void>[] = [];
  await run(
    coroutine(async () => {
      tasks = await chainOf(100);
    }, 'main')(),
  );
  expect(tasks.every((task) => task.cancelled())).toBe(true);
  // Each is asked for itself and for every one that awaits it.
  expect(tasks.map((task) => task.cancelling())).toEqual(tasks.map((_, index) => tasks.length - index));
});

test(
  'where the one before is done already, the next is marked to be cancelled',
  inLoop(async () => {
    const first = createTask(sleep(0));
    const second = createTask(follow(first));
    const third = createTask(follow(second));
    await sleep(0);
    await sleep(0);
    expect([first.done(), second.done()]).toEqual([true, false]);
    expect(third.cancel('late')).toBe(true);
    expect((await raised(third)).message).toBe('late');
    expect(second.cancelled()).toBe(true);
  }),
);

class Stubborn extends Task<void> {
  asked: unknown[] = [];

  override cancel(message?: unknown): boolean {
    this.asked.push(message);
    return false;
  }
}

class Passing extends Task<void> {
  asked: unknown[] = [];

  override cancel(message?: unknown): boolean {
    this.asked.push(message);
    return super.cancel(`${String(message)}, please`);
  }
}

describe('a class of the program’s own in the chain', () => {
  test(
    'that refuses leaves the request with the one that awaits it',
    inLoop(async () => {
      const refusing = new Stubborn(sleep(1));
      const end = createTask(follow(createTask(follow(refusing))));
      await sleep(0);
      expect(end.cancel('now')).toBe(true);
      expect(refusing.asked).toEqual(['now']);
      expect(refusing.cancelling()).toBe(0);
      expect((await raised(end)).message).toBe('now');
      expect(refusing.cancelled()).toBe(false);
    }),
  );

  test(
    'that passes it on in other words is asked once, and its words arrive',
    inLoop(async () => {
      const passing = new Passing(follow(createTask(sleep(1))));
      const end = createTask(follow(passing));
      await sleep(0);
      end.cancel('now');
      expect(passing.asked).toEqual(['now']);
      expect((await raised(end)).message).toBe('now, please');
    }),
  );

  test(
    'and so is a task whose own `cancel` was replaced',
    inLoop(async () => {
      const task = createTask(sleep(1));
      task.cancel = () => false;
      const end = createTask(follow(task));
      await sleep(0);
      end.cancel('now');
      expect(task.cancelling()).toBe(0);
      expect((await raised(end)).message).toBe('now');
    }),
  );
});

test(
  'tasks that await each other in a circle cannot be cancelled: that is an error, not an endless walk',
  inLoop(async () => {
    const circle: Task<void>[] = [];
    const next = coroutine(async (index: number) => {
      await circle[index];
    }, 'next');
    for (const to of [1, 2, 0]) circle.push(createTask(next(to)));
    const before = createTask(follow(circle[0]!));
    await sleep(0);
    expect(() => before.cancel()).toThrow(new RangeError('Maximum call stack size exceeded'));
    // Let the loop end: nothing else ever would.
    for (const task of [...circle, before]) task.cancel = () => true;
    for (const task of [...circle, before]) task._complete(3, undefined);
  }),
);

describe('whoever watches is told', () => {
  test(
    'of every task that is asked, once',
    inLoop(async () => {
      const [first, second, third] = await chainOf(3);
      currentTask()!.setName('main');
      const told = requestsDuring(() => {
        for (const task of [first!, second!, third!]) task.cancel();
      });
      // Each for itself; on the way down nobody hears of it again.
      expect(told).toEqual(['T1', 'T2', 'T3'].map((name) => `main cancels ${name}`));
      await raised(third!);
    }),
  );

  test(
    'also of those that are asked on the way down',
    inLoop(async () => {
      const [, , third] = await chainOf(3);
      currentTask()!.setName('main');
      expect(requestsDuring(() => third!.cancel())).toEqual(['T3', 'T2', 'T1'].map((name) => `main cancels ${name}`));
      await raised(third!);
    }),
  );

  test(
    'again of one that is asked again for itself',
    inLoop(async () => {
      const task = createTask(sleep(1), { name: 'T' });
      await sleep(0);
      currentTask()!.setName('main');
      const told = requestsDuring(() => {
        task.cancel();
        task.cancel();
      });
      expect(told).toEqual(['main cancels T', 'main cancels T']);
      await raised(task);
    }),
  );

  test(
    'again of one that took its request back',
    inLoop(async () => {
      const [first, second] = await chainOf(2);
      currentTask()!.setName('main');
      const told = requestsDuring(() => {
        second!.cancel();
        first!.uncancel();
        second!.cancel();
      });
      expect(told.filter((it) => it.endsWith('T1'))).toHaveLength(2);
      await raised(second!);
    }),
  );

  test(
    'once of each where gather stands between them',
    inLoop(async () => {
      const all = coroutine(async (works: readonly Task<void>[]): Promise<void> => {
        await gather(works);
      }, 'all') as (works: readonly Task<void>[]) => Coroutine<void>;
      const workers = [createTask(sleep(1)), createTask(sleep(1))];
      const watchers = [createTask(all(workers)), createTask(all(workers)), createTask(all(workers))];
      await sleep(0);
      const told = requestsDuring(() => {
        for (const task of watchers) task.cancel();
      });
      expect(told).toHaveLength(5);
      await raised(gather(watchers));
    }),
  );
});
