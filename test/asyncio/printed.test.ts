/** What is printed of asyncio's objects, and what a call with something else is told, in CPython's words. */
import { inspect } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  Runner,
  Timeout,
  asCompleted,
  asCompletedTasks,
  createTask,
  gather,
  sleep,
  timeout,
  wait,
  waitFor,
} from '../../src/asyncio/index.ts';
import { inLoop, raised, virtualTime } from './in-loop.ts';

beforeEach(virtualTime);

test(
  'a timeout is printed with its state and its time, as console.log prints it too',
  inLoop(async () => {
    let left: Timeout | null = null;
    await timeout(5, async (cm) => {
      expect(inspect(cm)).toBe('<Timeout [active] when=5>');
      expect(inspect([cm])).toBe('[ <Timeout [active] when=5> ]');
      left = cm;
    });
    expect(inspect(left)).toBe('<Timeout [finished]>');
    expect(inspect(new Timeout(null))).toBe('<Timeout [created]>');
  }),
);

test('a runner is printed without what is in it', () => {
  expect(inspect(new Runner())).toBe('<Runner object>');
  expect(String(new Runner())).toBe('<Runner object>');
});

test(
  'what asCompleted gives is printed as CPython’s iterator',
  inLoop(async () => {
    const task = createTask(sleep(0));
    expect(inspect(asCompleted([task]))).toBe('<_AsCompletedIterator object>');
    expect(inspect(asCompletedTasks([task]))).toBe('<_AsCompletedIterator object>');
    expect([...asCompleted([task])]).toHaveLength(1);
  }),
);

describe('in the place of a list', () => {
  test(
    'a task or a future is called by its own name',
    inLoop(async () => {
      for (const [one, name] of [
        [createTask(sleep(0)), 'Task'],
        [gather(sleep(0)), '_GatheringFuture'],
      ] as const) {
        expect((await raised(wait(one as never))).message).toBe(`expect a list of futures, not ${name}`);
        expect(() => asCompleted(one as never)).toThrow(`expects an iterable of awaitables, not ${name}`);
      }
      const coroutine = sleep(0);
      expect(() => asCompleted(coroutine as never)).toThrow('expects an iterable of awaitables, not coroutine');
      coroutine.close();
    }),
  );
});

describe('waitFor of what cannot be awaited', () => {
  for (const [value, name] of [
    [5, 'int'],
    [0.5, 'float'],
    ['x', 'str'],
    [true, 'bool'],
    [null, 'NoneType'],
    [undefined, 'NoneType'],
    [[], 'list'],
    [{}, 'dict'],
    [new Map(), 'Map'],
  ] as const)
    test(
      `${inspect(value)} is called ${name}`,
      inLoop(async () => {
        for (const limit of [1, null])
          expect(await raised(waitFor(value as never, limit))).toEqual(
            new TypeError(`object ${name} can't be used in 'await' expression`),
          );
      }),
    );

  test(
    'without any time it would have become a task',
    inLoop(async () => {
      const message = 'An asyncio.Future, a coroutine or an awaitable is required';
      expect(await raised(waitFor(5 as never, 0))).toEqual(new TypeError(message));
    }),
  );
});
