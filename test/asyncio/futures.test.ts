/** Futures. Groups and first words are those of CPython's `test_futures.py` and `test_futures2.py`. */
import { describe, expect, test } from 'vitest';
import {
  CancelledError,
  ContextVar,
  Future,
  InvalidStateError,
  RuntimeError,
  ValueError,
  ZeroDivisionError,
  coroutine,
  createTask,
  ensureFuture,
  gather,
  getRunningLoop,
  newEventLoop,
  run,
  setEventLoop,
  sleep,
  wait,
} from '../../src/asyncio/index.ts';
import type { EventLoop, ExceptionContext } from '../../src/asyncio/index.ts';
import { inLoop, mirror, raised, virtualTime } from './in-loop.ts';

/** What the loop's exception handler is told while `body` runs, and when the loop is closed. */
async function complaints(body: (loop: EventLoop) => unknown, debug = false): Promise<ExceptionContext[]> {
  virtualTime();
  const told: ExceptionContext[] = [];
  const loop = newEventLoop();
  loop.setDebug(debug);
  loop.setExceptionHandler((_loop, context) => told.push(context));
  body(loop);
  loop.callSoon(() => loop.stop());
  await loop.runForever();
  loop.close();
  return told;
}

describe('test_futures.BaseFutureTests', () => {
  mirror('initial_state', 'a new future is pending', async () => {
    const future = new Future<number>();
    expect([future.done(), future.cancelled()]).toEqual([false, false]);
    future.cancel();
    expect([future.done(), future.cancelled()]).toEqual([true, true]);
  });

  test('constructor_without_loop: without a current loop there are no futures', () => {
    setEventLoop(null);
    expect(() => new Future()).toThrow(new RuntimeError("There is no current event loop in thread 'MainThread'."));
  });

  test('constructor_positional: what a future belongs to is a loop', () => {
    // @ts-expect-error -- no loop
    const neverCalled = (): Future<number> => new Future(42);
    expect(neverCalled).toBeTypeOf('function');
  });

  mirror('constructor_use_running_loop', 'it belongs to the running loop', async () => {
    expect(new Future().getLoop()).toBe(getRunningLoop());
  });

  test('constructor_use_global_loop: where no loop runs it belongs to the one that was set', () => {
    const loop = newEventLoop();
    setEventLoop(loop);
    expect(new Future().getLoop()).toBe(loop);
    setEventLoop(null);
  });

  mirror('cancel', 'a cancelled future has no result, and none can be set', async () => {
    const future = new Future<number>();
    expect(future.cancel()).toBe(true);
    expect([future.cancelled(), future.done()]).toEqual([true, true]);
    expect(() => future.result()).toThrow(CancelledError);
    expect(() => future.exception()).toThrow(CancelledError);
    expect(() => future.setResult(1)).toThrow(InvalidStateError);
    expect(() => future.setException(new ValueError())).toThrow(InvalidStateError);
    expect(future.cancel()).toBe(false);
  });

  mirror('result', 'a result is set once', async () => {
    const future = new Future<number>();
    expect(() => future.result()).toThrow(new InvalidStateError('Result is not set.'));
    future.setResult(42);
    expect([future.done(), future.cancelled(), future.result(), future.exception()]).toEqual([true, false, 42, null]);
    expect(() => future.setResult(1)).toThrow(new InvalidStateError('invalid state'));
    expect(() => future.setException(new ValueError())).toThrow(new InvalidStateError('invalid state'));
    expect(future.cancel()).toBe(false);
  });

  mirror('exception', 'an error is set once, and raised by the result', async () => {
    const future = new Future<number>();
    const error = new RuntimeError();
    expect(() => future.exception()).toThrow(new InvalidStateError('Exception is not set.'));
    future.setException(error);
    expect([future.done(), future.cancelled(), future.exception()]).toEqual([true, false, error]);
    expect(() => future.result()).toThrow(error);
    expect(() => future.setResult(1)).toThrow(InvalidStateError);
    expect(() => future.setException(new ValueError())).toThrow(InvalidStateError);
    expect(future.cancel()).toBe(false);
  });

  mirror('exception_class', 'a class of errors will do, anything else will not', async () => {
    const future = new Future<number>();
    expect(() => future.setException('text' as never)).toThrow(new TypeError('invalid exception object'));
    future.setException(RuntimeError);
    expect(future.exception()).toBeInstanceOf(RuntimeError);
  });

  test('tb_logger_abandoned: nobody complains of a future that is left alone', async () => {
    expect(await complaints((loop) => void loop.createFuture())).toEqual([]);
  });

  test('tb_logger_not_called_after_cancel: whoever cancels a failed future has seen to it', async () => {
    const told = await complaints((loop) => {
      const future = loop.createFuture();
      future.setException(new ValueError());
      future.cancel();
    });
    expect(told).toEqual([]);
  });

  test('tb_logger_result_unretrieved, tb_logger_result_retrieved: a result need not be looked at', async () => {
    for (const look of [false, true]) {
      const told = await complaints((loop) => {
        const future = loop.createFuture<number>();
        future.setResult(42);
        if (look) future.result();
      });
      expect(told).toEqual([]);
    }
  });

  test('tb_logger_exception_retrieved, tb_logger_exception_result_retrieved: an error that was looked at is no secret', async () => {
    const told = await complaints((loop) => {
      const [a, b] = [loop.createFuture(), loop.createFuture()];
      for (const future of [a, b]) future.setException(new RuntimeError('boom'));
      a.exception();
      expect(() => b.result()).toThrow('boom');
    });
    expect(told).toEqual([]);
  });

  for (const [name, debug] of [
    ['future_exception_never_retrieved', false],
    ['future_exception_never_retrieved_debug', true],
  ] as const) {
    test(`${name}: an error that nobody looked at is reported, when the loop is closed`, async () => {
      const error = new RangeError('too much');
      const told = await complaints((loop) => loop.createFuture().setException(error), debug);
      expect(told).toMatchObject([{ message: 'Future exception was never retrieved', exception: error }]);
    });
  }

  mirror(
    'set_result_unless_cancelled',
    'a timer that is due leaves a sleep alone that was cancelled before',
    async () => {
      const order: string[] = [];
      const loop = getRunningLoop();
      loop.callLater(1, () => {
        order.push('cancelled');
        task.cancel();
      });
      const task = createTask(sleep(1));
      task.addDoneCallback(() => order.push('done'));
      expect(await raised(task)).toBeInstanceOf(CancelledError);
      expect(order).toEqual(['cancelled', 'done']);
      expect(loop.time()).toBe(1);
    },
  );
});

describe('test_futures.BaseFutureDoneCallbackTests', () => {
  /** A future with one callback for each number; what they were called with is in `bag`. */
  function withCallbacks(...numbers: number[]) {
    const bag: [number, unknown][] = [];
    const future = new Future<string>();
    const callbacks = numbers.map((n) => (done: Future<string>) => void bag.push([n, done]));
    for (const callback of callbacks) future.addDoneCallback(callback);
    return { bag, future, callbacks };
  }

  for (const [name, removed, left] of [
    ['callbacks_remove_first_callback', [0, 0], [17, 100]],
    ['callbacks_remove_first_and_second_callback', [0, 1, 0], [100]],
    ['callbacks_remove_third_callback', [2, 2], [42, 17]],
  ] as const) {
    mirror(name, 'what is removed, once or twice, is not called, and the others keep their order', async () => {
      const { bag, future, callbacks } = withCallbacks(42, 17, 100);
      for (const i of removed) future.removeDoneCallback(callbacks[i]!);
      future.setResult('foo');
      expect(bag).toEqual([]);
      await sleep(0);
      expect(bag.map(([n]) => n)).toEqual(left);
      expect(future.result()).toBe('foo');
    });
  }

  mirror('callbacks_invoked_on_set_result', 'each is called with the future, a turn after the result', async () => {
    const { bag, future } = withCallbacks(42, 17);
    future.setResult('foo');
    expect(bag).toEqual([]);
    await sleep(0);
    expect(bag.map(([n]) => n)).toEqual([42, 17]);
    expect(bag.every(([, given]) => given === future)).toBe(true);
  });

  mirror('callbacks_invoked_on_set_exception', 'and after an error', async () => {
    const { bag, future } = withCallbacks(100);
    const error = new RuntimeError();
    future.setException(error);
    expect(bag).toEqual([]);
    await sleep(0);
    expect(bag.map(([n]) => n)).toEqual([100]);
    expect(future.exception()).toBe(error);
  });

  mirror('remove_done_callback', 'one that was added many times is removed as often, and counted', async () => {
    const { bag, future, callbacks } = withCallbacks(1, 2);
    const [one, two] = callbacks as [() => void, () => void];
    expect(future.removeDoneCallback(two)).toBe(1);
    expect(future.removeDoneCallback(() => {})).toBe(0);
    future.addDoneCallback(two);
    for (let i = 0; i < 5; i++) future.addDoneCallback(one);
    expect(future.removeDoneCallback(one)).toBe(6);
    future.setResult('foo');
    await sleep(0);
    expect(bag.map(([n]) => n)).toEqual([2]);
  });

  mirror(
    'schedule_callbacks_list_mutation_1',
    'a callback that is removed by an earlier one is called all the same',
    async () => {
      const future = new Future<string>();
      const bag: number[] = [];
      const [second, third] = [() => bag.push(2), () => bag.push(3)];
      future.addDoneCallback(() => bag.push(future.removeDoneCallback(second)));
      for (const callback of [second, second, third]) future.addDoneCallback(callback);
      future.setResult('foo');
      await sleep(0);
      expect(bag).toEqual([0, 2, 2, 3]);
    },
  );
});

describe('test_futures2.FutureTests', () => {
  test('task_exc_handler_correct_context: the handler is called in the context of the task it is about', async () => {
    const name = new ContextVar<string>('name', { default: 'foo' });
    let seen = '';
    const task = coroutine(async () => {
      name.set('bar');
      throw new ZeroDivisionError();
    });
    await complaints((loop) => {
      loop.setExceptionHandler(() => (seen = name.get()));
      loop.createTask(task());
    });
    expect([seen, name.get()]).toEqual(['bar', 'foo']);
  });

  mirror('handle_exc_handler_correct_context', 'and of the callback it is about', async () => {
    const name = new ContextVar<string>('name', { default: 'foo' });
    const seen: string[] = [];
    const loop = getRunningLoop();
    loop.setExceptionHandler(() => seen.push(name.get()));
    loop.callSoon(() => {
      name.set('bar');
      throw new ZeroDivisionError();
    });
    await sleep(0);
    expect([seen, name.get()]).toEqual([['bar'], 'foo']);
  });
});

test(
  'a value that is an awaitable arrives un-awaited',
  inLoop(async () => {
    const inner = createTask(sleep(1, 'late'));
    const future = new Future<unknown>();
    future.setResult(inner);
    const boxed = await gather([future, sleep(0, inner)] as const);
    expect(boxed[0]).toBe(inner);
    expect(inner.done()).toBe(false);
    expect(await inner).toBe('late');
  }),
);

test(
  'what is thrown need not be an error',
  inLoop(async () => {
    const work = coroutine(async () => {
      throw 'text';
    });
    const task = createTask(work());
    await wait([task]);
    expect(task.exception()).toMatchObject({ name: 'Exception', message: 'text', cause: 'text' });
    await expect(Promise.resolve(task)).rejects.toBe('text');
  }),
);

test('a coroutine that finds no loop is not begun and not closed', async () => {
  virtualTime();
  setEventLoop(null);
  const work = coroutine(async () => 42)();
  expect(() => ensureFuture(work)).toThrow('There is no current event loop');
  expect(await run(work)).toBe(42);
});

test(
  'a method that is handed over without its future says how to hand it over',
  inLoop(async () => {
    const future = new Future<number>();
    const { setResult, setException } = future;
    expect(() => setResult.call(undefined, 1)).toThrow(
      'setResult has lost its future: write () => future.setResult(…)',
    );
    expect(() => setException.call(undefined, new ValueError())).toThrow('write () => future.setException(…)');
    expect(future.done()).toBe(false);
  }),
);
