/** `wait`. Groups and first words are those of CPython's `test_tasks.py`. */
import { describe, expect, test } from 'vitest';
import {
  FIRST_COMPLETED,
  Future,
  ValueError,
  ZeroDivisionError,
  coroutine,
  createTask,
  getRunningLoop,
  newEventLoop,
  sleep,
  wait,
} from '../../src/asyncio/index.ts';
import { mirror, raised, virtualTime } from './in-loop.ts';

const give = coroutine(async <T>(value: T) => value, 'give');

describe('test_tasks.BaseTaskTests', () => {
  for (const [name, listed] of [
    ['wait', <T>(items: readonly T[]) => items],
    ['wait_with_iterator_of_tasks', <T>(items: readonly T[]) => items.values()],
  ] as const) {
    mirror(name, 'it ends when all are done, and takes no time if they are', async () => {
      const [a, b] = [createTask(sleep(0.1)), createTask(sleep(0.15))];
      for (let round = 0; round < 2; round++) {
        const [done, pending] = await wait(listed([b, a]));
        expect([[...done], [...pending]]).toEqual([[b, a], []]);
        expect(getRunningLoop().time()).toBeCloseTo(0.15);
      }
    });
  }

  mirror('wait_duplicate_coroutines', 'what is given several times is waited for once', async () => {
    const task = createTask(give('test'));
    const [done, pending] = await wait([task, task, createTask(give('spam'))]);
    expect([...done].map((it) => it.result())).toEqual(['test', 'spam']);
    expect(pending.size).toBe(0);
  });

  test('wait_errors: nothing, and an unknown way to wait, are errors', async () => {
    virtualTime();
    const loop = newEventLoop();
    expect(await raised(loop.runUntilComplete(wait(new Set<Future<void>>())))).toEqual(
      new ValueError('Set of Tasks/Futures is empty.'),
    );
    const work = sleep(10);
    const error = await raised(loop.runUntilComplete(wait([work as never], { returnWhen: -1 as never })));
    expect(error).toEqual(new ValueError('Invalid return_when value: -1'));
    work.close();
    loop.close();
  });

  mirror('wait_invalid_args', 'it takes a list of futures and tasks', async () => {
    const future = new Future<void>();
    expect(await raised(wait(future as never))).toEqual(new TypeError('expect a list of futures, not Future'));
    const work = give(1);
    expect((await raised(wait(work as never))).message).toMatch('expect a list of futures, not ');
    const message = 'Passing coroutines is forbidden, use tasks explicitly.';
    expect(await raised(wait([work] as never))).toEqual(new TypeError(message));
    work.close();
    expect(await raised(wait([]))).toBeInstanceOf(ValueError);
  });

  mirror('wait_really_done', 'what has ended meanwhile is among the done, though it was not told yet', async () => {
    const turns = coroutine(async (count: number) => {
      for (let i = 0; i < count; i++) await sleep(0);
    });
    const [a, b] = [createTask(turns(1)), createTask(turns(2))];
    const [done, pending] = await wait([b, a], { returnWhen: FIRST_COMPLETED });
    expect([[...done], pending.size, a.done(), b.done()]).toEqual([[b, a], 0, true, true]);
  });

  mirror('wait_with_exception', 'an error counts as done, and is not raised', async () => {
    const fail = coroutine(async () => {
      await sleep(0.15);
      throw new ZeroDivisionError('err');
    });
    const tasks = [createTask(sleep(0.1)), createTask(fail())];
    for (let round = 0; round < 2; round++) {
      const [done, pending] = await wait(tasks);
      expect([done.size, pending.size]).toEqual([2, 0]);
      expect([...done].filter((it) => it.exception() !== null)).toEqual([tasks[1]]);
      expect(getRunningLoop().time()).toBeCloseTo(0.15);
    }
  });
});
