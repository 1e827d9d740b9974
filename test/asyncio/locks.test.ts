/**
 * Locks, events, conditions, semaphores and barriers. Each group and each first word is the test of CPython's
 * `test_locks.py` that a test mirrors; after the colon comes what it says.
 */
import { describe, expect, test } from 'vitest';
import {
  Barrier,
  BoundedSemaphore,
  BrokenBarrierError,
  CancelledError,
  Condition,
  DeadlockError,
  Event,
  Lock,
  Queue,
  RuntimeError,
  Semaphore,
  TimeoutError,
  ValueError,
  asyncWith,
  coroutine,
  createTask,
  enter,
  gather,
  getRunningLoop,
  newEventLoop,
  run,
  sleep,
  taskGroup,
  timeout,
  wait,
  waitFor,
} from '../../src/asyncio/index.ts';
import type { Coroutine, EventLoop, Task } from '../../src/asyncio/index.ts';
import { mirror, raised, virtualTime } from './in-loop.ts';

const spawn = <R>(body: () => Promise<R>): Task<R> => createTask(coroutine(body, 'body')());
const turn = (): PromiseLike<void> => sleep(0);
const count = (list: readonly unknown[], value: unknown): number => list.filter((it) => it === value).length;

describe('test_locks.LockTests', () => {
  mirror('repr', 'a lock shows its state and who waits', async () => {
    const lock = new Lock();
    expect(String(lock)).toBe('<Lock [unlocked]>');
    await lock.acquire();
    expect(String(lock)).toBe('<Lock [locked]>');
    const waiting = createTask(lock.acquire());
    await turn();
    expect(String(lock)).toBe('<Lock [locked, waiters:1]>');
    lock.release();
    await waiting;
  });

  mirror('lock', 'awaiting the lock itself acquires nothing (in Python it is an error)', async () => {
    const lock = new Lock();
    expect(await (lock as unknown)).toBe(lock);
    expect(lock.locked()).toBe(false);
  });

  mirror('lock_doesnt_accept_loop_parameter', 'no primitive is told its loop: it finds it', async () => {
    const neverCalled = (loop: EventLoop): void => {
      // @ts-expect-error -- no loop
      void new Lock({ loop });
      // @ts-expect-error -- no loop
      void new Condition({ loop });
      // @ts-expect-error -- no loop
      void new Event({ loop });
      // @ts-expect-error -- no loop
      void new Semaphore({ loop });
      // @ts-expect-error -- no loop
      void new BoundedSemaphore({ loop });
    };
    expect(neverCalled).toBeTypeOf('function');
    const event = new Event();
    const waiting = createTask(event.wait());
    await turn();
    event.set();
    expect(await waiting).toBe(true);
  });

  mirror('lock_by_with_statement', 'the block holds the lock, awaiting the object does not', async () => {
    for (const lock of [new Lock(), new Condition(), new Semaphore(), new BoundedSemaphore()]) {
      await sleep(0.01);
      expect(lock.locked()).toBe(false);
      expect(await (lock as unknown)).toBe(lock);
      expect(lock.locked()).toBe(false);
      expect(await lock.with(() => lock.locked())).toBe(true);
      expect(lock.locked()).toBe(false);
    }
  });

  mirror('acquire', 'one at a time, in the order they came, each a turn after the release', async () => {
    const lock = new Lock();
    const result: number[] = [];
    const take = (n: number): Task<boolean> =>
      spawn(async () => {
        if (await lock.acquire()) result.push(n);
        return true;
      });
    expect(await lock.acquire()).toBe(true);
    const tasks = [take(1), take(2)];
    await turn();
    expect(result).toEqual([]);
    lock.release();
    await turn();
    expect(result).toEqual([1]);
    await turn();
    expect(result).toEqual([1]);
    tasks.push(take(3));
    lock.release();
    await turn();
    expect(result).toEqual([1, 2]);
    lock.release();
    await turn();
    expect(result).toEqual([1, 2, 3]);
    expect(tasks.map((task) => task.result())).toEqual([true, true, true]);
  });

  mirror('acquire_cancel', 'who is cancelled while waiting leaves the line', async () => {
    const lock = new Lock();
    await lock.acquire();
    const task = createTask(lock.acquire());
    getRunningLoop().callSoon(() => task.cancel());
    expect(await raised(task)).toBeInstanceOf(CancelledError);
    expect(String(lock)).toBe('<Lock [locked]>');
  });

  mirror('cancel_race', 'a release passes over one who was cancelled and has not left the line yet', async () => {
    const lock = new Lock();
    const gate = getRunningLoop().createFuture<void>();
    const hold = (until: PromiseLike<void> | null): Task<void> =>
      spawn(async () => {
        await lock.acquire();
        try {
          if (until !== null) await until;
        } finally {
          lock.release();
        }
      });
    const a = hold(gate);
    await turn();
    const b = hold(null);
    const c = hold(null);
    await turn();
    expect(String(lock)).toBe('<Lock [locked, waiters:2]>');
    gate.setResult();
    b.cancel();
    await turn();
    expect([lock.locked(), a.done(), b.cancelled()]).toEqual([false, true, true]);
    await c;
  });

  mirror('cancel_release_race', 'one release lets in one, whoever is cancelled meanwhile', async () => {
    const lock = new Lock();
    let [calls, locks] = [0, 0];
    const take = async (): Promise<void> => {
      calls++;
      await lock.acquire();
      locks++;
    };
    await lock.acquire();
    const [first, second, third] = [spawn(take), spawn(take), spawn(take)];
    await turn();
    getRunningLoop().callSoon(() => {
      first.cancel();
      lock.release();
    });
    expect(await raised(first)).toBeInstanceOf(CancelledError);
    expect([locks, calls]).toEqual([1, 3]);
    expect([first.cancelled(), second.done()]).toEqual([true, true]);
    third.cancel();
    await turn();
    expect(third.cancelled()).toBe(true);
  });

  mirror('finished_waiter_cancelled', 'a newcomer may jump the queue if all in it are cancelled', async () => {
    const lock = new Lock();
    await lock.acquire();
    const b = createTask(lock.acquire());
    await turn();
    const c = createTask(lock.acquire());
    b.cancel();
    lock.release();
    await turn();
    expect([lock.locked(), b.cancelled()]).toEqual([true, true]);
    await c;
  });

  test('release_not_acquired: only what is held can be released', () => {
    expect(() => new Lock().release()).toThrow(new RuntimeError('Lock is not acquired.'));
  });

  mirror('release_no_waiters', 'a release with nobody waiting leaves the lock free', async () => {
    const lock = new Lock();
    await lock.acquire();
    expect(lock.locked()).toBe(true);
    lock.release();
    expect(lock.locked()).toBe(false);
  });

  mirror('context_manager', 'the block holds the lock, however it is written and however it ends', async () => {
    const lock = new Lock();
    expect(await lock.with(async () => [lock.locked()])).toEqual([true]);
    expect(lock.locked()).toBe(false);
    expect(await asyncWith(lock, () => lock.locked())).toBe(true);
    expect(lock.locked()).toBe(false);
    const failing = lock.with(() => {
      throw new ValueError('body');
    });
    expect((await raised(failing)).message).toBe('body');
    expect(lock.locked()).toBe(false);
    {
      await using _ = await enter(lock);
      expect(lock.locked()).toBe(true);
    }
    expect(lock.locked()).toBe(false);
  });
});

describe('test_locks.EventTests', () => {
  mirror('repr', 'an event shows its state and who waits', async () => {
    const event = new Event();
    expect(String(event)).toBe('<Event [unset]>');
    const waiting = createTask(event.wait());
    await turn();
    expect(String(event)).toBe('<Event [unset, waiters:1]>');
    event.set();
    expect(String(event)).toBe('<Event [set, waiters:1]>');
    await waiting;
    expect(String(event)).toBe('<Event [set]>');
  });

  mirror('wait', 'who comes when it is set goes on at once, before those who wait', async () => {
    const event = new Event();
    const result: number[] = [];
    const waitFor = (n: number): Task<void> =>
      spawn(async () => {
        if (await event.wait()) result.push(n);
      });
    expect(event.isSet()).toBe(false);
    const tasks = [waitFor(1), waitFor(2)];
    await turn();
    expect(result).toEqual([]);
    tasks.push(waitFor(3));
    event.set();
    await turn();
    expect(result).toEqual([3, 1, 2]);
    expect(tasks.map((task) => task.result())).toEqual([undefined, undefined, undefined]);
  });

  mirror('wait_on_set', 'waiting for what is set gives true', async () => {
    const event = new Event();
    event.set();
    expect(await event.wait()).toBe(true);
  });

  mirror('wait_cancel', 'who is cancelled while waiting is forgotten', async () => {
    const event = new Event();
    const waiting = createTask(event.wait());
    getRunningLoop().callSoon(() => waiting.cancel());
    expect(await raised(waiting)).toBeInstanceOf(CancelledError);
    expect(String(event)).toBe('<Event [unset]>');
  });

  test('clear: the flag can be taken back', () => {
    const event = new Event();
    event.set();
    expect(event.isSet()).toBe(true);
    event.clear();
    expect(event.isSet()).toBe(false);
  });

  mirror('clear_with_waiters', 'who was woken goes on, though the flag was cleared and set again', async () => {
    const event = new Event();
    const result: number[] = [];
    const task = spawn(async () => {
      if (await event.wait()) result.push(1);
      return true;
    });
    await turn();
    event.set();
    event.clear();
    expect(event.isSet()).toBe(false);
    event.set();
    event.set();
    expect(String(event)).toBe('<Event [set, waiters:1]>');
    await turn();
    expect(result).toEqual([1]);
    expect(String(event)).toBe('<Event [set]>');
    expect(task.result()).toBe(true);
  });
});

describe('test_locks.ConditionTests', () => {
  /** A task that acquires, waits once, notes `n`, and releases if told to. */
  const waiterOf =
    (condition: Condition, result: number[], releases: boolean) =>
    (n: number): Task<boolean> =>
      spawn(async () => {
        await condition.acquire();
        if (await condition.wait()) result.push(n);
        if (releases) condition.release();
        return true;
      });

  mirror('wait', 'the notified need the lock, one after the other', async () => {
    const condition = new Condition();
    const result: number[] = [];
    const tasks = [1, 2, 3].map(waiterOf(condition, result, false));
    await turn();
    expect([result, condition.locked()]).toEqual([[], false]);
    expect(await condition.acquire()).toBe(true);
    condition.notify();
    await turn();
    expect([result, condition.locked()]).toEqual([[], true]);
    condition.release();
    await turn();
    expect([result, condition.locked()]).toEqual([[1], true]);
    condition.notify(2);
    await turn();
    expect([result, condition.locked()]).toEqual([[1], true]);
    condition.release();
    await turn();
    expect([result, condition.locked()]).toEqual([[1, 2], true]);
    condition.release();
    await turn();
    expect([result, condition.locked()]).toEqual([[1, 2, 3], true]);
    expect(tasks.map((task) => task.result())).toEqual([true, true, true]);
  });

  mirror('wait_cancel', 'who is cancelled has the lock again', async () => {
    const condition = new Condition();
    await condition.acquire();
    const waiting = createTask(condition.wait());
    getRunningLoop().callSoon(() => waiting.cancel());
    expect(await raised(waiting)).toBeInstanceOf(CancelledError);
    expect(String(condition)).toBe('<Condition [locked]>');
  });

  mirror('wait_cancel_contested', 'a cancellation before the lock is free again leaves it held', async () => {
    const condition = new Condition();
    await condition.acquire();
    const waiting = createTask(condition.wait());
    await turn();
    expect(condition.locked()).toBe(false);
    await condition.acquire();
    condition.notify();
    getRunningLoop().callSoon(() => waiting.cancel());
    getRunningLoop().callSoon(() => condition.release());
    await wait([waiting]);
    expect(condition.locked()).toBe(true);
  });

  mirror('wait_cancel_after_notify', 'a cancellation while it acquires again is raised after that', async () => {
    const condition = new Condition();
    let waited = false;
    const waiting = createTask(
      condition.with(async () => {
        waited = true;
        await condition.wait();
      }),
    );
    await turn();
    await condition.acquire();
    condition.notify();
    await turn();
    waiting.cancel();
    await turn();
    condition.release();
    await turn();
    expect([waiting.cancelled(), waited]).toEqual([true, true]);
  });

  mirror('wait_unacquired', 'waiting needs the lock', async () => {
    expect(await raised(new Condition().wait())).toEqual(new RuntimeError('cannot wait on un-acquired lock'));
  });

  mirror('wait_for', 'it goes on when the predicate says so, not when notified', async () => {
    const condition = new Condition();
    const result: number[] = [];
    let ready = false;
    const notify = async (): Promise<void> => {
      await condition.acquire();
      condition.notify();
      condition.release();
      await turn();
    };
    const task = spawn(async () => {
      await condition.acquire();
      if (await condition.waitFor(() => ready)) result.push(1);
      condition.release();
      return true;
    });
    await turn();
    expect(result).toEqual([]);
    await notify();
    expect(result).toEqual([]);
    ready = true;
    await notify();
    expect(result).toEqual([1]);
    expect(task.result()).toBe(true);
  });

  mirror('wait_for_unacquired', 'a predicate that is true needs no lock, and its value is the result', async () => {
    const condition = new Condition();
    expect(await condition.waitFor(() => [1, 2, 3])).toEqual([1, 2, 3]);
    expect(await raised(condition.waitFor(() => false))).toBeInstanceOf(RuntimeError);
  });

  mirror('notify', 'it wakes as many as are told, or all there are', async () => {
    const condition = new Condition();
    const result: number[] = [];
    const tasks = [1, 2, 3].map(waiterOf(condition, result, true));
    await turn();
    expect(result).toEqual([]);
    await condition.with(() => condition.notify(1));
    await turn();
    expect(result).toEqual([1]);
    await condition.with(() => {
      condition.notify(1);
      condition.notify(2048);
    });
    await turn();
    expect(result).toEqual([1, 2, 3]);
    expect(tasks.map((task) => task.result())).toEqual([true, true, true]);
  });

  mirror('notify_all', 'it wakes everybody', async () => {
    const condition = new Condition();
    const result: number[] = [];
    const tasks = [1, 2].map(waiterOf(condition, result, true));
    await turn();
    await condition.with(() => condition.notifyAll());
    await turn();
    expect(result).toEqual([1, 2]);
    expect(tasks.map((task) => task.result())).toEqual([true, true]);
  });

  test('notify_unacquired, notify_all_unacquired: telling needs the lock', () => {
    const refusal = new RuntimeError('cannot notify on un-acquired lock');
    expect(() => new Condition().notify()).toThrow(refusal);
    expect(() => new Condition().notifyAll()).toThrow(refusal);
  });

  mirror('repr', 'a condition shows its lock and who waits', async () => {
    const condition = new Condition();
    expect(String(condition)).toBe('<Condition [unlocked]>');
    const tasks = [1, 2].map(waiterOf(condition, [], true));
    await turn();
    expect(String(condition)).toBe('<Condition [unlocked, waiters:2]>');
    await condition.with(() => condition.notifyAll());
    await gather(...tasks);
  });

  mirror('context_manager', 'the block holds the lock', async () => {
    const condition = new Condition();
    await condition.with(() => expect(condition.locked()).toBe(true));
    expect(condition.locked()).toBe(false);
    {
      await using _ = await enter(condition);
      expect(condition.locked()).toBe(true);
    }
    expect(condition.locked()).toBe(false);
  });

  mirror('explicit_lock', 'a condition can share a lock', async () => {
    const lock = new Lock();
    const condition = new Condition(lock);
    await condition.with(() => expect([lock.locked(), condition.locked()]).toEqual([true, true]));
    await lock.with(() => expect([lock.locked(), condition.locked()]).toEqual([true, true]));
    expect([lock.locked(), condition.locked()]).toEqual([false, false]);
  });

  mirror('timeout_in_block', 'waiting can be given a limit', async () => {
    const condition = new Condition();
    await condition.with(async () => {
      expect(await raised(waitFor(condition.wait(), 0.5))).toBeInstanceOf(TimeoutError);
      expect(condition.locked()).toBe(true);
    });
  });

  /** A task that waits for `ready`, and the cancellation that it saw. */
  const cancellable = (condition: Condition, ready: () => boolean): { task: Task<void>; seen: Error[] } => {
    const seen: Error[] = [];
    const task = spawn(async () => {
      await condition.with(async () => {
        seen.push(await raised(condition.waitFor(ready)));
        throw seen[0];
      });
    });
    return { task, seen };
  };

  mirror('cancelled_error_wakeup', 'the cancellation of a wait is raised as it is', async () => {
    const { task, seen } = cancellable(new Condition(), () => false);
    await turn();
    task.cancel('foo');
    const error = await raised(task);
    expect([error.message, error === seen[0]]).toEqual(['foo', true]);
  });

  mirror('cancelled_error_re_aquire', 'so is one that comes while the lock is acquired again', async () => {
    const condition = new Condition();
    let ready = false;
    const { task, seen } = cancellable(condition, () => ready);
    await turn();
    await condition.acquire();
    ready = true;
    condition.notify();
    await turn();
    task.cancel('foo');
    condition.release();
    const error = await raised(task);
    expect([error.message, error === seen[0]]).toEqual(['foo', true]);
  });

  for (const [name, says, turns] of [
    ['cancelled_wakeup', 'who is cancelled after being notified passes the notification on', 0],
    ['cancelled_wakeup_relock', 'also when it was acquiring the lock by then', 1],
  ] as const) {
    mirror(name, says, async () => {
      const condition = new Condition();
      let items = 0;
      const consume = async (): Promise<void> => {
        await condition.with(async () => {
          for (;;) {
            await condition.waitFor(() => items !== 0);
            if (items < 0) return;
            items--;
          }
        });
      };
      const consumers = [spawn(consume), spawn(consume)] as const;
      await turn();
      await condition.with(async () => {
        items++;
        condition.notify(1);
        for (let i = 0; i < turns; i++) await turn();
        consumers[0].cancel();
        try {
          await timeout(0.01, () => condition.waitFor(() => items === 0));
        } catch (error) {
          expect(error).toBeInstanceOf(TimeoutError);
        }
        expect(items).toBe(0);
        items = -1;
        condition.notifyAll();
      });
      await consumers[1];
    });
  }
});

describe('test_locks.SemaphoreTests', () => {
  test('initial_value_zero: with no room it is locked', () => {
    expect(new Semaphore(0).locked()).toBe(true);
  });

  mirror('repr', 'a semaphore shows its room and who waits', async () => {
    const semaphore = new Semaphore();
    expect(String(semaphore)).toBe('<Semaphore [unlocked, value:1]>');
    await semaphore.acquire();
    expect(String(semaphore)).toBe('<Semaphore [locked]>');
    const waiting = createTask(semaphore.acquire());
    await turn();
    expect(String(semaphore)).toBe('<Semaphore [locked, waiters:1]>');
    semaphore.release();
    await waiting;
  });

  test('semaphore_value: there is no room below nothing', () => {
    expect(() => new Semaphore(-1)).toThrow(new ValueError('Semaphore initial value must be >= 0'));
  });

  mirror('acquire', 'as many at a time as there is room', async () => {
    const semaphore = new Semaphore(3);
    const result: number[] = [];
    const take = (n: number): Task<boolean> =>
      spawn(async () => {
        await semaphore.acquire();
        result.push(n);
        return true;
      });
    await semaphore.acquire();
    await semaphore.acquire();
    expect(semaphore.locked()).toBe(false);
    const tasks = [1, 2, 3].map(take);
    await turn();
    expect([result, String(semaphore)]).toEqual([[1], '<Semaphore [locked, waiters:2]>']);
    tasks.push(take(4));
    semaphore.release();
    semaphore.release();
    await turn();
    expect([result.length, String(semaphore)]).toEqual([3, '<Semaphore [locked, waiters:1]>']);
    expect(tasks.filter((task) => task.done()).length).toBe(3);
    semaphore.release();
    await gather(...tasks);
  });

  mirror('acquire_cancel', 'who is cancelled while waiting leaves the line', async () => {
    const semaphore = new Semaphore();
    await semaphore.acquire();
    const task = createTask(semaphore.acquire());
    getRunningLoop().callSoon(() => task.cancel());
    expect(await raised(task)).toBeInstanceOf(CancelledError);
    expect(String(semaphore)).toBe('<Semaphore [locked]>');
  });

  mirror('acquire_cancel_before_awoken', 'a release passes over the cancelled', async () => {
    const semaphore = new Semaphore(0);
    const [t1, t2, t3, t4] = [1, 2, 3, 4].map(() => createTask(semaphore.acquire()));
    await turn();
    t1!.cancel();
    t2!.cancel();
    semaphore.release();
    await turn();
    await turn();
    expect([t3!.done(), t4!.done()]).toEqual([true, false]);
    t4!.cancel();
    await turn();
  });

  mirror('acquire_hang', 'one that is cancelled does not keep the next from going on', async () => {
    const semaphore = new Semaphore(0);
    const [t1, t2] = [createTask(semaphore.acquire()), createTask(semaphore.acquire())];
    await turn();
    t1.cancel();
    semaphore.release();
    await turn();
    await turn();
    expect([semaphore.locked(), t2.done()]).toEqual([true, true]);
  });

  mirror('acquire_no_hang', 'room given to one who is then cancelled is given back', async () => {
    const semaphore = new Semaphore(1);
    const t1 = spawn(async () => {
      await semaphore.with(() => turn());
      t2.cancel();
    });
    const t2 = spawn(async () => {
      await semaphore.with(() => expect.fail('it was cancelled before'));
    });
    const [r1, r2] = await gather([t1, t2], { returnExceptions: true });
    expect(r1).toBeUndefined();
    expect(r2).toBeInstanceOf(CancelledError);
    expect(await waitFor(semaphore.acquire(), 1)).toBe(true);
  });

  test('release_not_acquired: a bounded one cannot be released more often than acquired', () => {
    const refusal = new ValueError('BoundedSemaphore released too many times');
    expect(() => new BoundedSemaphore().release()).toThrow(refusal);
  });

  mirror('release_no_waiters', 'a release with nobody waiting makes room', async () => {
    const semaphore = new Semaphore();
    await semaphore.acquire();
    expect(semaphore.locked()).toBe(true);
    semaphore.release();
    expect(semaphore.locked()).toBe(false);
  });

  mirror('acquire_fifo_order', 'who acquires again stands behind those who wait', async () => {
    const semaphore = new Semaphore(1);
    const result: string[] = [];
    const twice = (tag: string): Task<void> =>
      spawn(async () => {
        for (const round of [1, 2]) {
          await semaphore.acquire();
          result.push(`${tag}_${round}`);
          await sleep(0.01);
          semaphore.release();
        }
      });
    await gather(...['c1', 'c2', 'c3'].map(twice));
    expect(result).toEqual(['c1_1', 'c2_1', 'c3_1', 'c1_2', 'c2_2', 'c3_2']);
  });

  mirror('acquire_fifo_order_2', 'also if it released in the same turn', async () => {
    const semaphore = new Semaphore(1);
    const result: number[] = [];
    const take = (n: number): Task<void> =>
      spawn(async () => {
        await semaphore.acquire();
        result.push(n);
        if (n !== 2) return;
        semaphore.release();
        await semaphore.acquire();
        result.push(4);
      });
    const tasks = [1, 2, 3].map(take);
    await turn();
    semaphore.release();
    semaphore.release();
    await gather(...tasks);
    expect(result).toEqual([1, 2, 3, 4]);
  });

  mirror('acquire_fifo_order_3', 'the others keep their order when the first is cancelled', async () => {
    const semaphore = new Semaphore(0);
    const result: number[] = [];
    const tasks = [1, 2, 3].map((n) =>
      spawn(async () => {
        await semaphore.acquire();
        result.push(n);
      }),
    );
    await turn();
    tasks[0]!.cancel();
    await turn();
    semaphore.release();
    semaphore.release();
    await gather(tasks, { returnExceptions: true });
    expect(result).toEqual([2, 3]);
  });

  mirror('acquire_fifo_order_4', 'who gets in wakes those behind for whom there is room', async () => {
    const semaphore = new Semaphore(0);
    const result: number[] = [];
    const take = async (n: number): Promise<void> => {
      await semaphore.acquire();
      result.push(n);
    };
    let t4: Task<void> | null = null;
    const t1 = spawn(async () => {
      await semaphore.acquire();
      t4 = spawn(async () => void result.push(4));
      result.push(1);
    });
    const t2 = spawn(async () => {
      for (let i = 0; i < 3; i++) semaphore.release();
      expect(semaphore.locked()).toBe(true);
      await take(2);
    });
    const t3 = spawn(() => take(3));
    await turn();
    expect(String(semaphore)).toBe('<Semaphore [locked, waiters:3]>');
    await turn();
    await gather(t1, t2, t3, t4!);
    expect(result).toEqual([1, 2, 3, 4]);
  });
});

describe('test_locks.BarrierTests', () => {
  const N = 5;
  const HALF = Math.floor(N / 2);
  const spawnMany = <R>(n: number, body: () => Promise<R>): Task<R>[] => Array.from({ length: n }, () => spawn(body));
  const atRest = (barrier: Barrier): void =>
    expect(String(barrier)).toBe(`<Barrier [filling, waiters:0/${barrier.parties}]>`);

  mirror('barrier', 'awaiting the barrier itself waits for nobody (in Python it is an error)', async () => {
    const barrier = new Barrier(N);
    expect(await (barrier as unknown)).toBe(barrier);
    atRest(barrier);
  });

  mirror('repr', 'a barrier shows its state', async () => {
    const barrier = new Barrier(N);
    const come = (n: number): Task<number>[] => spawnMany(n, async () => await barrier.wait());
    const waiters = come(2);
    await turn();
    expect(String(barrier)).toBe('<Barrier [filling, waiters:2/5]>');
    waiters.push(...come(3));
    await turn();
    expect(String(barrier)).toBe('<Barrier [draining, waiters:0/5]>');
    waiters.push(...come(2));
    await turn();
    await barrier.reset();
    expect(String(barrier)).toBe('<Barrier [resetting, waiters:0/5]>');
    waiters.push(...come(2));
    await turn();
    await barrier.abort();
    expect([String(barrier), barrier.broken]).toEqual(['<Barrier [broken]>', true]);
    await gather(waiters, { returnExceptions: true });
  });

  test('barrier_parties: at least one has to come', () => {
    for (const parties of [0, -4]) expect(() => new Barrier(parties)).toThrow(new ValueError('parties must be > 0'));
    expect(new Barrier(N).parties).toBe(N);
  });

  mirror('context_manager', 'the block begins when all are there, each with a number', async () => {
    const barrier = new Barrier(3);
    const results: number[] = [];
    await gather(
      ...spawnMany(3, async () => {
        await barrier.with((index) => void results.push(index));
      }),
    );
    expect(results.toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
    atRest(barrier);
  });

  mirror('filling_one_task', 'a barrier for one lets it through', async () => {
    const barrier = new Barrier(1);
    expect(await barrier.with(() => true)).toBe(true);
    expect(await asyncWith(barrier, (index) => index)).toBe(0);
    atRest(barrier);
  });

  mirror('filling_one_task_twice', 'and the next one too', async () => {
    const barrier = new Barrier(1);
    const t1 = createTask(barrier.wait());
    await turn();
    expect(barrier.nWaiting).toBe(0);
    const t2 = createTask(barrier.wait());
    await turn();
    expect([t1.result(), t2.result()]).toEqual([0, 0]);
    atRest(barrier);
  });

  mirror('filling_task_by_task', 'it counts who waits', async () => {
    const barrier = new Barrier(3);
    const tasks = [];
    for (const waiting of [1, 2]) {
      tasks.push(createTask(barrier.wait()));
      await turn();
      expect(barrier.nWaiting).toBe(waiting);
    }
    tasks.push(createTask(barrier.wait()));
    await wait(tasks);
    atRest(barrier);
  });

  mirror('filling_tasks_wait_twice', 'it can be used again, also inside its own block', async () => {
    const barrier = new Barrier(N);
    const results: boolean[] = [];
    await gather(
      ...spawnMany(N, async () => {
        await barrier.with(async () => {
          results.push(true);
          await barrier.with(() => void results.push(false));
        });
      }),
    );
    expect([count(results, true), count(results, false)]).toEqual([N, N]);
    atRest(barrier);
  });

  mirror('filling_tasks_check_return_value', 'the numbers are all different', async () => {
    const barrier = new Barrier(N);
    const numbers = await gather(
      ...spawnMany(N, async () => await barrier.with(async () => await barrier.with((index) => index))),
    );
    expect(numbers.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    atRest(barrier);
  });

  mirror('draining_state', 'it is filling again when the last has left', async () => {
    const barrier = new Barrier(N);
    const draining: boolean[] = [];
    await gather(
      ...spawnMany(N, async () => {
        await barrier.with(() => void draining.push(String(barrier).includes('draining')));
      }),
    );
    expect(draining).toEqual([true, true, true, true, false]);
    atRest(barrier);
  });

  mirror('blocking_tasks_while_draining', 'who comes while others leave waits for the next round', async () => {
    const rewait = 2;
    const barrier = new Barrier(N);
    const others = new Barrier(N - rewait);
    let left = rewait;
    let passed = 0;
    await gather(
      ...spawnMany(N, async () => {
        await barrier.wait();
        if (left-- <= 0) {
          await others.wait();
          passed++;
        }
        await barrier.wait();
      }),
    );
    expect(passed).toBe(N - rewait);
    atRest(barrier);
  });

  mirror('filling_tasks_cancel_one', 'who is cancelled is not counted', async () => {
    const barrier = new Barrier(3);
    const results: boolean[] = [];
    const come = (): Task<void> =>
      spawn(async () => {
        await barrier.wait();
        results.push(true);
      });
    const t1 = come();
    await turn();
    const t2 = come();
    await turn();
    expect(barrier.nWaiting).toBe(2);
    t1.cancel();
    await turn();
    expect(barrier.nWaiting).toBe(1);
    expect(await raised(t1)).toBeInstanceOf(CancelledError);
    const t3 = come();
    await turn();
    expect(barrier.nWaiting).toBe(2);
    await gather(t2, t3, come());
    expect(results).toEqual([true, true, true]);
    atRest(barrier);
  });

  mirror('reset_barrier', 'resetting an empty one changes nothing', async () => {
    const barrier = new Barrier(1);
    createTask(barrier.reset());
    await turn();
    atRest(barrier);
  });

  mirror('reset_barrier_while_tasks_waiting', 'who waits is told that it broke', async () => {
    const barrier = new Barrier(N);
    const errors: Error[] = [];
    const tasks = spawnMany(N - 1, async () => void errors.push(await raised(barrier.wait())));
    await turn();
    createTask(barrier.reset());
    await gather(...tasks);
    expect(errors.map((error) => error.constructor)).toEqual(Array.from({ length: N - 1 }, () => BrokenBarrierError));
    expect(errors[0]!.message).toBe('Abort or reset of barrier');
    atRest(barrier);
  });

  mirror('reset_barrier_when_tasks_half_draining', 'who has not left yet is told, half way through', async () => {
    const barrier = new Barrier(N);
    let [left, broken] = [0, 0];
    await gather(
      ...spawnMany(N, async () => {
        try {
          await barrier.wait();
        } catch (error) {
          expect(error).toBeInstanceOf(BrokenBarrierError);
          broken++;
          return;
        }
        if (++left === N - HALF) await barrier.reset();
      }),
    );
    expect(broken).toBe(HALF);
    atRest(barrier);
  });

  mirror(
    'reset_barrier_when_tasks_half_draining_half_blocking',
    'who waits for the next round is not told',
    async () => {
      const barrier = new Barrier(N);
      let [left, brokenFirst, brokenLater] = [0, 0, 0];
      await gather(
        ...spawnMany(N, async () => {
          try {
            await barrier.wait();
          } catch {
            brokenFirst++;
            await barrier.wait();
            return;
          }
          if (++left > HALF) {
            await barrier.reset();
            await barrier.wait();
            return;
          }
          try {
            await barrier.wait();
          } catch {
            brokenLater++;
          }
        }),
      );
      expect([brokenFirst, brokenLater]).toEqual([HALF, 0]);
      atRest(barrier);
    },
  );

  mirror('reset_barrier_while_tasks_waiting_and_waiting_again', 'after a reset they can come again', async () => {
    const barrier = new Barrier(N);
    let [broken, passed] = [0, 0];
    const tasks = spawnMany(N - 1, async () => {
      try {
        await barrier.wait();
      } catch {
        broken++;
      } finally {
        await barrier.wait();
        passed++;
      }
    });
    createTask(barrier.reset());
    await turn();
    spawn(async () => {
      await barrier.with(() => void passed++);
    });
    await gather(...tasks);
    expect([broken, passed]).toEqual([N - 1, N]);
    atRest(barrier);
  });

  mirror('reset_barrier_while_tasks_draining', 'a reset by the last to leave breaks nothing', async () => {
    const barrier = new Barrier(N);
    let [left, again, broken, third] = [0, 0, 0, 0];
    await gather(
      ...spawnMany(N, async () => {
        await barrier.wait();
        if (++left === N) {
          await barrier.reset();
          await barrier.wait();
        } else {
          try {
            await barrier.wait();
            again++;
          } catch {
            broken++;
          }
        }
        await barrier.wait();
        third++;
      }),
    );
    expect([again, broken, third]).toEqual([N - 1, 0, N]);
    atRest(barrier);
  });

  mirror('abort_barrier', 'an aborted one is broken, and says so to who comes', async () => {
    const barrier = new Barrier(1);
    createTask(barrier.abort());
    await turn();
    expect([barrier.nWaiting, barrier.broken]).toEqual([0, true]);
    expect(await raised(barrier.wait())).toEqual(new BrokenBarrierError('Barrier aborted'));
  });

  mirror('abort_barrier_when_tasks_half_draining_half_blocking', 'all who are there are told', async () => {
    const barrier = new Barrier(N);
    let [left, brokenFirst, brokenLater] = [0, 0, 0];
    await gather(
      ...spawnMany(N, async () => {
        try {
          await barrier.wait();
        } catch {
          brokenFirst++;
          return;
        }
        if (++left > HALF) {
          await barrier.abort();
          return;
        }
        try {
          await barrier.wait();
        } catch {
          brokenLater++;
        }
      }),
    );
    expect([barrier.broken, brokenFirst, brokenLater]).toEqual([true, HALF, N - HALF - 1]);
  });

  mirror('abort_barrier_when_exception', 'one that fails can break it for the others', async () => {
    const barrier = new Barrier(N);
    let [passed, broken] = [0, 0];
    await gather(
      ...spawnMany(N, async () => {
        try {
          await barrier.with((index) => {
            if (index === HALF) throw new RuntimeError();
          });
          await barrier.with(() => void passed++);
        } catch (error) {
          if (error instanceof BrokenBarrierError) broken++;
          else await barrier.abort();
        }
      }),
    );
    expect([barrier.broken, passed, broken]).toEqual([true, 0, N - 1]);
  });

  mirror('abort_barrier_when_exception_then_resetting', 'a reset mends a broken one', async () => {
    const [barrier, meeting] = [new Barrier(N), new Barrier(N)];
    let [passed, broken, again] = [0, 0, 0];
    await gather(
      ...spawnMany(N, async () => {
        try {
          if ((await barrier.wait()) === HALF) throw new RuntimeError();
          await barrier.wait();
          passed++;
        } catch (error) {
          if (error instanceof BrokenBarrierError) broken++;
          else await barrier.abort();
        }
        if ((await meeting.wait()) === HALF) await barrier.reset();
        await meeting.wait();
        await barrier.wait();
        again++;
      }),
    );
    expect([passed, broken, again]).toEqual([0, N - 1, N]);
    atRest(barrier);
  });
});

describe('what CPython has no test of', () => {
  test('what somebody waited for in one loop cannot be waited for in another', async () => {
    virtualTime();
    const lock = new Lock();
    const hold = coroutine(async () => {
      await lock.acquire();
      await taskGroup((group) => {
        group.createTask(lock.acquire());
        getRunningLoop().callSoon(() => lock.release());
      });
    });
    await run(hold());
    const error = await raised(run(coroutine(async () => await lock.acquire())()));
    expect(error).toEqual(new RuntimeError('<Lock [locked]> is bound to a different event loop'));
  });

  test('top-level code can wait for a lock too, in the default loop', async () => {
    virtualTime();
    const lock = new Lock();
    await lock.acquire();
    const later = lock.acquire();
    await sleep(1);
    lock.release();
    expect(await later).toBe(true);
  });

  mirror('label', 'a task says what it waits for, and where', async () => {
    const lock = new Lock();
    await lock.acquire();
    const full = new Queue<number>(1);
    full.putNowait(1);
    const works: [string, Coroutine<unknown>][] = [
      ['lock.acquire()', lock.acquire()],
      ['lock.acquire()', lock.with(() => {})],
      ['lock.acquire()', new Condition(lock).acquire()],
      ['event.wait()', new Event().wait()],
      ['semaphore.acquire()', new Semaphore(0).acquire()],
      ['barrier.wait()', new Barrier(2).wait()],
      ['queue.get()', new Queue<number>().get()],
      ['queue.put()', full.put(2)],
      ['queue.join()', full.join()],
    ];
    const own = new Condition();
    works.push(['condition.wait()', own.with(() => own.wait())]);
    for (const [label, work] of works) {
      const task = spawn(async () => {
        work.awaitedAt = 77;
        await work;
      });
      await turn();
      expect([task._futureWaited?.what, task.place]).toEqual([label, 77]);
      task.cancel();
      await raised(task);
    }
  });

  test('a deadlock says which kind of thing each task waits for', async () => {
    virtualTime();
    const [lock, condition] = [new Lock(), new Condition()];
    const waits = [
      lock.acquire(),
      new Event().wait(),
      condition.with(() => condition.wait()),
      new Semaphore(0).acquire(),
      new Barrier(2).wait(),
    ];
    const main = coroutine(async () => {
      await lock.acquire();
      await taskGroup((group) => {
        for (const [i, work] of waits.entries()) group.createTask(work as never, { name: `t${i}` });
      });
    });
    const loop = newEventLoop();
    const error = await raised(loop.runUntilComplete(main()));
    expect(error).toBeInstanceOf(DeadlockError);
    expect(error.message.split('\n').slice(2)).toEqual([
      '  t0 (Lock.acquire) waits for a lock that nobody releases',
      '  t1 (Event.wait) waits for an event that nobody sets',
      '  t2 (Condition.with) waits for a condition that nobody notifies',
      '  t3 (Semaphore.acquire) waits for a semaphore that nobody releases',
      '  t4 (Barrier.wait) waits for a barrier that others never reach',
    ]);
  });
});
