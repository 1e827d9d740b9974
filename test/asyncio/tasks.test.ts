/** Futures, tasks, runners and groups of errors; where a name comes first it is that of CPython's test. */
import { expect, test } from 'vitest';
import {
  BaseExceptionGroup,
  CancelledError,
  ContextVar,
  ExceptionGroup,
  Future,
  InvalidStateError,
  KeyboardInterrupt,
  OSError,
  Runner,
  RuntimeError,
  SystemExit,
  ValueError,
  allTasks,
  asCompleted,
  copyContext,
  coroutine,
  createTask,
  currentTask,
  ensureFuture,
  exceptStar,
  gather,
  getRunningLoop,
  isCoroutine,
  isCoroutineFunction,
  isException,
  isFuture,
  newEventLoop,
  run,
  shield,
  sleep,
  wait,
  waitFor,
} from '../../src/asyncio/index.ts';
import type { Task } from '../../src/asyncio/index.ts';
import { inLoop, raised, virtualTime } from './in-loop.ts';

const give = coroutine(async <T>(value: T) => value, 'give');
const fail = coroutine(async (error: Error) => {
  throw error;
}, 'fail');

test(
  'initial_state, result, exception: a future says what it lacks',
  inLoop(async () => {
    const future = new Future<number>();
    expect([future.done(), future.cancelled()]).toEqual([false, false]);
    expect(() => future.result()).toThrow(new InvalidStateError('Result is not set.'));
    expect(() => future.exception()).toThrow(new InvalidStateError('Exception is not set.'));
    future.setResult(42);
    expect([future.done(), future.result(), future.exception(), future.cancel()]).toEqual([true, 42, null, false]);
    expect(() => future.setResult(1)).toThrow(new InvalidStateError('invalid state'));
  }),
);

test(
  'exception_class: a class of errors will do, anything else will not',
  inLoop(async () => {
    const future = new Future<number>();
    expect(() => future.setException('text' as never)).toThrow(new TypeError('invalid exception object'));
    future.setException(ValueError);
    expect(future.exception()).toBeInstanceOf(ValueError);
  }),
);

test(
  'schedule_callbacks_list_mutation: callbacks run once each, in order, and may be removed before',
  inLoop(async () => {
    const future = new Future<number>();
    const seen: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => () => void seen.push(name));
    for (const callback of [a!, b!, a!, c!]) future.addDoneCallback(callback);
    expect([future.removeDoneCallback(a!), future.removeDoneCallback(a!)]).toEqual([2, 0]);
    future.setResult(1);
    future.addDoneCallback(a!);
    expect(seen).toEqual([]);
    await sleep(0);
    expect(seen).toEqual(['b', 'c', 'a']);
  }),
);

test(
  'ensure_future: futures and tasks pass, coroutines and promises become tasks, the rest is an error',
  inLoop(async () => {
    const future = new Future<number>();
    expect(ensureFuture(future)).toBe(future);
    expect(await ensureFuture(give(1))).toBe(1);
    expect(await ensureFuture(Promise.resolve(2))).toBe(2);
    const message = 'An asyncio.Future, a coroutine or an awaitable is required';
    expect(() => ensureFuture(3 as never)).toThrow(new TypeError(message));
    expect(() => ensureFuture(future, { loop: newEventLoop() })).toThrow('The future belongs to a different loop');
  }),
);

test(
  'create_task_with_noncoroutine: only coroutines become tasks',
  inLoop(async () => {
    expect(() => createTask(123 as never)).toThrow(new TypeError('a coroutine was expected, got 123'));
    expect(() => createTask((async () => {})() as never)).toThrow('a coroutine was expected, got');
  }),
);

test(
  'task_awaits_on_itself: that is an error, and so is waiting for it afterwards',
  inLoop(async () => {
    const task: Task<void> = createTask(coroutine(async () => await task, 'self')());
    expect((await raised(task)).message).toMatch(/^(Task cannot await on itself: <Task|await wasn't used with future)/);
  }),
);

test(
  'cancel_with_message_before_starting_task: the body never runs, and the message arrives',
  inLoop(async () => {
    const task = createTask(fail(new ValueError('ran')));
    task.cancel('my message');
    expect(await raised(task)).toMatchObject({ name: 'CancelledError', message: 'my message' });
    // The error itself is given out once; later ones know no message, as in CPython.
    expect(() => task.result()).toThrow(new CancelledError());
  }),
);

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

test(
  'current_task_with_interleaving_tasks, all_tasks: each task knows itself, and the loop all of them in order',
  inLoop(async () => {
    const seen: unknown[] = [];
    const who = coroutine(async () => {
      seen.push(currentTask());
      await sleep(0);
      seen.push(currentTask());
    });
    const tasks = [createTask(who()), createTask(who())];
    expect([...allTasks()]).toEqual([currentTask(), ...tasks]);
    await gather(...tasks);
    expect(seen).toEqual([...tasks, ...tasks]);
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

test(
  'wait_errors, wait_invalid_args: what wait does not take',
  inLoop(async () => {
    const task = createTask(sleep(0));
    expect((await raised(wait([]))).message).toBe('Set of Tasks/Futures is empty.');
    expect((await raised(wait(task as never))).message).toMatch('expect a list of futures, not ');
    const work = give(1);
    expect((await raised(wait([work] as never))).message).toMatch('Passing coroutines is forbidden');
    work.close();
    expect((await raised(wait([task], { returnWhen: 'never' as never }))).message).toBe(
      'Invalid return_when value: never',
    );
    await task;
  }),
);

test(
  'wait_for: of a result and a timeout of one moment, the timeout wins while the task has not gone on',
  inLoop(async () => {
    const loop = getRunningLoop();
    const future = loop.createFuture<string>();
    loop.callLater(0.1, () => future.setResult('there'));
    expect((await raised(waitFor(future, 0.1))).name).toBe('TimeoutError');
    expect(future.result()).toBe('there');
  }),
);

test(
  'shield_effect: cancelling the shield leaves the task alone',
  inLoop(async () => {
    const inner = createTask(sleep(1, 'done'));
    const outer = shield(inner);
    await sleep(0);
    expect(outer.cancel()).toBe(true);
    expect(await raised(outer)).toBeInstanceOf(CancelledError);
    expect(await inner).toBe('done');
  }),
);

test('run: a runner runs several coroutines in one loop and one context, and is closed once', async () => {
  virtualTime();
  const variable = new ContextVar<number>('variable', { default: 0 });
  const count = coroutine(async () => {
    variable.set(variable.get() + 1);
    return [variable.get(), getRunningLoop()] as const;
  });
  const runner = new Runner({ debug: true });
  const [[one, loop], [two, same]] = [await runner.run(count()), await runner.run(count())];
  expect([one, two, same === loop, loop.getDebug()]).toEqual([1, 2, true, true]);
  expect(variable.get()).toBe(0);
  expect((await raised(runner.run(123 as never))).message).toBe('a coroutine was expected, got 123');
  await runner.close();
  await runner.close();
  expect(loop.isClosed()).toBe(true);
  expect(() => runner.getLoop()).toThrow(new RuntimeError('Runner is closed'));
});

test(
  'asyncio_run_from_running_loop: run is for top-level code',
  inLoop(async () => {
    const work = give(1);
    expect((await raised(run(work))).message).toBe('asyncio.run() cannot be called from a running event loop');
    work.close();
  }),
);

test('asyncio_run_cancels_hanging_tasks: what is left over is cancelled and waited for', async () => {
  virtualTime();
  let leftover!: Task<void>;
  const main = coroutine(async () => {
    leftover = createTask(sleep(0.1));
    return 123;
  });
  expect(await run(main())).toBe(123);
  expect(leftover.cancelled()).toBe(true);
});

test('a group picks its class, counts its members, and refuses what is no error', () => {
  const group = new BaseExceptionGroup('g', [new ValueError('v'), new TypeError('t')]);
  expect(group).toBeInstanceOf(ExceptionGroup);
  expect([group.message, group.text, group.name]).toEqual(['g (2 sub-exceptions)', 'g', 'ExceptionGroup']);
  expect(new BaseExceptionGroup('g', [new SystemExit()])).not.toBeInstanceOf(ExceptionGroup);
  expect(() => new ExceptionGroup('g', [new KeyboardInterrupt()])).toThrow('Cannot nest BaseExceptions in an');
  expect(() => new ExceptionGroup('g', [])).toThrow('must be a non-empty sequence');
  expect(() => new ExceptionGroup('g', [1 as never])).toThrow('Item 0 of second argument (exceptions) is not an');
  expect([isException(group), isException(new TypeError()), isException(new CancelledError())]).toEqual([
    true,
    true,
    false,
  ]);
});

test('split keeps the nesting on both sides, and derive the kind', () => {
  class Mine extends ExceptionGroup {
    override derive(exceptions: readonly Error[]): Mine {
      return new Mine(this.text, exceptions);
    }
  }
  const [v, t, o] = [new ValueError('v'), new TypeError('t'), new OSError('o')];
  const group = new Mine('outer', [v, new ExceptionGroup('inner', [t, o])]);
  group.cause = 'reason';
  const [match, rest] = group.split([ValueError, OSError]);
  expect(match).toBeInstanceOf(Mine);
  expect([match!.cause, rest!.cause]).toEqual(['reason', 'reason']);
  expect([match!.exceptions[0], (match!.exceptions[1] as ExceptionGroup).exceptions]).toEqual([v, [o]]);
  expect((rest!.exceptions[0] as ExceptionGroup).exceptions).toEqual([t]);
  expect(group.subgroup(ExceptionGroup)).toBe(group);
  expect(group.subgroup(RuntimeError)).toBeNull();
  expect(() => group.split(5 as never)).toThrow('expected an exception type');
});

test('except*: errors of handlers come together with the rest; what a handler raises again goes back in place', async () => {
  const [v, t, o] = [new ValueError('v'), new TypeError('t'), new OSError('o')];
  const group = new ExceptionGroup('outer', [v, new ExceptionGroup('inner', [t, o])]);
  const own = new RuntimeError('own');
  const mixed = (await raised(
    exceptStar(group, [
      ValueError,
      () => {
        throw own;
      },
    ]),
  )) as ExceptionGroup;
  expect([mixed.text, mixed.exceptions[0]]).toEqual(['', own]);
  expect((mixed.exceptions[1] as ExceptionGroup).text).toBe('outer');
  const again = (await raised(
    exceptStar(
      group,
      [
        OSError,
        (eg) => {
          throw eg;
        },
      ],
      [ValueError, () => {}],
    ),
  )) as ExceptionGroup;
  expect((again.exceptions[0] as ExceptionGroup).exceptions).toEqual([t, o]);
  expect(await raised(exceptStar(group, [RuntimeError, () => {}]))).toBe(group);
  await exceptStar(v, [ValueError, (eg) => expect([eg.text, eg.exceptions]).toEqual(['', [v]])]);
  expect(await raised(exceptStar(v, [TypeError, () => {}]))).toBe(v);
  expect((await raised(exceptStar(v, [ExceptionGroup, () => {}]))).message).toMatch('except* is not allowed');
});

test(
  'context variables: a token works once, in its context, for its variable',
  inLoop(async () => {
    const variable = new ContextVar<number>('variable');
    expect(() => variable.get()).toThrow("<ContextVar name='variable'>");
    expect(variable.get(5)).toBe(5);
    const token = variable.set(1);
    expect(() => new ContextVar<number>('other').reset(token)).toThrow('was created by a different ContextVar');
    expect(() => copyContext().run(() => variable.reset(token))).toThrow('was created in a different Context');
    variable.reset(token);
    expect(copyContext().has(variable)).toBe(false);
    expect(() => variable.reset(token)).toThrow('has already been used once');
    const context = currentTask()!.getContext();
    expect(() => context.run(() => {})).toThrow('cannot enter context');
  }),
);

test(
  'as_completed_with_timeout: what is not done in time is TimeoutError, and goes on',
  inLoop(async () => {
    const slow = createTask(sleep(2, 'slow'));
    const seen: unknown[] = [];
    for (const next of asCompleted([slow, sleep(1, 'quick')], { timeout: 1.5 })) {
      try {
        seen.push(await next);
      } catch (error) {
        seen.push((error as Error).name);
      }
    }
    expect(seen).toEqual(['quick', 'TimeoutError']);
    expect(await slow).toBe('slow');
    expect(() => asCompleted(slow as never)).toThrow('expects an iterable of awaitables, not ');
  }),
);
