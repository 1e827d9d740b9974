import { atOnce } from './awaitables.ts';
import { checkSeconds } from './arguments.ts';
import { Coroutine, coroutineOf } from './coroutines.ts';
import { getRunningLoop, named, policy } from './events.ts';
import type { Handle } from './events.ts';
import { TimeoutError } from './exceptions.ts';
import { FINISHED, Future, LabelledFuture, PENDING } from './futures.ts';
import { INSPECT } from './repr.ts';
import { ensureFuture } from './tasks.ts';

export interface AsCompletedOptions {
  /** Seconds from now, for all together; null: none. What is not done then is `TimeoutError` where it is awaited. */
  readonly timeout?: number | null;
}

/** CPython: `_AsCompletedIterator`, with the part of a queue that it uses. */
class Completions<T> {
  readonly #toDo: Set<Future<T>>;
  readonly #timer: Handle | null = null;
  /** Done, and not taken; null stands for one that was not done in time. */
  readonly #done: (Future<T> | null)[] = [];
  readonly #getters: Future<void>[] = [];
  #left: number;

  constructor(works: Iterable<PromiseLike<T>>, timeout: number | null) {
    if (works instanceof Future || works instanceof Coroutine)
      throw new TypeError(
        `expects an iterable of awaitables, not ${works instanceof Future ? works._className : 'coroutine'}`,
      );
    if (timeout !== null) checkSeconds(timeout, 'the timeout of asCompleted()');
    const loop = policy.getEventLoop();
    this.#toDo = new Set([...new Set(works)].map((work) => ensureFuture(work, { loop })));
    this.#left = this.#toDo.size;
    for (const future of this.#toDo) future.addDoneCallback(this.#completed);
    if (this.#left > 0 && timeout !== null)
      this.#timer = loop._callAt(loop.time() + timeout, this.#timedOut, undefined, null, 'end of asCompleted');
  }

  /** Counts one more as handed out; false: there are no more. */
  takeOne(): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }

  /** The next that is done. */
  async next(): Promise<[Future<T>]> {
    while (this.#done.length === 0) await this.#turn();
    const future = this.#done.shift()!;
    if (future === null) throw new TimeoutError();
    return [future];
  }

  async #turn(): Promise<void> {
    const getter = new LabelledFuture<void>('asCompleted', getRunningLoop());
    this.#getters.push(getter);
    try {
      await atOnce(getter);
    } catch (error) {
      getter.cancel();
      const index = this.#getters.indexOf(getter);
      if (index >= 0) this.#getters.splice(index, 1);
      // It was woken and cannot take it: the next in line can.
      if (this.#done.length > 0 && !getter.cancelled()) this.#wakeNext();
      throw error;
    }
  }

  #put(future: Future<T> | null): void {
    this.#done.push(future);
    this.#wakeNext();
  }

  #wakeNext(): void {
    for (let getter = this.#getters.shift(); getter !== undefined; getter = this.#getters.shift()) {
      if (getter._state !== PENDING) continue;
      getter._complete(FINISHED, undefined);
      return;
    }
  }

  readonly #completed = named('asCompleted', (future: Future<T>): void => {
    if (!this.#toDo.delete(future)) return;
    this.#put(future);
    if (this.#toDo.size === 0) this.#timer?.cancel();
  });

  readonly #timedOut = named('asCompleted', (): void => {
    for (const future of this.#toDo) {
      future.removeDoneCallback(this.#completed);
      this.#put(null);
    }
    this.#toDo.clear();
  });
}

const PRINTED = { [INSPECT]: () => '<_AsCompletedIterator object>' };

/**
 * CPython: `for c in asyncio.as_completed(aws)`. Runs all at once; each `await` of what it yields gives the result, or
 * raises the error, of the next that ends.
 */
export function asCompleted<W extends PromiseLike<unknown>>(
  works: Iterable<W>,
  options?: AsCompletedOptions,
): IterableIterator<Coroutine<Awaited<W>>>;
export function asCompleted(
  works: Iterable<PromiseLike<unknown>>,
  { timeout = null }: AsCompletedOptions = {},
): IterableIterator<Coroutine<unknown>> {
  const completions = new Completions(works, timeout);
  return {
    next() {
      if (!completions.takeOne()) return { done: true, value: undefined };
      return {
        done: false,
        value: coroutineOf('asCompleted', async () => (await completions.next())[0].result()),
      };
    },
    [Symbol.iterator]() {
      return this;
    },
    ...PRINTED,
  };
}

/**
 * CPython: `async for task in asyncio.as_completed(aws)`. Yields the futures and tasks themselves, done, in the order in
 * which they end; each in an array, or `for await` would await it.
 */
export function asCompletedTasks<W extends PromiseLike<unknown>>(
  works: Iterable<W>,
  options?: AsCompletedOptions,
): AsyncIterableIterator<[Future<Awaited<W>>]>;
export function asCompletedTasks(
  works: Iterable<PromiseLike<unknown>>,
  { timeout = null }: AsCompletedOptions = {},
): AsyncIterableIterator<[Future<unknown>]> {
  const completions = new Completions(works, timeout);
  return {
    async next() {
      if (!completions.takeOne()) return { done: true, value: undefined };
      return { done: false, value: await completions.next() };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    ...PRINTED,
  };
}
