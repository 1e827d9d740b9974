/** `gather`. Groups and first words are those of CPython's `test_tasks.py`. */
import { describe, expect, test } from 'vitest';
import {
  Future,
  coroutine,
  createTask,
  ensureFuture,
  gather,
  getRunningLoop,
  newEventLoop,
  setEventLoop,
  sleep,
} from '../../src/asyncio/index.ts';
import { configure } from '../../src/asyncio/driver.ts';
import { mirror, raised, virtualTime } from './in-loop.ts';

const give = coroutine(async <T>(value: T) => value, 'give');

describe('test_tasks.GatherTestsBase', () => {
  for (const [name, options] of [
    ['success', [{}, { returnExceptions: false }]],
    ['result_exception_success', [{ returnExceptions: true }]],
  ] as const) {
    mirror(name, 'it is done when all are, with the results in the order of the arguments', async () => {
      for (const given of options) {
        const futures = [new Future<number>(), new Future<number>(), new Future<number>()] as const;
        const all = gather(futures, given);
        const told: unknown[] = [];
        all.addDoneCallback((it) => told.push(it.result()));
        futures[1].setResult(1);
        futures[0].setResult(2);
        await sleep(0);
        await sleep(0);
        expect([told, all.done()]).toEqual([[], false]);
        futures[2].setResult(3);
        await sleep(0);
        await sleep(0);
        expect(told).toEqual([[2, 1, 3]]);
      }
    });
  }

  test('env_var_debug: a program is in debug mode from the start if its host says so (PYTHONASYNCIODEBUG)', () => {
    const modes = [false, true, false].map((debug) => {
      configure({ debug });
      return newEventLoop().getDebug();
    });
    expect(modes).toEqual([false, true, false]);
  });
});

describe('test_tasks.FutureGatherTests', () => {
  test('constructor_empty_sequence_without_loop: without a current loop nothing can be gathered, not even nothing', () => {
    setEventLoop(null);
    expect(() => gather()).toThrow('There is no current event loop');
    expect(() => gather([])).toThrow('There is no current event loop');
  });

  mirror('constructor_empty_sequence_use_running_loop', 'of nothing the result is nothing', async () => {
    const nothing = gather();
    expect(nothing.getLoop()).toBe(getRunningLoop());
    expect([nothing.done(), nothing.result()]).toEqual([true, []]);
  });

  test('constructor_empty_sequence_use_global_loop: where no loop runs it belongs to the one that was set', () => {
    const loop = newEventLoop();
    setEventLoop(loop);
    expect(gather().getLoop()).toBe(loop);
    setEventLoop(null);
  });
});

describe('test_tasks.CoroutineGatherTests', () => {
  test('constructor_without_loop: without a current loop coroutines cannot be gathered', () => {
    setEventLoop(null);
    const works = [give('abc'), give('def')] as const;
    expect(() => gather(...works)).toThrow('There is no current event loop');
    for (const work of works) work.close();
  });

  test('constructor_use_global_loop: where no loop runs they become tasks of the one that was set', async () => {
    virtualTime();
    const loop = newEventLoop();
    setEventLoop(loop);
    const all = gather(give('abc'), give('def'));
    setEventLoop(null);
    expect(all.getLoop()).toBe(loop);
    expect(await loop.runUntilComplete(all)).toEqual(['abc', 'def']);
    loop.close();
  });

  mirror('duplicate_coroutines', 'what is given several times runs once', async () => {
    let runs = 0;
    const counted = coroutine(async (text: string) => {
      runs++;
      return text;
    });
    const work = counted('abc');
    expect(await gather(work, work, counted('def'), work)).toEqual(['abc', 'abc', 'def', 'abc']);
    expect(runs).toBe(2);
  });
});

describe('test_tasks.BaseTaskTests', () => {
  mirror('cancel_gather_1', 'once all are done it refuses to be cancelled', async () => {
    const future = new Future<number>();
    const child = coroutine(async () => await future);
    const all = ensureFuture(gather(child()));
    await sleep(0);
    let answer: boolean | undefined;
    future.addDoneCallback(() => (answer = all.cancel()));
    future.setResult(42);
    expect(await all).toEqual([42]);
    expect([answer, all.cancelled()]).toEqual([false, false]);
  });

  for (const [given, expected] of [
    [[], []],
    [[undefined], []],
    [['my message'], ['my message']],
    [[5], [5]],
  ]) {
    mirror('cancel_gather_2', `cancelled with (${given}), it passes that on to who waits for it`, async () => {
      const body = coroutine(async () => {
        for (let i = 0; i < 20; i++) await gather([sleep(0.05)], { returnExceptions: true });
      });
      const task = createTask(body());
      await sleep(0.2);
      task.cancel(...(given as [unknown?]));
      expect(await raised(task)).toMatchObject({ name: 'CancelledError', args: expected });
    });
  }
});
