import { atOnce } from './awaitables.ts';
import { checkSeconds } from './arguments.ts';
import type { Awaitable } from './awaitables.ts';
import { Coroutine, coroutineOf, isCoroutine } from './coroutines.ts';
import { getRunningLoop, named } from './events.ts';
import type { Handle } from './events.ts';
import { CancelledError, TimeoutError, ValueError } from './exceptions.ts';
import { FAILED, FINISHED, Future, LabelledFuture, PENDING, TimedFuture, isFuture } from './futures.ts';
import { typeName } from './repr.ts';
import { ensureFuture, notAwaitable } from './tasks.ts';
import { timeout as timeoutScope } from './timeouts.ts';

/** CPython: `asyncio.FIRST_COMPLETED`. `wait` ends when the first is done. */
export const FIRST_COMPLETED = 'FIRST_COMPLETED';
/** CPython: `asyncio.FIRST_EXCEPTION`. `wait` ends when the first has failed, or all are done. */
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION';
/** CPython: `asyncio.ALL_COMPLETED`. `wait` ends when all are done. */
export const ALL_COMPLETED = 'ALL_COMPLETED';
export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED;

const kinds: readonly string[] = [FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED];

export interface WaitOptions {
  /** Seconds; null: none. When it passes nothing is raised and nothing cancelled. */
  readonly timeout?: number | null;
  readonly returnWhen?: ReturnWhen;
}

/**
 * CPython: `asyncio.wait`. Waits for futures and tasks (coroutines: `TypeError`); gives those that are done and those that
 * are not, each in the order they were given (in CPython in no order).
 */
export function wait<F extends Future<unknown>>(
  futures: Iterable<F>,
  { timeout = null, returnWhen = ALL_COMPLETED }: WaitOptions = {},
): Coroutine<[Set<F>, Set<F>]> {
  return coroutineOf('wait', async () => {
    if (isFuture(futures) || isCoroutine(futures))
      throw new TypeError(`expect a list of futures, not ${isFuture(futures) ? futures._className : 'coroutine'}`);
    if (timeout !== null) checkSeconds(timeout, 'the timeout of wait()');
    const all = new Set(futures);
    if (all.size === 0) throw new ValueError('Set of Tasks/Futures is empty.');
    if (!kinds.includes(returnWhen)) throw new ValueError(`Invalid return_when value: ${returnWhen}`);
    for (const it of all) {
      if (isCoroutine(it)) throw new TypeError('Passing coroutines is forbidden, use tasks explicitly.');
      if (!isFuture(it)) throw notAwaitable(it);
    }
    await waitUntil(all as Set<Future<unknown>>, timeout, returnWhen);
    const done = new Set<F>();
    const pending = new Set<F>();
    for (const it of all) (it._state === PENDING ? pending : done).add(it);
    return [done, pending];
  });
}

/** CPython: `_wait`. */
async function waitUntil(all: Set<Future<unknown>>, timeout: number | null, returnWhen: ReturnWhen): Promise<void> {
  const loop = getRunningLoop();
  const until = timeout === null ? null : loop.time() + timeout;
  const waiter = new TimedFuture<void>('wait', until, loop);
  const timer: Handle | null = until === null ? null : loop._callAt(until, release, waiter, null, 'end of a wait');
  let left = all.size;
  const oneDone = named('wait', (future: Future<unknown>): void => {
    left--;
    if (left > 0 && returnWhen !== FIRST_COMPLETED && !(returnWhen === FIRST_EXCEPTION && failed(future))) return;
    timer?.cancel();
    release(waiter);
  });
  for (const it of all) it.addDoneCallback(oneDone);
  try {
    await atOnce(waiter);
  } finally {
    timer?.cancel();
    for (const it of all) it.removeDoneCallback(oneDone);
  }
}

function failed(future: Future<unknown>): boolean {
  if (future._state !== FAILED) return false;
  future._retrieved();
  return true;
}

const release = named('wait', (waiter: Future<void>): void => {
  if (waiter._state === PENDING) waiter._complete(FINISHED, undefined);
});

/**
 * CPython: `asyncio.wait_for`. Awaits `work` (in this task, if it is a coroutine); after `timeout` seconds cancels it and,
 * when that is through, raises `TimeoutError`. If `work` returns all the same, that counts. Null: no limit.
 */
export function waitFor<T>(
  work: Awaitable<T> | PromiseLike<T>,
  limit: number | null | { readonly timeout: number | null },
): Coroutine<T> {
  return coroutineOf('waitFor', async () => {
    const timeout = typeof limit === 'object' && limit !== null ? limit.timeout : limit;
    if (timeout !== null) checkSeconds(timeout, 'waitFor(work, seconds)');
    if (typeof (work as PromiseLike<T> | null)?.then !== 'function') {
      if (typeof work === 'function' || (timeout !== null && timeout <= 0)) throw notAwaitable(work);
      throw new TypeError(`object ${typeName(work)} can't be used in 'await' expression`);
    }
    if (timeout === null || timeout > 0 || Number.isNaN(timeout)) return await timeoutScope(timeout, () => work);
    const future = ensureFuture(work);
    if (future._state !== PENDING) return await atOnce(future);
    await cancelAndWait(future as Future<unknown>);
    try {
      return future.result();
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      const late = new TimeoutError();
      late.cause = error;
      throw late;
    }
  });
}

/** CPython: `_cancel_and_wait`. Not by awaiting `future`: the waiting itself must be cancellable. */
async function cancelAndWait(future: Future<unknown>): Promise<void> {
  const waiter = new LabelledFuture<void>('wait', getRunningLoop());
  const released = named('wait', () => release(waiter));
  future.addDoneCallback(released);
  try {
    future.cancel();
    await atOnce(waiter);
  } finally {
    future.removeDoneCallback(released);
  }
}
