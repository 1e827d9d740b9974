/** Context variables. First words are those of CPython's `test_tasks.py`. */
import { describe, expect, test } from 'vitest';
import {
  ContextVar,
  Future,
  copyContext,
  coroutine,
  createTask,
  currentTask,
  gather,
  getRunningLoop,
  sleep,
} from '../../src/asyncio/index.ts';
import type { Context, Coroutine, Task } from '../../src/asyncio/index.ts';
import { inLoop, mirror } from './in-loop.ts';

describe('test_tasks.BaseTaskTests', () => {
  mirror('context_1', 'a task has a copy of its own, made when it was created', async () => {
    const variable = new ContextVar<string>('variable', { default: 'nope' });
    const sub = coroutine(async () => {
      await sleep(0.01);
      const seen = variable.get();
      variable.set('something else');
      return seen;
    });
    const task = createTask(sub());
    variable.set('yes');
    expect(await task).toBe('nope');
    expect(variable.get()).toBe('yes');
  });

  mirror('context_2', 'a done callback does not change the context of who waits', async () => {
    const variable = new ContextVar<string>('variable', { default: 'nope' });
    for (const j of [0, 1]) {
      const future = new Future<void>();
      future.addDoneCallback(() => void variable.set('something else'));
      variable.set(`yes${j}`);
      getRunningLoop().callSoon(() => future.setResult());
      await future;
      expect(variable.get()).toBe(`yes${j}`);
      for (const i of [0, 1, 2]) {
        variable.set(`yes${i}-${j}`);
        await sleep(0.001);
        expect(variable.get()).toBe(`yes${i}-${j}`);
      }
    }
  });

  mirror('context_3', 'a hundred tasks change it in turns, and each sees its own', async () => {
    const variable = new ContextVar<number>('variable', { default: -1 });
    const sub = coroutine(async (n: number) => {
      for (let i = 0; i < 10; i++) {
        variable.set(n * 10 + i);
        await sleep(((n * 7 + i * 13) % 50) / 1000 + 0.001);
        expect(variable.get()).toBe(n * 10 + i);
      }
    });
    await gather(Array.from({ length: 100 }, (_, n) => createTask(sub(n))));
    expect(variable.get()).toBe(-1);
  });

  const makers: readonly (readonly [string, (work: Coroutine<void>, context: Context) => Task<void>])[] = [
    ['context_4', (work, context) => createTask(work, { context })],
    ['context_5', (work, context) => createTask(work, { context, name: 'named' })],
    ['context_6', (work, context) => getRunningLoop().createTask(work, { context })],
  ];
  for (const [name, make] of makers) {
    mirror(name, 'tasks that are given a context share it', async () => {
      const variable = new ContextVar<number>('variable');
      const set = coroutine(async (value: number) => {
        await sleep(0);
        variable.set(value);
      });
      const context = copyContext();
      const seen = [context.get(variable)];
      for (const value of [1, 2]) {
        await make(set(value), context);
        seen.push(context.get(variable));
      }
      expect(seen).toEqual([undefined, 1, 2]);
      expect(copyContext().has(variable)).toBe(false);
    });
  }

  mirror('get_context', 'a task knows the context it was given', async () => {
    const context = copyContext();
    const task = createTask(sleep(0), { context });
    await task;
    expect(task.getContext()).toBe(context);
  });
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
