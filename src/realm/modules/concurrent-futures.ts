/**
 * Python's `concurrent.futures`, as snippets import it: pools of real threads and of real processes. Source: CPython's
 * `Lib/concurrent/futures/{_base,thread,process}.py`. Evaluated inside the context.
 *
 * Differs: a function that is sent to a pool must be declared at the top of the file (as `ProcessPoolExecutor` demands of Python),
 * since a thread of JavaScript has a memory of its own; keyword arguments are one object. `shutdown` does not block: it gives a promise, and
 * `using` blocks instead. Futures stay in the thread that submitted them. At most 10,000 can be waited for at once, any number for all of them. A pool
 * has no `initializer`, `mpContext` or `maxTasksPerChild`, `map` no `chunksize`. A future that no pool made can be waited for with a
 * timeout only; without one that is a `DeadlockError`, where Python waits for ever. A call is over when its
 * function has returned and the timers, immediates and requests that it left behind have come: an interval that nobody clears never lets it be.
 */
import { ConcurrentFuture as Future, type DefaultExecutor, type Work } from '../../asyncio/concurrent-futures.ts';
import type { Context } from '../../asyncio/contextvars.ts';
import {
  CancelledError,
  DeadlockError,
  InvalidStateError,
  TimeoutError,
  ValueError,
} from '../../asyncio/exceptions.ts';
import { repr } from '../../asyncio/repr.ts';
import { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION } from '../../asyncio/wait.ts';
import { BrokenExecutor, BrokenProcessPool, CallFuture } from '../calls.ts';
import { Pool, defaultThreads, power } from '../pool-client.ts';
import { type Timeout, countPassed, isOptions, timeoutPassed } from '../question-arguments.ts';

export { ALL_COMPLETED, BrokenExecutor, BrokenProcessPool, CancelledError, FIRST_COMPLETED, FIRST_EXCEPTION, Future };
export { InvalidStateError, TimeoutError };

interface ExecutorOptions {
  /** How many workers there are at most. */
  readonly maxWorkers?: number | null;
  /** What the names of the workers begin with. */
  readonly threadNamePrefix?: string;
}

interface ShutdownOptions {
  /** False: what `shutdown` gives settles at once. */
  readonly wait?: boolean;
  /** What has not begun is cancelled. */
  readonly cancelFutures?: boolean;
}

interface MapOptions {
  /** Seconds, from the call of `map` on. */
  readonly timeout?: number | null;
}

type Lists<A extends readonly unknown[]> = { readonly [I in keyof A]: Iterable<A[I]> };

type Given = number | null | ExecutorOptions;

let pools = 0;

/** CPython: `concurrent.futures.Executor`. */
abstract class PoolExecutor extends Pool {
  /** CPython: `Executor.submit`. Calls `fn(...args)` in a worker; gives a future of it at once. */
  override submit<A extends readonly unknown[], R>(fn: Work<A, R>, ...args: A): CallFuture<Awaited<R>> {
    return super.submit(fn, ...args);
  }

  /**
   * CPython: `Executor.map`. Submits a call for each item at once, or for what stands in the same place of several lists; the results
   * come in that order, and asking for one that is not there yet blocks this thread. Options come last. After an error, and where
   * the loop is left, what has not begun is cancelled.
   */
  map<T, R>(fn: (item: T) => R, items: Iterable<T>, options?: MapOptions): IterableIterator<Awaited<R>>;
  map<A extends readonly unknown[], R>(
    fn: (...args: A) => R,
    ...lists: readonly [...Lists<A>] | readonly [...Lists<A>, MapOptions]
  ): IterableIterator<Awaited<R>>;
  map<R>(fn: (...args: never[]) => R, ...given: readonly unknown[]): IterableIterator<Awaited<R>> {
    const { lists, options } = mapArguments(given);
    const ends = until(options);
    return results(
      rowsOf(lists).map((row) => this.submit(fn as Work<readonly unknown[], R>, ...row)),
      ends,
    );
  }

  /**
   * CPython: `Executor.shutdown(wait=True, cancel_futures=False)`. What it gives settles when every call is over, or at once where
   * `wait` is false: await it, or this thread goes on meanwhile.
   */
  shutdown(given: boolean | ShutdownOptions | null = null): Promise<void> {
    const { wait: waits = true, cancelFutures = false } = shutdownOptions(given);
    const over = this.close(Boolean(cancelFutures));
    return waits ? over : Promise.resolve();
  }

  /** CPython: leaving `with executor:`, which blocks this thread until every call is over. */
  [Symbol.dispose](): void {
    void this.shutdown();
    this.drain();
  }

  /** As leaving `with executor:`, but only the task that awaits it waits. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }
}

/** CPython: `concurrent.futures.ThreadPoolExecutor`. Its threads start when they are needed. */
export class ThreadPoolExecutor extends PoolExecutor implements DefaultExecutor {
  constructor(given: Given = null) {
    const { workers, prefix } = read(given, defaultThreads());
    super('thread', workers, prefix ?? `ThreadPoolExecutor-${pools++}`);
  }

  /** @internal Only of threads can a loop's default pool be. */
  submitIn<A extends readonly unknown[], R>(_: Context, fn: Work<A, R>, ...args: A): CallFuture<Awaited<R>> {
    return this.submit(fn, ...args);
  }
}

/** CPython: `concurrent.futures.ProcessPoolExecutor`. Its processes share no memory with this one. */
export class ProcessPoolExecutor extends PoolExecutor {
  constructor(given: Given = null) {
    const { workers, prefix } = read(given, power().cores);
    super('process', workers, prefix ?? 'SpawnProcess');
  }
}

function read(given: Given, usual: number): { readonly workers: number; readonly prefix: string | undefined } {
  const options: ExecutorOptions = isOptions(given) ? given : { maxWorkers: given };
  const workers = options.maxWorkers ?? usual;
  return {
    workers: countPassed('maxWorkers', workers, 1, 'maxWorkers must be greater than 0'),
    prefix: options.threadNamePrefix || undefined,
  };
}

function shutdownOptions(given: unknown): ShutdownOptions {
  if (given === null || given === undefined) return {};
  if (typeof given === 'boolean') return { wait: given };
  if (isOptions(given)) return given;
  throw new TypeError(`shutdown() takes { wait, cancelFutures }, not ${repr(given)}`);
}

function mapArguments(given: readonly unknown[]): {
  readonly lists: readonly Iterable<unknown>[];
  readonly options: MapOptions;
} {
  const last = given.at(-1);
  const hasOptions = isOptions(last) && !(Symbol.iterator in last);
  const lists = hasOptions || last === undefined ? given.slice(0, -1) : given;
  if (lists.length === 0) throw new TypeError('map() needs at least one list, as pool.map(f, [1, 2, 3])');
  for (const list of lists)
    if (typeof (list as Partial<Iterable<unknown>> | null)?.[Symbol.iterator] !== 'function')
      throw new TypeError(`map() takes lists, as pool.map(f, [1, 2, 3]), not ${repr(list)}`);
  return { lists: lists as readonly Iterable<unknown>[], options: hasOptions ? last : {} };
}

/** Python: `zip`. What comes first of each list, then what comes second, until one is over. */
function rowsOf(lists: readonly Iterable<unknown>[]): unknown[][] {
  const [first, ...others] = lists;
  const rest = others.map((list) => list[Symbol.iterator]());
  const rows: unknown[][] = [];
  for (const item of first!) {
    const row = [item];
    for (const each of rest) {
      const { done, value } = each.next();
      if (done === true) return rows;
      row.push(value);
    }
    rows.push(row);
  }
  return rows;
}

/** CPython: `Executor.map`'s `result_iterator`. */
function* results<R>(futures: readonly CallFuture<R>[], ends: number | null): IterableIterator<R> {
  let next = 0;
  try {
    while (next < futures.length) yield resultOrCancel(futures[next++]!, ends);
  } finally {
    for (; next < futures.length; next++) futures[next]!.cancel();
  }
}

/** CPython: `_result_or_cancel`. */
function resultOrCancel<R>(future: CallFuture<R>, ends: number | null): R {
  try {
    return future.result(ends === null ? null : ends - power().now());
  } finally {
    future.cancel();
  }
}

interface WaitOptions {
  /** Seconds. */
  readonly timeout?: number | null;
  readonly returnWhen?: ReturnWhen;
}

type ReturnWhen = typeof ALL_COMPLETED | typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION;

/** CPython: `concurrent.futures.wait`. Blocks this thread. */
export function wait<T>(
  futures: Iterable<Future<T>>,
  given: number | null | WaitOptions = null,
  when?: ReturnWhen,
): { readonly done: Set<Future<T>>; readonly notDone: Set<Future<T>> } {
  const all = new Set(poolFutures(futures));
  const ends = until(given);
  const returnWhen = when ?? (isOptions(given) ? given.returnWhen : undefined) ?? ALL_COMPLETED;
  if (returnWhen !== ALL_COMPLETED && returnWhen !== FIRST_COMPLETED && returnWhen !== FIRST_EXCEPTION)
    throw new ValueError(`Invalid return condition: ${repr(returnWhen)}`);
  for (;;) {
    power().calls.poll();
    const done = new Set([...all].filter((future) => future._isOver));
    const notDone = new Set([...all].filter((future) => !future._isOver));
    if (isEnough(all, done, returnWhen) || !waitForOne([...notDone], ends, returnWhen === ALL_COMPLETED))
      return { done, notDone };
  }
}

function isEnough<T>(all: Set<Future<T>>, done: Set<Future<T>>, returnWhen: ReturnWhen): boolean {
  if (done.size === all.size) return true;
  if (returnWhen === FIRST_COMPLETED) return done.size > 0;
  return (
    returnWhen === FIRST_EXCEPTION && [...done].some((future) => !future.cancelled() && future.exception() !== null)
  );
}

/** CPython: `concurrent.futures.as_completed`. Gives futures as they are done; asking for the next one blocks this thread. */
export function asCompleted<T>(futures: Iterable<Future<T>>, timeout?: Timeout): IterableIterator<Future<T>> {
  return completed([...new Set(poolFutures(futures))], until(timeout));
}

function* completed<T>(futures: readonly Future<T>[], ends: number | null): IterableIterator<Future<T>> {
  let left = futures;
  while (left.length > 0) {
    power().calls.poll();
    const done = left.filter((future) => future._isOver);
    left = left.filter((future) => !future._isOver);
    yield* done;
    if (done.length === 0 && !waitForOne(left, ends))
      throw new TimeoutError(`${left.length} (of ${futures.length}) futures unfinished`);
  }
}

function poolFutures<T>(given: Iterable<Future<T>>): readonly Future<T>[] {
  if (given instanceof Future || typeof given?.[Symbol.iterator] !== 'function')
    throw new TypeError(`a list of futures is needed, as [future], not ${repr(given)}`);
  const futures = [...given];
  for (const each of futures)
    if (!(each instanceof Future))
      throw new TypeError(
        `only futures that a pool gave can be waited for here, not ${repr(each)}: those of a loop are awaited, by asyncio's wait`,
      );
  return futures;
}

/** When the wait is over, on the run's clock; null: never. */
function until(timeout: Timeout): number | null {
  const seconds = timeoutPassed(timeout);
  return seconds === null ? null : power().now() + seconds;
}

/** Blocks until one more is done; false: the time is up. `wantsAll`: it need not be the first that is, but rather the last. */
function waitForOne<T>(futures: readonly Future<T>[], ends: number | null, wantsAll = false): boolean {
  const calls = futures.flatMap((future) => (future instanceof CallFuture ? [future._call] : []));
  const timeout = ends === null ? null : ends - power().now();
  if (timeout !== null && timeout <= 0) return false;
  if (calls.length > 0) return power().calls.waitForAny(wantsAll ? calls.slice(-1) : calls, timeout);
  if (timeout === null) throw new DeadlockError('nothing can complete these futures while this thread waits for them');
  power().calls.pass(timeout);
  // Whoever made them may have completed them meanwhile, in a callback.
  return true;
}
