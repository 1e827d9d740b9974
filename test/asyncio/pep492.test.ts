/** `async` and `await` with asyncio. Groups and first words are those of CPython's `test_pep492.py`. */
import { describe, expect } from 'vitest';
import {
  BoundedSemaphore,
  Condition,
  Lock,
  RuntimeError,
  Semaphore,
  asyncWith,
  coroutine,
  createTask,
  getRunningLoop,
  isCoroutine,
  sleep,
} from '../../src/asyncio/index.ts';
import { mirror, raised } from './in-loop.ts';

const primitives = () => [new Lock(), new Condition(), new Semaphore(), new BoundedSemaphore()];

describe('test_pep492.LockTests', () => {
  mirror('context_manager_async_with', 'the block holds it, and is given nothing', async () => {
    for (const lock of primitives()) {
      await sleep(0.01);
      expect(lock.locked()).toBe(false);
      await asyncWith(lock, async (given) => {
        expect(given).toBeUndefined();
        expect(lock.locked()).toBe(true);
        await sleep(0.01);
        expect(lock.locked()).toBe(true);
      });
      expect(lock.locked()).toBe(false);
    }
  });

  mirror('context_manager_with_await', 'awaiting it acquires nothing (in Python it is an error)', async () => {
    for (const lock of primitives()) {
      expect(await (lock as unknown)).toBe(lock);
      expect(lock.locked()).toBe(false);
    }
  });
});

describe('test_pep492.CoroutineTests', () => {
  const spam = coroutine(async () => 'spam', 'spam');
  const outer = coroutine(async () => await spam(), 'outer');

  mirror('iscoroutine', 'the call of a coroutine function is one, the function is none', async () => {
    const work = spam();
    expect([isCoroutine(work), isCoroutine(spam), isCoroutine(Promise.resolve()), isCoroutine({})]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    work.close();
  });

  mirror('async_def_coroutines', 'one awaits another, in debug mode too', async () => {
    expect(await outer()).toBe('spam');
    getRunningLoop().setDebug(true);
    expect(await outer()).toBe('spam');
    expect(await createTask(outer())).toBe('spam');
  });

  mirror('double_await', 'a coroutine that is being awaited cannot be awaited again', async () => {
    const nap = coroutine(async () => await sleep(0.1))();
    const task = createTask(nap);
    await sleep(0);
    expect(await raised(nap)).toEqual(new RuntimeError('coroutine is being awaited already'));
    task.cancel();
  });
});
