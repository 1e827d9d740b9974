/**
 * Calls in threads, with threads that are none (`fake-threads.ts`). Groups and first words are those of CPython's
 * `test_threads.py`, `test_futures.py` and `test_tasks.py`.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { ConcurrentFuture } from '../../src/asyncio/concurrent-futures.ts';
import { configure } from '../../src/asyncio/driver.ts';
import {
  CancelledError,
  ContextVar,
  InvalidStateError,
  RuntimeError,
  SystemExit,
  ValueError,
  coroutine,
  createTask,
  currentTask,
  gather,
  getRunningLoop,
  newEventLoop,
  run,
  runCoroutineThreadsafe,
  setEventLoop,
  setWarningHandler,
  sleep,
  toThread,
  waitFor,
  wrapFuture,
} from '../../src/asyncio/index.ts';
import { FakeThreads } from './fake-threads.ts';
import { inLoop, raised, virtualTime } from './in-loop.ts';

afterEach(() => {
  configure({ makeThreads: null });
  setWarningHandler(null);
});

const mirror = (name: string, says: string, body: () => Promise<void>): void =>
  test(`${name}: ${says}`, () => {
    configure({ makeThreads: () => new FakeThreads() });
    return inLoop(body)();
  });

const fail = (): never => {
  throw new RuntimeError('test');
};

describe('test_threads.ToThreadTests', () => {
  mirror('to_thread', 'it gives what the function returned', async () => {
    const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b);
    expect(await toThread(sum, [40, 2])).toBe(42);
  });

  mirror('to_thread_exception', 'it raises what the function raised', async () => {
    expect(await raised(toThread(fail))).toEqual(new RuntimeError('test'));
  });

  mirror('to_thread_once', 'the function is called once, and not before it is awaited', async () => {
    let calls = 0;
    const work = toThread(() => void calls++);
    await sleep(1);
    expect(calls).toBe(0);
    await work;
    expect(calls).toBe(1);
  });

  mirror('to_thread_concurrent', 'several are called at a time', async () => {
    let calls = 0;
    await gather(...Array.from({ length: 10 }, () => toThread(() => void calls++)));
    expect(calls).toBe(10);
    expect(getRunningLoop().time()).toBeCloseTo(0.1);
  });

  mirror('to_thread_args_kwargs', 'the arguments are passed on', async () => {
    const all = (...args: readonly unknown[]): string => JSON.stringify(args);
    expect(await toThread(all, 'test', { something: true })).toBe('["test",{"something":true}]');
  });

  mirror(
    'to_thread_contextvars',
    'the call sees the context variables of its caller, and changes only its own',
    async () => {
      const name = new ContextVar<string>('name');
      name.set('parrot');
      const rename = (): string => {
        const old = name.get();
        name.set('other');
        return old;
      };
      expect([await toThread(rename), name.get()]).toEqual(['parrot', 'parrot']);
    },
  );
});

describe('test_futures.BaseFutureTests', () => {
  mirror('wrap_future', 'a future of the loop has the outcome of a pool’s', async () => {
    const result = getRunningLoop().runInExecutor(new FakeThreads(), (text: string) => [text, text], 'oi');
    expect(await result).toEqual(['oi', 'oi']);
    expect(result.getLoop()).toBe(getRunningLoop());
  });

  mirror('wrap_future_future', 'a future of the loop is returned as it is', async () => {
    const future = getRunningLoop().createFuture();
    expect(wrapFuture(future) === future).toBe(true);
    expect(() => wrapFuture({} as never)).toThrow('concurrent.futures.Future is expected, got {...}');
  });

  mirror('wrap_future_use_running_loop', 'it belongs to the running loop, or to the one that is named', async () => {
    const other = newEventLoop();
    expect(wrapFuture(new ConcurrentFuture()).getLoop()).toBe(getRunningLoop());
    expect(wrapFuture(new ConcurrentFuture(), { loop: other }).getLoop()).toBe(other);
    getRunningLoop().outside = 0;
  });

  test('wrap_future_use_global_loop: where no loop runs it belongs to the one that was set', () => {
    virtualTime();
    const loop = newEventLoop();
    setEventLoop(loop);
    expect(wrapFuture(new ConcurrentFuture()).getLoop()).toBe(loop);
    setEventLoop(null);
  });

  mirror('wrap_future_cancel', 'cancelling it cancels a call that has not begun', async () => {
    const call = new ConcurrentFuture<number>();
    const future = wrapFuture(call);
    future.cancel();
    await sleep(0);
    expect(call.cancelled()).toBe(true);
  });

  mirror('wrap_future_cancel2', 'a result that comes after the cancellation is dropped', async () => {
    const call = new ConcurrentFuture<number>();
    const future = wrapFuture(call);
    call.setResult(42);
    future.cancel();
    await sleep(0);
    await sleep(0);
    expect([call.cancelled(), call.result(), future.cancelled()]).toEqual([false, 42, true]);
  });
});

describe('test_tasks.RunCoroutineThreadsafeTests', () => {
  const add = coroutine(async (a: number, b: number, how: '' | 'fail' | 'cancel' = '') => {
    await sleep(0.05);
    if (how === 'fail') throw new RuntimeError('Fail!');
    if (how === 'cancel') {
      currentTask()!.cancel();
      await sleep(0);
    }
    return a + b;
  });

  mirror('run_coroutine_threadsafe', 'a coroutine from outside runs as a task', async () => {
    const outside = runCoroutineThreadsafe(add(1, 2), getRunningLoop());
    expect(outside.done()).toBe(false);
    expect(() => outside.result()).toThrow(InvalidStateError);
    expect(await wrapFuture(outside)).toBe(3);
    expect([outside.result(), outside.exception()]).toEqual([3, null]);
  });

  mirror('run_coroutine_threadsafe_with_exception', 'so does its error come back', async () => {
    const outside = runCoroutineThreadsafe(add(1, 2, 'fail'), getRunningLoop());
    expect((await raised(wrapFuture(outside))).message).toBe('Fail!');
    expect(outside.exception()).toBeInstanceOf(RuntimeError);
  });

  mirror('run_coroutine_threadsafe_task_cancelled', 'and its cancellation', async () => {
    const outside = runCoroutineThreadsafe(add(1, 2, 'cancel'), getRunningLoop());
    expect(await raised(wrapFuture(outside))).toBeInstanceOf(CancelledError);
    expect(outside.cancelled()).toBe(true);
    expect(() => outside.result()).toThrow(CancelledError);
  });

  mirror('run_coroutine_threadsafe_with_timeout', 'who gives up outside cancels the task', async () => {
    let cancelled = false;
    const work = coroutine(async () => {
      try {
        await sleep(10);
      } catch (error) {
        cancelled = true;
        throw error;
      }
    });
    const outside = runCoroutineThreadsafe(work(), getRunningLoop());
    await sleep(1);
    expect(outside.cancel()).toBe(true);
    await sleep(0);
    await sleep(0);
    expect(cancelled).toBe(true);
  });

  mirror(
    'run_coroutine_threadsafe_task_factory_exception',
    'an error while the task is made comes back, and is told to the handler',
    async () => {
      const loop = getRunningLoop();
      const error = new RangeError('no tasks today');
      const told: unknown[] = [];
      loop.setExceptionHandler((_loop, { exception }) => told.push(exception));
      Object.assign(loop, {
        createTask() {
          throw error;
        },
      });
      const work = add(1, 2);
      const outside = runCoroutineThreadsafe(work, loop);
      await sleep(0);
      work.close();
      expect([outside.exception(), told]).toEqual([error, [error]]);
    },
  );

  test('only a coroutine will do', () => {
    expect(() => runCoroutineThreadsafe(5 as never, newEventLoop())).toThrow('A coroutine object is required');
  });
});

describe('what CPython has no test of', () => {
  test('where there are no threads, that is an error which says so', async () => {
    virtualTime();
    const main = coroutine(async () => await toThread(function blocking() {}));
    const error = await raised(run(main()));
    expect(error).toEqual(new RuntimeError('there are no threads here that could call blocking()'));
  });

  mirror('outside', 'the loop goes on meanwhile, and a cancelled wait leaves the call alone', async () => {
    const seen: string[] = [];
    const call = createTask(toThread(() => seen.push('called')));
    await sleep(0.01);
    expect([getRunningLoop().outside, call._futureWaited?.what]).toEqual([1, 'toThread()']);
    call.cancel();
    expect(await raised(call)).toBeInstanceOf(CancelledError);
    await sleep(0.05);
    expect([seen, getRunningLoop().outside]).toEqual([['called'], 0]);
  });

  mirror('limit', 'a call can be given a limit', async () => {
    const blocking = (): number => 1;
    expect((await raised(waitFor(toThread(blocking), 0.01))).name).toBe('TimeoutError');
    expect(await waitFor(toThread(blocking), 0.1)).toBe(1);
  });

  test('run waits for calls that nobody awaits, then refuses more', async () => {
    virtualTime();
    configure({ makeThreads: () => new FakeThreads({ seconds: 3 }) });
    const seen: string[] = [];
    let loop = newEventLoop();
    const main = coroutine(async () => {
      loop = getRunningLoop();
      loop.runInExecutor(null, () => seen.push('called'));
    });
    await run(main());
    expect([seen, loop.time()]).toEqual([['called'], 3]);
    expect(() => loop.runInExecutor(null, fail)).toThrow('Event loop is closed');
  });

  test('a pool that does not end in time is left behind, with a warning', async () => {
    virtualTime();
    configure({ makeThreads: () => new FakeThreads({ seconds: 1000 }) });
    const told: string[] = [];
    setWarningHandler((category, message) => told.push(`${category}: ${message}`));
    const main = coroutine(async () => {
      const loop = getRunningLoop();
      loop.runInExecutor(null, () => {});
      await loop.shutdownDefaultExecutor(5);
      expect(loop.time()).toBe(5);
      expect(() => loop.runInExecutor(null, fail)).toThrow('Executor shutdown has been called');
    });
    await run(main());
    expect(told).toEqual(['RuntimeWarning: The executor did not finishing joining its threads within 5 seconds.']);
  });

  mirror('executor', 'a pool of one’s own is used as it is, and can be made the default', async () => {
    const loop = getRunningLoop();
    loop.setDefaultExecutor(new FakeThreads({ seconds: 7 }));
    await loop.runInExecutor(null, () => {});
    expect(loop.time()).toBe(7);
    await loop.runInExecutor(new FakeThreads({ seconds: 1 }), () => {});
    expect(loop.time()).toBe(8);
    expect(() => loop.setDefaultExecutor({} as never)).toThrow('executor must be ThreadPoolExecutor instance');
  });

  mirror('threadsafe', 'a call from outside wakes a loop that has nothing to do', async () => {
    const loop = getRunningLoop();
    const future = loop.createFuture<string>();
    loop.outside++;
    setImmediate(() => loop.callSoonThreadsafe(() => future.setResult('from outside')));
    expect(await future).toBe('from outside');
    loop.outside--;
    loop.setDebug(true);
    expect(() => loop.callSoonThreadsafe(coroutine(async () => {}))).toThrow(
      'coroutines cannot be used with call_soon_threadsafe()',
    );
  });

  test('a call’s outcome can be had once, and its callbacks run in order', () => {
    const call = new ConcurrentFuture<number>();
    const seen: string[] = [];
    call.addDoneCallback(() => seen.push('a'));
    call.addDoneCallback(() => seen.push('b'));
    expect([call.setRunningOrNotifyCancel(), call.running(), call.cancel()]).toEqual([true, true, false]);
    expect(() => call.setRunningOrNotifyCancel()).toThrow('Future in unexpected state');
    call.setException(new ValueError('no'));
    call.addDoneCallback(() => seen.push('c'));
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(() => call.result()).toThrow(new ValueError('no'));
    expect(() => call.setResult(1)).toThrow(InvalidStateError);
    expect(String(call)).toBe('<Future state=finished raised ValueError>');
    const cancelled = new ConcurrentFuture<number>();
    expect([cancelled.cancel(), cancelled.cancel(), cancelled.setRunningOrNotifyCancel()]).toEqual([true, true, false]);
    const exit = (): never => {
      throw new SystemExit();
    };
    expect(() => cancelled.addDoneCallback(exit)).toThrow(SystemExit);
  });
});
