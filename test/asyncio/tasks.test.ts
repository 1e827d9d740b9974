/** Tasks. Groups and first words are those of CPython's `test_tasks.py`. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  CancelledError,
  Future,
  RuntimeError,
  Task,
  ValueError,
  ZeroDivisionError,
  allTasks,
  coroutine,
  createTask,
  currentTask,
  ensureFuture,
  gather,
  getRunningLoop,
  isCoroutine,
  isCoroutineFunction,
  isFuture,
  newEventLoop,
  sleep,
  wait,
} from '../../src/asyncio/index.ts';
import type { ExceptionContext } from '../../src/asyncio/index.ts';
import { inLoop, mirror, raised, virtualTime } from './in-loop.ts';

beforeEach(virtualTime);

const give = coroutine(async <T>(value: T) => value, 'give');
const fail = coroutine(async (error: Error) => {
  throw error;
}, 'fail');
const DIFFERENT_LOOP = 'The future belongs to a different loop than the one specified as the loop argument';

/** How a task can be cancelled, and the arguments of the error that arrives. */
const MESSAGES: readonly (readonly [given: readonly [unknown?], expected: readonly unknown[]])[] = [
  [[], []],
  [[undefined], []],
  [['my message'], ['my message']],
  [[5], [5]],
];

describe('test_tasks.BaseTaskTests', () => {
  mirror('task_awaits_on_itself', 'that is an error, and so is waiting for it afterwards', async () => {
    const task: Task<void> = createTask(coroutine(async () => await task, 'self')());
    const error = await raised(task);
    expect(error).toBeInstanceOf(RuntimeError);
    expect(error.message).toMatch(/^(Task cannot await on itself: <Task|await wasn't used with future)/);
  });

  for (const [name, make] of [
    ['ensure_future_future', () => new Future<string>()],
    ['ensure_future_task', () => createTask(sleep(0, 'ok'))],
  ] as const) {
    mirror(name, 'it is returned as it is, for its own loop', async () => {
      const original = make();
      const other = newEventLoop();
      expect(ensureFuture(original)).toBe(original);
      expect(ensureFuture(original, { loop: getRunningLoop() })).toBe(original);
      expect(() => ensureFuture(original, { loop: other })).toThrow(ValueError);
      if (!(original instanceof Task)) original.setResult('ok');
      expect(await ensureFuture(original)).toBe('ok');
      other.close();
    });
  }

  mirror('ensure_future_neither', 'what cannot be awaited is an error', async () => {
    const message = 'An asyncio.Future, a coroutine or an awaitable is required';
    for (const other of ['ok', 3, null, {}]) expect(() => ensureFuture(other as never)).toThrow(new TypeError(message));
  });

  mirror('ensure_future_awaitable', 'what else can be awaited becomes a task', async () => {
    const task = ensureFuture(Promise.resolve(2));
    expect(task).toBeInstanceOf(Task);
    expect(await task).toBe(2);
  });

  mirror('ensure_future_error_msg', 'the error says that the loop is another', async () => {
    const other = newEventLoop();
    expect(() => ensureFuture(new Future(), { loop: other })).toThrow(new ValueError(DIFFERENT_LOOP));
    other.close();
  });

  mirror('task_set_name_pylong', 'a number becomes a name', async () => {
    const task = createTask(give(123), { name: 987654321 as never });
    expect(task.getName()).toBe('987654321');
    task.setName(123456789 as never);
    expect(task.getName()).toBe('123456789');
  });

  mirror('task_repr_name_not_str', 'so does anything else, as it prints', async () => {
    const task = createTask(give(123));
    task.setName([6, 7] as never);
    expect(task.getName()).toBe('6,7');
  });

  mirror('task_basics', 'coroutines await others in one task', async () => {
    const outer = coroutine(async () => (await give(42)) + (await give(1000)));
    expect(await createTask(outer())).toBe(1042);
  });

  for (const [limit, nap, outcome] of [
    [0.1, 10, { timedOut: true, finished: false, reached: true }],
    [10, 0, { timedOut: false, finished: true, reached: true }],
  ] as const) {
    mirror(
      'uncancel_structured_blocks',
      `a limit by hand, with cancel and uncancel, leaves what follows alone (${limit} s)`,
      async () => {
        const seen = { timedOut: false, finished: false, reached: false };
        const body = coroutine(async () => {
          const task = currentTask()!;
          const timer = getRunningLoop().callLater(limit, () => {
            seen.timedOut = true;
            task.cancel();
          });
          try {
            await sleep(nap);
            seen.finished = true;
          } catch (error) {
            // Ours alone, and no longer one: the limit may be told.
            if (!(seen.timedOut && task.uncancel() === 0 && error instanceof CancelledError)) throw error;
          } finally {
            timer.cancel();
          }
          await sleep(0);
          seen.reached = true;
        });
        const task = createTask(body());
        await task;
        expect(seen).toEqual(outcome);
        expect(task.cancelling()).toBe(0);
      },
    );
  }

  test('cancel: a task that sleeps ends at once', async () => {
    const loop = newEventLoop();
    const task = loop.createTask(sleep(10, 12));
    loop.callSoon(() => task.cancel());
    expect(await raised(loop.runUntilComplete(task))).toBeInstanceOf(CancelledError);
    expect([task.done(), task.cancelled(), task.cancel(), loop.time()]).toEqual([true, true, false, 0]);
    loop.close();
  });

  for (const [given, expected] of MESSAGES) {
    for (const [name, look] of [
      ['cancel_with_message_then_future_result', (task: Task<unknown>) => task.result()],
      ['cancel_with_message_then_future_exception', (task: Task<unknown>) => task.exception()],
    ] as const) {
      mirror(name, `cancelled with (${given}), the task raises that`, async () => {
        const body = coroutine(async () => {
          const inner = createTask(sleep(10));
          await sleep(0);
          inner.cancel(...given);
          await wait([inner]);
          look(inner);
        });
        expect(await raised(createTask(body()))).toMatchObject({ name: 'CancelledError', args: expected });
      });
    }
  }

  mirror('cancellation_exception_context', 'the cancellation can be named as the cause of another error', async () => {
    const inner = createTask(sleep(10));
    const body = coroutine(async () => {
      await sleep(0);
      getRunningLoop().callSoon(() => inner.cancel('msg'));
      try {
        await inner;
      } catch (cause) {
        const error = new ValueError('cancelled');
        error.cause = cause;
        throw error;
      }
    });
    const error = await raised(createTask(body()));
    expect(error).toMatchObject({ name: 'ValueError', args: ['cancelled'] });
    expect(error.cause).toMatchObject({ name: 'CancelledError', args: ['msg'] });
  });

  mirror('cancel_with_message_before_starting_task', 'the body never runs, and the message arrives', async () => {
    const task = createTask(fail(new ValueError('ran')));
    task.cancel('my message');
    await wait([task]);
    expect(() => task.exception()).toThrow(new CancelledError('my message'));
    // The error itself is given out once; later ones know no message, as in CPython.
    expect(() => task.result()).toThrow(new CancelledError());
  });

  mirror('cancel_awaited_task', 'a task that cancelled itself cancels what it waits for next, and so on', async () => {
    const future = new Future<void>();
    let nested!: Task<void>;
    const task: Task<void> = createTask(
      coroutine(async () => {
        nested = createTask(coroutine(async () => await future)());
        await sleep(0);
        task.cancel();
        await nested;
      })(),
    );
    expect(await raised(task)).toBeInstanceOf(CancelledError);
    expect([task.cancelled(), nested.cancelled(), future.cancelled()]).toEqual([true, true, true]);
  });

  test('stop_while_run_in_complete: a loop that is stopped before leaves the task where it is', async () => {
    const loop = newEventLoop();
    let rounds = 0;
    const body = coroutine(async () => {
      while (rounds < 10) {
        await sleep(0.1);
        rounds++;
        if (rounds === 2) loop.stop();
      }
    });
    const task = loop.createTask(body());
    const error = await raised(loop.runUntilComplete(task));
    expect(error).toEqual(new RuntimeError('Event loop stopped before Future completed.'));
    expect([task.done(), rounds, loop.time()]).toEqual([false, 2, 0.2]);
    task.cancel();
    expect(await raised(loop.runUntilComplete(task))).toBeInstanceOf(CancelledError);
    loop.close();
  });

  mirror('sleep', 'it takes its time and gives its result', async () => {
    const sleeper = coroutine(async (seconds: number, result: string) => {
      await sleep(seconds / 2);
      return await sleep(seconds / 2, result);
    });
    expect(await createTask(sleeper(0.1, 'yeah'))).toBe('yeah');
    expect(getRunningLoop().time()).toBeCloseTo(0.1);
  });

  mirror('sleep_when_delay_is_nan', 'no number is no time', async () => {
    const error = await raised(createTask(sleep(NaN)));
    expect(error).toEqual(new ValueError('Invalid delay: NaN (not a number)'));
  });

  mirror('task_cancel_sleeping_task', 'who waits for a task that is cancelled hears of it', async () => {
    const sleeper = createTask(sleep(5000));
    getRunningLoop().callLater(0.1, () => sleeper.cancel());
    expect(await raised(sleeper)).toBeInstanceOf(CancelledError);
    expect(getRunningLoop().time()).toBeCloseTo(0.1);
  });

  mirror('task_set_methods', 'the outcome of a task is its coroutine’s alone', async () => {
    const task = createTask(give('ko'));
    expect(() => task.setResult('ok')).toThrow(new RuntimeError('Task does not support set_result operation'));
    const refusal = new RuntimeError('Task does not support set_exception operation');
    expect(() => task.setException(new ValueError())).toThrow(refusal);
    expect(await task).toBe('ko');
  });

  mirror('coroutine_non_gen_function_return_future', 'a future can be a result, in a box', async () => {
    const future = new Future<string>();
    const boxed = createTask(coroutine(async () => [future] as const)());
    const other = createTask(coroutine(async () => future.setResult('test'))());
    const [result] = await boxed;
    expect(result).toBe(future);
    expect([other.result(), await result]).toEqual([undefined, 'test']);
  });

  test('current_task: a task knows itself, and outside there is none', async () => {
    const loop = newEventLoop();
    expect(currentTask(loop)).toBeNull();
    const task: Task<unknown> = loop.createTask(coroutine(async () => [currentTask(), currentTask(loop)])());
    const seen = (await loop.runUntilComplete(task)) as unknown[];
    expect(seen.every((it) => it === task)).toBe(true);
    expect(currentTask(loop)).toBeNull();
    loop.close();
  });

  test('current_task_with_interleaving_tasks: each of two tasks knows itself all the time', async () => {
    const loop = newEventLoop();
    const [first, second] = [loop.createFuture<void>(), loop.createFuture<void>()];
    const seen: unknown[] = [];
    const one = coroutine(async () => {
      seen.push(currentTask());
      await first;
      seen.push(currentTask());
      second.setResult();
    });
    const two = coroutine(async () => {
      seen.push(currentTask());
      first.setResult();
      await second;
      seen.push(currentTask());
    });
    const tasks = [loop.createTask(one()), loop.createTask(two())];
    await loop.runUntilComplete(wait(tasks));
    expect(seen).toEqual([...tasks, ...tasks]);
    expect(currentTask(loop)).toBeNull();
    loop.close();
  });

  test('tb_logger_not_called_after_cancel: whoever cancels a failed task has seen to its error', async () => {
    const told: ExceptionContext[] = [];
    const loop = newEventLoop();
    loop.setExceptionHandler((_loop, context) => told.push(context));
    const body = coroutine(async () => {
      const task = createTask(fail(new TypeError()));
      await sleep(0.05);
      task.cancel();
    });
    await loop.runUntilComplete(body());
    loop.close();
    expect(told).toEqual([]);
  });

  mirror('exception_traceback', 'the error of a task says where it came from', async () => {
    const zero = coroutine(async function divideByZero() {
      throw new ZeroDivisionError();
    });
    const task = createTask(zero());
    await sleep(0);
    expect(task.exception()!.stack).toMatch(/divideByZero .*tasks\.test\.ts/);
  });

  mirror('create_task_with_noncoroutine', 'only coroutines become tasks, however often it is tried', async () => {
    for (let round = 0; round < 2; round++) {
      expect(() => createTask(123 as never)).toThrow(new TypeError('a coroutine was expected, got 123'));
      expect(() => createTask(Promise.resolve() as never)).toThrow('a coroutine was expected, got');
      expect(() => createTask(give as never)).toThrow('a coroutine was expected, got <function give>');
    }
  });

  mirror('create_task_with_async_function', 'the call of a coroutine function becomes a task', async () => {
    for (let round = 0; round < 2; round++) {
      const task = createTask(give(round));
      expect(task).toBeInstanceOf(Task);
      expect(await task).toBe(round);
    }
  });

  mirror('bare_create_task', 'a task belongs to the running loop', async () => {
    const task = createTask(give(1));
    expect(task).toBeInstanceOf(Task);
    expect([task.getLoop() === getRunningLoop(), await task]).toEqual([true, 1]);
  });

  mirror('bare_create_named_task', 'it can be given a name', async () => {
    expect(createTask(give(1), { name: 'No-op' }).getName()).toBe('No-op');
  });

  mirror('get_coro', 'it knows its coroutine', async () => {
    const work = give(1);
    const task = createTask(work);
    await task;
    expect(task.getCoro()).toBe(work);
  });
});

describe('test_tasks.CTask_Future_Tests', () => {
  mirror('foobar', 'a subclass of futures with a getLoop that fails is awaited all the same', async () => {
    class Broken extends Future<number> {
      override getLoop(): never {
        throw new TypeError('no loop');
      }
    }
    const future = new Broken();
    getRunningLoop().callLater(0.1, () => future.setResult(1));
    expect(await createTask(coroutine(async () => [await future, 'spam'])())).toEqual([1, 'spam']);
  });
});

describe('test_tasks.BaseCurrentLoopTests', () => {
  test('current_task_no_running_loop: a loop that does not run has no current task', () => {
    const loop = newEventLoop();
    expect(currentTask(loop)).toBeNull();
    loop.close();
  });

  test('current_task_no_running_loop_implicit: outside of every loop the question is an error', () => {
    expect(() => currentTask()).toThrow(new RuntimeError('no running event loop'));
  });

  mirror('current_task_with_implicit_loop', 'without an argument it is about the running loop', async () => {
    const task: Task<unknown> = createTask(
      coroutine(async () => [currentTask(), currentTask(undefined), currentTask(getRunningLoop())])(),
    );
    expect(((await task) as unknown[]).every((it) => it === task)).toBe(true);
  });
});

describe('test_tasks.SleepTests', () => {
  mirror('sleep_zero', 'to sleep 0 seconds gives way for one turn', async () => {
    let result = 0;
    const add = (n: number): void => void (result += n);
    getRunningLoop().callSoon(add, 1);
    expect(result).toBe(0);
    const n = await sleep(0, 10);
    expect(result).toBe(1);
    add(n);
    expect(result).toBe(11);
  });
});

test(
  'all tasks of a loop are listed in the order they were created',
  inLoop(async () => {
    const tasks = [createTask(sleep(1)), createTask(sleep(0.5))];
    expect([...allTasks()]).toEqual([currentTask(), ...tasks]);
    await gather(...tasks);
    expect([...allTasks()]).toEqual([currentTask()]);
  }),
);

test(
  'tasks, futures and coroutines print as in the contract',
  inLoop(async () => {
    const work = give(1);
    expect(String(work)).toBe('<coroutine object give>');
    const task = createTask(work, { name: 'T' });
    expect(String(task)).toBe("<Task pending name='T' coro=<give()>>");
    await task;
    expect(String(task)).toBe("<Task finished name='T' coro=<give()> result=1>");
    const failed = createTask(fail(new ValueError('bad')), { name: 'F' });
    await raised(failed);
    expect(String(failed)).toBe("<Task finished name='F' coro=<fail()> exception=ValueError('bad')>");
    expect(String(new Future())).toBe('<Future pending>');
    expect([isCoroutine(work), isCoroutine(give), isCoroutineFunction(give), isFuture(task)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  }),
);
