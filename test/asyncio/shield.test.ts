/** `shield`. First words are those of CPython's `test_tasks.py`. */
import { describe, expect, test } from 'vitest';
import {
  CancelledError,
  Future,
  coroutine,
  createTask,
  getRunningLoop,
  newEventLoop,
  setEventLoop,
  shield,
  sleep,
} from '../../src/asyncio/index.ts';
import { mirror, raised, virtualTime } from './in-loop.ts';

const give = coroutine(async <T>(value: T) => value, 'give');

describe('test_tasks.BaseTaskTests', () => {
  mirror('shield_result', 'it has the result of what is behind it', async () => {
    const inner = new Future<number>();
    const outer = shield(inner);
    inner.setResult(42);
    expect(await outer).toBe(42);
  });

  mirror('shield_exception', 'and its error', async () => {
    const inner = new Future<number>();
    const outer = shield(inner);
    const error = new RangeError('expected');
    inner.setException(error);
    expect(await raised(outer)).toBe(error);
  });

  mirror('shield_cancel_inner', 'and its cancellation', async () => {
    const inner = new Future<number>();
    const outer = shield(inner);
    inner.cancel();
    await sleep(0);
    expect(outer.cancelled()).toBe(true);
  });

  mirror('shield_cancel_outer', 'its own cancellation leaves what is behind it alone', async () => {
    const inner = new Future<number>();
    const outer = shield(inner);
    expect(outer.cancel()).toBe(true);
    await sleep(0);
    expect([outer.cancelled(), inner.done()]).toEqual([true, false]);
  });

  mirror('shield_shortcut', 'what is done is not shielded', async () => {
    const future = new Future<number>();
    future.setResult(42);
    expect(shield(future)).toBe(future);
    expect(await shield(future)).toBe(42);
  });

  mirror('shield_effect', 'a task that waits for a shield can be cancelled, the work goes on', async () => {
    const work = createTask(sleep(1, 'done'));
    const waiting = createTask(coroutine(async () => await shield(work))());
    await sleep(0);
    waiting.cancel();
    expect(await raised(waiting)).toBeInstanceOf(CancelledError);
    expect(await work).toBe('done');
  });

  test('shield_coroutine_without_loop: without a current loop a coroutine cannot be shielded', () => {
    setEventLoop(null);
    const work = give(42);
    expect(() => shield(work)).toThrow('There is no current event loop');
    work.close();
  });

  mirror('shield_coroutine_use_running_loop', 'it belongs to the running loop', async () => {
    const outer = shield(give(42));
    expect(outer.getLoop()).toBe(getRunningLoop());
    expect(await outer).toBe(42);
  });

  test('shield_coroutine_use_global_loop: where no loop runs it belongs to the one that was set', async () => {
    virtualTime();
    const loop = newEventLoop();
    setEventLoop(loop);
    const outer = shield(give(42));
    setEventLoop(null);
    expect(outer.getLoop()).toBe(loop);
    expect(await loop.runUntilComplete(outer)).toBe(42);
    loop.close();
  });
});
