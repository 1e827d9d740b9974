/** The main thread's loop and its futures, as another thread sees them: what is safe from there, and what CPython makes of the rest. */
import { ConcurrentFuture } from '../asyncio/concurrent-futures.ts';
import type { Coroutine } from '../asyncio/coroutines.ts';
import { RuntimeError } from '../asyncio/exceptions.ts';
import { numberPassed } from './question-arguments.ts';

/** What they need of the thread that they are in; set by `calls.ts`, which knows both. */
export interface Way {
  callSoon(loop: number, fn: unknown, args: readonly unknown[]): void;
  /** `method` of a future; `wakes`: as `callSoon`, else without the loop's knowledge. */
  callMethod(loop: number, future: number, method: string, args: readonly unknown[], wakes: boolean): void;
  runCoroutine<T>(loop: number, work: Coroutine<T>): ConcurrentFuture<T>;
}

export const way: { current: Way | null } = { current: null };

function there(): Way {
  if (way.current === null) throw new RuntimeError('this loop cannot be reached from here');
  return way.current;
}

const METHODS = ['setResult', 'setException', 'cancel'] as const;
const methods = new WeakMap<object, { readonly future: number; readonly method: string }>();

/** CPython: an event loop that is used from a thread which does not run it. Only what is safe from there is here. */
export class RemoteLoop {
  readonly #number: number;

  constructor(number: number) {
    this.#number = numberPassed(number);
    Object.freeze(this);
  }

  /** @internal */
  get _number(): number {
    return this.#number;
  }

  /** CPython: `loop.call_soon_threadsafe`. `fn` is a function of the file's top, or a method of a future that was handed over. */
  callSoonThreadsafe(fn: unknown, ...args: readonly unknown[]): void {
    const method = typeof fn === 'function' ? methods.get(fn) : undefined;
    if (method === undefined) there().callSoon(this.#number, fn, args);
    else there().callMethod(this.#number, method.future, method.method, args, true);
  }

  /** @internal For `runCoroutineThreadsafe`. */
  _runCoroutine<T>(work: Coroutine<T>): ConcurrentFuture<T> {
    return there().runCoroutine(this.#number, work);
  }

  /** Whatever else a loop can do, it can do in its own thread only. */
  callSoon(): never {
    throw new RuntimeError(
      'Non-thread-safe operation invoked on an event loop other than the current one: use callSoonThreadsafe',
    );
  }

  toString(): string {
    return '<EventLoop of the main thread>';
  }
}

for (const name of ['callLater', 'callAt', 'createTask', 'createFuture', 'stop', 'runInExecutor'])
  Object.defineProperty(RemoteLoop.prototype, name, { value: RemoteLoop.prototype.callSoon });

type Method = (...args: readonly unknown[]) => void;

/**
 * CPython: a future of another thread's loop. Its methods called from here are what they are in CPython: the outcome is set, but
 * the loop that waits is not woken, and sees it when something else wakes it. Hand them to `loop.callSoonThreadsafe` instead.
 */
export class RemoteFuture {
  readonly #number: number;
  declare readonly setResult: Method;
  declare readonly setException: Method;
  declare readonly cancel: Method;

  constructor(number: number) {
    this.#number = numberPassed(number);
    for (const method of METHODS) {
      const bound: Method = (...args) => there().callMethod(0, number, method, args, false);
      methods.set(bound, { future: number, method });
      Object.defineProperty(this, method, { value: bound });
    }
  }

  /** @internal */
  get _number(): number {
    return this.#number;
  }

  toString(): string {
    return '<Future of the main thread>';
  }
}
