/** `waitFor`. Groups and first words are those of CPython's `test_waitfor.py`. */
import { describe, expect, test } from 'vitest';
import {
  CancelledError,
  Exception,
  TimeoutError,
  coroutine,
  createTask,
  getRunningLoop,
  shield,
  sleep,
  wait,
  waitFor,
} from '../../src/asyncio/index.ts';
import type { Task } from '../../src/asyncio/index.ts';
import { inLoop, mirror, raised } from './in-loop.ts';

const now = (): number => getRunningLoop().time();

/** Works 0.2 seconds and hears no cancellation meanwhile. */
const stubborn = coroutine(async () => {
  const end = now() + 0.2;
  while (now() < end) {
    try {
      await sleep(end - now());
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
    }
  }
  return 'through';
}, 'stubborn');

/** Sleeps long; says what becomes of it. */
function sleeper(log: string[]): Task<void> {
  const body = coroutine(async () => {
    log.push('began');
    try {
      await sleep(10);
    } finally {
      log.push('ended');
    }
  });
  return createTask(body());
}

describe('test_waitfor.AsyncioWaitForTest', () => {
  mirror('asyncio_wait_for_cancelled', 'cancelling it waits for work that takes its time', async () => {
    const task = createTask(waitFor(stubborn(), 0.4));
    await sleep(0);
    task.cancel();
    await wait([task]);
    expect(now()).toBeCloseTo(0.2);
    expect(task.result()).toBe('through');
  });

  mirror('asyncio_wait_for_timeout', 'so does a timeout, and what the work returns all the same counts', async () => {
    expect(await waitFor(stubborn(), 0.1)).toBe('through');
    expect(now()).toBeCloseTo(0.2);
  });

  mirror('wait_for_timeout_less_then_0_or_0_future_done', 'what is done already needs no time', async () => {
    const future = getRunningLoop().createFuture<string>();
    future.setResult('done');
    expect(await waitFor(future, 0)).toBe('done');
    expect(await waitFor(future, -1)).toBe('done');
  });

  mirror('wait_for_timeout_less_then_0_or_0_coroutine_do_not_started', 'without time nothing begins', async () => {
    let began = false;
    const body = coroutine(async () => {
      began = true;
    });
    expect(await raised(waitFor(body(), 0))).toBeInstanceOf(TimeoutError);
    expect(began).toBe(false);
  });

  mirror('wait_for_timeout_less_then_0_or_0', 'without time a task that runs is cancelled and waited for', async () => {
    for (const limit of [0, -1]) {
      const log: string[] = [];
      const task = sleeper(log);
      await sleep(0);
      expect(await raised(waitFor(task, limit))).toBeInstanceOf(TimeoutError);
      expect([task.cancelled(), log]).toEqual([true, ['began', 'ended']]);
    }
    expect(now()).toBe(0);
  });

  mirror('wait_for', 'a task that takes longer is cancelled and waited for', async () => {
    const log: string[] = [];
    const task = sleeper(log);
    expect(await raised(waitFor(task, 0.1))).toBeInstanceOf(TimeoutError);
    expect([task.cancelled(), log, now()]).toEqual([true, ['began', 'ended'], 0.1]);
  });

  mirror('wait_for_blocking', 'null is no limit', async () => {
    expect(await waitFor(sleep(1000, 'done'), null)).toBe('done');
  });

  mirror('wait_for_race_condition', 'a result in the next turn is in time', async () => {
    const future = getRunningLoop().createFuture<string>();
    const waiting = waitFor(future, 0.2);
    getRunningLoop().callSoon(() => future.setResult('ok'));
    expect(await waiting).toBe('ok');
  });

  mirror('wait_for_cancellation_race_condition', 'work that catches the cancellation may return', async () => {
    const body = coroutine(async () => {
      expect(await raised(sleep(1))).toBeInstanceOf(CancelledError);
      return 1;
    });
    expect(await waitFor(body(), 0.01)).toBe(1);
  });

  for (const [name, limit] of [
    ['wait_for_waits_for_task_cancellation', 0.0001],
    ['wait_for_waits_for_task_cancellation_w_timeout_0', 0],
  ] as const) {
    mirror(name, 'the clean-up is waited for, and the cancellation is the cause', async () => {
      let cleaned = false;
      const body = coroutine(async () => {
        try {
          await sleep(10);
        } catch (error) {
          await sleep(0.5);
          cleaned = true;
          throw error;
        }
      });
      const task = createTask(body());
      await sleep(0.0001);
      const error = await raised(waitFor(task, limit));
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error.cause).toBeInstanceOf(CancelledError);
      expect(cleaned).toBe(true);
    });
  }

  mirror('wait_for_reraises_exception_during_cancellation', 'an error of the clean-up is what is raised', async () => {
    class FooError extends Exception {}
    const body = coroutine(async () => {
      await raised(sleep(0.2));
      throw new FooError();
    });
    for (const limit of [0.0001, 0]) {
      const task = createTask(body());
      await sleep(0);
      expect(await raised(waitFor(task, limit))).toBeInstanceOf(FooError);
    }
  });

  for (const [name, limit] of [
    ['cancel_blocking_wait_for', null],
    ['cancel_wait_for', 60],
  ] as const) {
    mirror(name, 'cancelling the waiting cancels what it waits for', async () => {
      const loop = getRunningLoop();
      const task = createTask(coroutine(async () => await loop.createFuture())());
      const waiting = createTask(waitFor(task, limit));
      loop.callSoon(() => waiting.cancel());
      expect(await raised(waiting)).toBeInstanceOf(CancelledError);
      expect(task.cancelled()).toBe(true);
    });
  }

  mirror('wait_for_cancel_suppressed', 'a result in the place of the cancellation is no timeout', async () => {
    const body = coroutine(async () => {
      await raised(sleep(10));
      return 42;
    });
    expect(await waitFor(body(), 0.1)).toBe(42);
  });

  mirror('wait_for_issue86296', 'a cancellation is not lost when the work ends in the same turn', async () => {
    const inner = createTask(coroutine(async () => 'done')());
    let reachedEnd = false;
    const body = coroutine(async () => {
      await waitFor(inner, 100);
      await sleep(1);
      reachedEnd = true;
    });
    const task = createTask(body());
    await sleep(0);
    task.cancel();
    expect(await raised(task)).toBeInstanceOf(CancelledError);
    expect([await inner, reachedEnd]).toEqual(['done', false]);
  });
});

describe('test_waitfor.WaitForShieldTests', () => {
  mirror('zero_timeout', 'the shield is cancelled, what is behind it goes on', async () => {
    const task = createTask(sleep(0.01, 'done'));
    const shielded = shield(task);
    expect(await raised(waitFor(shielded, 0))).toBeInstanceOf(TimeoutError);
    expect([task.done(), shielded.cancelled()]).toEqual([false, true]);
    await sleep(0.1);
    expect(task.result()).toBe('done');
  });

  mirror('none_timeout', 'without a limit it is waited for through the shield', async () => {
    const task = createTask(sleep(0.1, 'done'));
    expect(await waitFor(shield(task), null)).toBe('done');
    expect(task.done()).toBe(true);
  });

  mirror('shielded_timeout', 'a timeout does not reach behind the shield', async () => {
    const task = createTask(sleep(0.1, 'done'));
    expect(await raised(waitFor(shield(task), 0.01))).toBeInstanceOf(TimeoutError);
    expect(task.done()).toBe(false);
    expect(await task).toBe('done');
  });
});

test(
  'of a result and a timeout of one moment, the timeout wins while the task has not gone on',
  inLoop(async () => {
    const loop = getRunningLoop();
    const future = loop.createFuture<string>();
    loop.callLater(0.1, () => future.setResult('there'));
    expect(await raised(waitFor(future, 0.1))).toBeInstanceOf(TimeoutError);
    expect(future.result()).toBe('there');
  }),
);
