import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Handle } from '../../src/asyncio/base-events.ts';
import { defaultLoop } from '../../src/asyncio/default-loop.ts';
import {
  DeadlockError,
  KeyboardInterrupt,
  RuntimeError,
  ValueError,
  coroutine,
  createTask,
  gather,
  getRunningLoop,
  newEventLoop,
  run,
  setWarningHandler,
  sleep,
  wrapPromise,
} from '../../src/asyncio/index.ts';
import type { ExceptionContext } from '../../src/asyncio/index.ts';
import { watcher } from '../../src/asyncio/instrument.ts';
import type { Watcher } from '../../src/asyncio/instrument.ts';
import { inLoop, raised, virtualTime } from './in-loop.ts';

beforeEach(virtualTime);
afterEach(() => {
  watcher.current = null;
  setWarningHandler(null);
});

test('timers of one time run in the order they were set, and a hundred cancelled ones do not matter', async () => {
  const loop = newEventLoop();
  const seen: number[] = [];
  const timers = Array.from({ length: 400 }, (_, i) => loop.callAt(1 + (i % 3), (n: number) => seen.push(n), i));
  for (const [i, timer] of timers.entries()) if (i % 4 !== 0) timer.cancel();
  loop.callAt(5, () => loop.stop());
  await loop.runForever();
  const kept = timers.map((_, i) => i).filter((i) => i % 4 === 0);
  expect(seen).toEqual(kept.toSorted((a, b) => (a % 3) - (b % 3) || a - b));
  expect(loop.time()).toBe(5);
});

test('times that differ only by rounding come due in one iteration', async () => {
  const loop = newEventLoop();
  const seen: string[] = [];
  loop.callAt(0.3, () => {
    seen.push('first');
    loop.callSoon(() => seen.push('soon'));
  });
  loop.callAt(0.1 + 0.2, () => seen.push('second'));
  loop.callAt(1, () => loop.stop());
  await loop.runForever();
  expect(seen).toEqual(['first', 'second', 'soon']);
});

test('a KeyboardInterrupt in a callback ends the run at once, and the rest stays scheduled', async () => {
  const loop = newEventLoop();
  const seen: string[] = [];
  loop.callSoon(() => {
    throw new KeyboardInterrupt();
  });
  loop.callSoon(() => seen.push('later'));
  expect(await raised(loop.runForever())).toBeInstanceOf(KeyboardInterrupt);
  expect(seen).toEqual([]);
  loop.callSoon(() => loop.stop());
  await loop.runForever();
  expect(seen).toEqual(['later']);
});

test('a loop that was stopped before its future was done says so', async () => {
  const loop = newEventLoop();
  loop.callSoon(() => loop.stop());
  const error = await raised(loop.runUntilComplete(loop.createFuture()));
  expect(error.message).toBe('Event loop stopped before Future completed.');
});

test('an error in the exception handler goes to the default one', async () => {
  const loop = newEventLoop();
  const told: ExceptionContext[] = [];
  loop.defaultExceptionHandler = (context) => void told.push(context);
  loop.setExceptionHandler(() => {
    throw new ValueError('handler');
  });
  loop.callSoon(() => {
    throw new ValueError('callback');
  });
  loop.callSoon(() => loop.stop());
  await loop.runForever();
  expect(told.map((context) => [context.message, String(context.exception)])).toEqual([
    ['Unhandled error in exception handler', 'ValueError: handler'],
  ]);
});

test('debug mode refuses coroutines and what cannot be called', () => {
  const loop = newEventLoop();
  loop.setDebug(true);
  const f = coroutine(async () => {});
  expect(() => loop.callSoon(f)).toThrow(new TypeError('coroutines cannot be used with call_soon()'));
  expect(() => loop.callAt(1, f)).toThrow(new TypeError('coroutines cannot be used with call_at()'));
  expect(() => loop.callSoon('x' as never)).toThrow("a callable object was expected by call_soon(), got 'x'");
});

test('a closed loop reports what was forgotten, in order: errors, tasks, coroutines', async () => {
  const told: string[] = [];
  setWarningHandler((category, message) => told.push(`${category}: ${message}`));
  const loop = newEventLoop();
  loop.setExceptionHandler((_loop, context) => told.push(context.message));
  const fail = coroutine(async () => {
    throw new ValueError();
  });
  const forgotten = coroutine(async () => {}, 'forgotten');
  const main = coroutine(async () => {
    createTask(sleep(9), { name: 'sleeper' });
    createTask(fail());
    loop.createFuture().setException(new ValueError());
    forgotten();
    await sleep(1);
  });
  await loop.runUntilComplete(main());
  loop.close();
  expect(told).toEqual([
    'Future exception was never retrieved',
    'Task exception was never retrieved',
    'Task was destroyed but it is pending!',
    "RuntimeWarning: coroutine 'forgotten' was never awaited",
  ]);
});

test('a deadlock says who waits for what, and the tasks can still clean up', async () => {
  const seen: string[] = [];
  const stuck = coroutine(async () => {
    try {
      await getRunningLoop().createFuture();
    } finally {
      seen.push('cleaned up');
    }
  }, 'stuck');
  const main = coroutine(async () => {
    await createTask(stuck(), { name: 'a' });
  }, 'main');
  const error = await raised(run(main()));
  expect(error).toBeInstanceOf(DeadlockError);
  expect(error.message).toMatch(
    /\n {2}Task-\d+ \(main\) waits for task a\n {2}a \(stuck\) waits for a future that nobody/,
  );
  expect(seen).toEqual(['cleaned up']);
});

test(
  'a loop waits for what comes from outside instead of a deadlock',
  inLoop(async () => {
    const outside = new Promise<string>((resolve) => setImmediate(() => setImmediate(resolve, 'here')));
    expect(await wrapPromise(outside)).toBe('here');
    const failed = wrapPromise(Promise.reject(new ValueError('no')));
    expect((await raised(failed)).message).toBe('no');
    expect(getRunningLoop().outside).toBe(0);
  }),
);

test(
  'a native promise can be awaited in a task',
  inLoop(async () => {
    await new Promise((resolve) => setImmediate(resolve));
  }),
);

test('top-level code has no running loop, and is served by a default loop that run does not share', async () => {
  const order: string[] = [];
  const running = run(
    coroutine(async () => {
      await sleep(2);
      order.push(`run at ${getRunningLoop().time()}, loop ${getRunningLoop() === defaultLoop()}`);
    })(),
  );
  expect(await sleep(1, 'result')).toBe('result');
  order.push('top level');
  expect(() => getRunningLoop()).toThrow(new RuntimeError('no running event loop'));
  await running;
  await sleep(0);
  expect(order).toEqual(['top level', 'run at 2, loop false']);
  expect(defaultLoop().id).toBe(0);
});

test(
  'a second await in one task at a time is an error that says what to write',
  inLoop(async () => {
    const task = createTask(coroutine(async () => void (await Promise.all([sleep(1), sleep(2)])))());
    task.setName('T');
    expect((await raised(task)).message).toMatch(/^Task 'T' is already waiting at another await.*gather\(\)/);
    await gather(sleep(1), sleep(2));
  }),
);

test('a watcher is told every fact at its moment', async () => {
  const told: string[] = [];
  const handleOf = (handle: Handle): string => handle.label;
  watcher.current = {
    loopStarted: () => told.push('loopStarted'),
    loopStopped: () => told.push('loopStopped'),
    loopClosed: () => told.push('loopClosed'),
    iterationStarted: (_loop, handles) => told.push(`iteration of ${handles}`),
    handleScheduled: (handle) => told.push(`scheduled: ${handleOf(handle)}`),
    timerSet: (handle) => told.push(`timer: ${handleOf(handle)} at ${handle.when()}`),
    timerDue: (handle) => told.push(`due: ${handleOf(handle)}`),
    timerDropped: (handle) => told.push(`dropped: ${handleOf(handle)}`),
    handleCancelled: (handle) => told.push(`cancelled: ${handleOf(handle)}`),
    handleStarted: (handle) => told.push(`started: ${handleOf(handle)}`),
    handleEnded: (handle) => told.push(`ended: ${handleOf(handle)}`),
    taskCreated: (task, parent) => told.push(`created ${task.getName()} by ${parent?.getName() ?? 'nobody'}`),
    taskRenamed: (task) => told.push(`renamed ${task.getName()}`),
    taskSuspended: (task, future) =>
      told.push(`${task.getName()} waits at ${task.place} for ${future.what} until ${future.until}`),
    taskGaveWay: (task) => told.push(`${task.getName()} gave way at ${task.place}`),
    taskCancelRequested: (task, by) => told.push(`${by?.getName()} cancels ${task.getName()}`),
    taskEnded: (task) => told.push(`over: ${task.getName()}`),
    outsideSuspended: (future) => told.push(`outside: ${future.what}`),
    bodyStarts: () => 0,
    here: () => 0,
    functionOutside: () => '',
    errorUnheard: () => false,
  } satisfies Required<Watcher>;
  const marked = <T extends { awaitedAt: number }>(place: number, awaitable: T): T => {
    awaitable.awaitedAt = place;
    return awaitable;
  };
  const inner = coroutine(async () => await marked(30, sleep(2)), 'inner');
  const child = coroutine(async () => {
    await marked(10, sleep(0));
    await marked(20, inner());
  }, 'child');
  const main = coroutine(async () => {
    const task = createTask(child(), { name: 'kid' });
    await marked(1, sleep(1));
    task.cancel();
    await raised(marked(2, task));
  }, 'main');
  const loop = newEventLoop();
  await loop.runUntilComplete(loop.createTask(main(), { name: 'M' }));
  loop.close();
  expect(told).toEqual([
    'created M by nobody',
    'scheduled: start main()',
    'loopStarted',
    'iteration of 1',
    'started: start main()',
    'created kid by M',
    'scheduled: start child()',
    "timer: end M's sleep at 1",
    'M waits at 1 for sleep until 1',
    'ended: start main()',
    'iteration of 1',
    'started: start child()',
    'kid gave way at 10',
    'scheduled: wake kid',
    'ended: start child()',
    'iteration of 1',
    'started: wake kid',
    "timer: end kid's sleep at 2",
    'kid waits at 30 for sleep until 2',
    'ended: wake kid',
    "due: end M's sleep",
    'iteration of 1',
    "started: end M's sleep",
    'scheduled: wake M',
    "ended: end M's sleep",
    'iteration of 1',
    'started: wake M',
    'M cancels kid',
    'scheduled: wake kid',
    'M waits at 2 for task until null',
    'ended: wake M',
    'iteration of 1',
    'started: wake kid',
    "cancelled: end kid's sleep",
    'over: kid',
    'scheduled: wake M',
    'ended: wake kid',
    "dropped: end kid's sleep",
    'iteration of 1',
    'started: wake M',
    'over: M',
    'scheduled: call stop',
    'ended: wake M',
    'iteration of 1',
    'started: call stop',
    'ended: call stop',
    'loopStopped',
    'loopClosed',
  ]);
});
