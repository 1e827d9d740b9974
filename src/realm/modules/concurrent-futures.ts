/**
 * Python's `concurrent.futures`, as snippets import it: pools of real threads and of real processes. Source: CPython's
 * `Lib/concurrent/futures/{_base,thread,process}.py`. Evaluated inside the context.
 *
 * Differs: a function that is sent to a pool must be declared at the top of the file (as `ProcessPoolExecutor` demands of Python),
 * since a thread of JavaScript has a memory of its own; keyword arguments are one object.
 */
import { ConcurrentFuture as Future, type Work } from '../../asyncio/concurrent-futures.ts';
import { CancelledError, DeadlockError, InvalidStateError, TimeoutError } from '../../asyncio/exceptions.ts';
import { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION } from '../../asyncio/wait.ts';
import { BrokenExecutor, BrokenProcessPool, CallFuture } from '../calls.ts';
import { Pool, defaultThreads, power } from '../pool-client.ts';
import { countPassed, timeoutPassed } from '../question-arguments.ts';

export { ALL_COMPLETED, BrokenExecutor, BrokenProcessPool, CancelledError, FIRST_COMPLETED, FIRST_EXCEPTION, Future };
export { InvalidStateError, TimeoutError };

interface ExecutorOptions {
  /** How many workers there are at most. */
  readonly maxWorkers?: number | null;
  /** What the names of the workers begin with. */
  readonly threadNamePrefix?: string;
}

type Given = number | null | ExecutorOptions;

let pools = 0;

/** CPython: `concurrent.futures.Executor`. */
abstract class PoolExecutor extends Pool {
  /** CPython: `Executor.submit`. Calls `fn(...args)` in a worker; gives a future of it at once. */
  override submit<A extends readonly unknown[], R>(fn: Work<A, R>, ...args: A): CallFuture<Awaited<R>> {
    return super.submit(fn, ...args);
  }

  /**
   * CPython: `Executor.map`. Submits a call for each item at once; the results come in the order of the items, and asking
   * for one that is not there yet blocks this thread.
   */
  map<T, R>(fn: (item: T) => R, items: Iterable<T>): IterableIterator<Awaited<R>> {
    return results([...items].map((item) => this.submit(fn, item)));
  }

  /** CPython: `Executor.shutdown(wait=True)`: settles when every call is over. Await it, or this thread goes on meanwhile. */
  override shutdown(options: boolean | { readonly cancelFutures?: boolean } = false): Promise<void> {
    return super.shutdown(typeof options === 'boolean' ? options : (options.cancelFutures ?? false));
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
export class ThreadPoolExecutor extends PoolExecutor {
  constructor(given: Given = null) {
    const { workers, prefix } = read(given, defaultThreads());
    super('thread', workers, prefix ?? `ThreadPoolExecutor-${pools++}`);
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
  const options = typeof given === 'object' && given !== null ? given : { maxWorkers: given };
  const workers = options.maxWorkers ?? usual;
  return { workers: countPassed(workers, 1, 'maxWorkers must be greater than 0'), prefix: options.threadNamePrefix };
}

function* results<R>(futures: readonly CallFuture<R>[]): IterableIterator<R> {
  for (const future of futures) yield future.result();
}

interface WaitOptions {
  /** Seconds. */
  readonly timeout?: number | null;
  readonly returnWhen?: typeof ALL_COMPLETED | typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION;
}

/** CPython: `concurrent.futures.wait`. Blocks this thread. */
export function wait<T>(
  futures: Iterable<Future<T>>,
  { timeout = null, returnWhen = ALL_COMPLETED }: WaitOptions = {},
): { readonly done: Set<Future<T>>; readonly notDone: Set<Future<T>> } {
  const all = new Set(futures);
  const ends = until(timeout);
  const done = new Set<Future<T>>();
  for (;;) {
    power().calls.poll();
    for (const future of all) if (future._isOver) done.add(future);
    if (isEnough(all, done, returnWhen)) break;
    const left = [...all].filter((future) => !done.has(future));
    if (!waitForOne(left, ends, returnWhen === ALL_COMPLETED)) break;
  }
  return { done, notDone: new Set([...all].filter((future) => !done.has(future))) };
}

function isEnough<T>(all: Set<Future<T>>, done: Set<Future<T>>, returnWhen: string): boolean {
  if (done.size === all.size) return true;
  if (returnWhen === FIRST_COMPLETED) return done.size > 0;
  return (
    returnWhen === FIRST_EXCEPTION && [...done].some((future) => !future.cancelled() && future.exception() !== null)
  );
}

/** CPython: `concurrent.futures.as_completed`. Gives futures as they are done; asking for the next one blocks this thread. */
export function* asCompleted<T>(
  futures: Iterable<Future<T>>,
  options: { readonly timeout?: number | null } = {},
): IterableIterator<Future<T>> {
  let left = [...new Set(futures)];
  const total = left.length;
  const ends = until(options.timeout ?? null);
  while (left.length > 0) {
    power().calls.poll();
    const done = left.filter((future) => future._isOver);
    left = left.filter((future) => !future._isOver);
    yield* done;
    if (done.length === 0 && !waitForOne(left, ends))
      throw new TimeoutError(`${left.length} (of ${total}) futures unfinished`);
  }
}

/** When the wait is over, on the run's clock; null: never. */
function until(timeout: number | null): number | null {
  const seconds = timeoutPassed(timeout);
  return seconds === null ? null : power().now() + seconds;
}

/** Blocks until one more is done; false: the time is up. `wantsAll`: it need not be the first that is. */
function waitForOne<T>(futures: readonly Future<T>[], ends: number | null, wantsAll = false): boolean {
  const calls = futures.flatMap((future) => (future instanceof CallFuture ? [future._call] : []));
  const timeout = ends === null ? null : ends - power().now();
  if (timeout !== null && timeout <= 0) return false;
  if (calls.length > 0) return power().calls.waitForAny(wantsAll ? calls.slice(0, 1) : calls, timeout);
  if (timeout === null) throw new DeadlockError('nothing can complete these futures while this thread waits for them');
  power().calls.pass(timeout);
  return false;
}
