/** Wrong calls, as people make them who come from Python: each is told what to write. */
import { describe, expect, test } from 'vitest';
import {
  asCompleted,
  asyncWith,
  type Coroutine,
  coroutine,
  createTask,
  enter,
  exceptStar,
  gather,
  getRunningLoop,
  Lock,
  sleep,
  TaskGroup,
  taskGroup,
  timeout,
  timeoutAt,
  ValueError,
  wait,
  waitFor,
} from '../../src/asyncio/index.ts';
import { inLoop } from './in-loop.ts';

const inNewLoop = (body: () => Promise<void>): Promise<void> => inLoop(body)();

// What types forbid, programs do all the same: their types are taken away unread.
const any = (value: unknown): never => value as never;

async function raised(body: () => unknown): Promise<string> {
  try {
    await body();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'nothing';
}

const f = coroutine(async () => {}, 'f');

describe('a number of seconds', () => {
  const wrong: readonly [string, () => unknown, string][] = [
    ['sleep', () => sleep(any('1')), "sleep() needs a number of seconds, not '1'"],
    ['sleep of nothing', () => sleep(any(null)), 'sleep() needs a number of seconds, not null'],
    ['timeout', () => timeout(any('1'), async () => {}), "timeout() needs a number of seconds, not '1'"],
    ['waitFor', () => waitFor(sleep(0), any('1')), "waitFor(work, seconds) needs a number of seconds, not '1'"],
    [
      'waitFor without one',
      () => waitFor(sleep(0), any(undefined)),
      'waitFor(work, seconds) needs a number of seconds, not undefined',
    ],
    [
      'callLater',
      () => getRunningLoop().callLater(any('1'), () => {}),
      "callLater() needs a number of seconds, not '1'",
    ],
    [
      'callLater, turned around',
      () => getRunningLoop().callLater(any(f), any(1)),
      'callLater() needs a number of seconds, not <function f>',
    ],
    ['callAt', () => getRunningLoop().callAt(any('1'), () => {}), "callAt() needs a number of seconds, not '1'"],
    [
      'wait',
      () => wait([createTask(sleep(0))], { timeout: any('1') }),
      "the timeout of wait() needs a number of seconds, not '1'",
    ],
    [
      'asCompleted',
      () => asCompleted([createTask(sleep(0))], { timeout: any('1') }),
      "the timeout of asCompleted() needs a number of seconds, not '1'",
    ],
  ];
  for (const [name, call, message] of wrong)
    test(name, async () => {
      await inNewLoop(async () => {
        const text = await raised(call);
        expect(text.replace(/<function f>|\[.*f\]/, '<function f>')).toBe(`TypeError: ${message}`);
      });
    });

  test('waitFor also takes it by its name, as in Python', async () => {
    await inNewLoop(async () => {
      expect(await waitFor(sleep(1, 'in time'), { timeout: 10 })).toBe('in time');
      expect(await raised(() => waitFor(sleep(10), { timeout: 1 }))).toBe('TimeoutError: ');
      expect(await waitFor(sleep(1, 'for ever'), { timeout: null })).toBe('for ever');
    });
  });
});

describe('what is missing or in the wrong place', () => {
  const wrong: readonly [string, () => unknown, string][] = [
    [
      'the block of timeout',
      () => timeout(1, any(undefined)),
      'the block is missing: write `timeout(seconds, async (cm) => { … })`',
    ],
    [
      'of timeoutAt',
      () => timeoutAt(1, any(undefined)),
      'the block is missing: write `timeoutAt(when, async (cm) => { … })`',
    ],
    ['of taskGroup', () => taskGroup(any(1)), 'the block is missing: write `taskGroup(async (tg) => { … })`'],
    [
      'of asyncWith',
      () => asyncWith(any(new TaskGroup()), any(undefined)),
      'the block is missing: write `asyncWith(manager, async (value) => { … })`',
    ],
    [
      'the manager of asyncWith',
      () => asyncWith(any(5), async () => {}),
      'asyncWith() needs an object with aenter() and aexit(), not 5',
    ],
    [
      'a group that is entered',
      () => enter(any(new TaskGroup())),
      'enter() takes a lock, a semaphore or a condition. A group is written `taskGroup(async (tg) => { … })`, a timeout `timeout(seconds, async (cm) => { … })`',
    ],
    [
      'options after awaitables',
      () => gather(f(), any({ returnExceptions: true })),
      'gather() takes options after a list: write `gather([a, b], { returnExceptions: true })`',
    ],
    [
      'functions that were not called',
      () => gather(any(f)),
      'An asyncio.Future, a coroutine or an awaitable is required, not a function: call it, `f()`',
    ],
    [
      'the same, with a timeout',
      () => waitFor(any(f), 1),
      'An asyncio.Future, a coroutine or an awaitable is required, not a function: call it, `f()`',
    ],
    [
      'a coroutine as a callback',
      () => getRunningLoop().callSoon(any(f())),
      'coroutines cannot be used with call_soon()',
    ],
    [
      'no callback',
      () => getRunningLoop().callSoon(any(undefined)),
      'a callable object was expected by call_soon(), got undefined',
    ],
    [
      'clauses that are no pairs',
      () =>
        exceptStar(
          new ValueError(),
          any(ValueError),
          any(() => {}),
        ),
      'each clause is a pair: write `exceptStar(error, [ValueError, (group) => { … }])`',
    ],
    ['one coroutine for a list', () => wait(any(f())), 'expect a list of futures, not coroutine'],
  ];
  for (const [name, call, message] of wrong)
    test(name, async () => {
      await inNewLoop(async () => expect(await raised(call)).toBe(`TypeError: ${message}`));
    });

  test('a lock can be entered', async () => {
    await inNewLoop(async () => {
      const lock = new Lock();
      await using _ = await enter(lock);
      expect(lock.locked()).toBe(true);
    });
  });

  test('a coroutine that was closed', async () => {
    await inNewLoop(async () => {
      const withArgument = coroutine(async (_: number) => {}, 'g');
      for (const closed of [f(), withArgument(1)] as Coroutine<void>[]) {
        closed.close();
        expect(await raised(() => closed)).toBe('RuntimeError: cannot reuse already awaited coroutine');
      }
    });
  });
});
