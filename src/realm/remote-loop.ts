/** The main thread's loop and its futures, as another thread sees them: what is safe from there, and what CPython makes of the rest. */
import { EventLoop } from '../asyncio/base-events.ts';
import type { ConcurrentFuture } from '../asyncio/concurrent-futures.ts';
import type { Coroutine } from '../asyncio/coroutines.ts';
import { RuntimeError } from '../asyncio/exceptions.ts';
import { Future } from '../asyncio/futures.ts';
import { warn } from '../asyncio/warnings.ts';
import { OwnWeakMap } from './own-collections.ts';
import { numberPassed } from './question-arguments.ts';

/** What they need of the thread that they are in; set by `calls.ts`, which knows both. */
export interface Way {
  callSoon(loop: number, fn: unknown, args: readonly unknown[]): void;
  /** `method` of a future; `wakes`: as `callSoon`, else without the loop's knowledge. */
  callMethod(loop: number, future: number, method: string, args: readonly unknown[], wakes: boolean): void;
  /** `method` of a loop. */
  callLoop(loop: number, method: string): void;
  /** The run's clock, seconds. */
  now(): number;
  runCoroutine<T>(loop: number, work: Coroutine<T>): ConcurrentFuture<T>;
}

export const way: { current: Way | null } = { current: null };

function there(): Way {
  if (way.current === null) throw new RuntimeError('this loop cannot be reached from here');
  return way.current;
}

/** What can be handed to `loop.callSoonThreadsafe`, of a future and of a loop. */
const FUTURE_METHODS = ['setResult', 'setException', 'cancel'] as const;
const LOOP_METHODS = ['stop'] as const;
/** `future` 0: a method of the loop. */
const methods = new OwnWeakMap<object, { readonly future: number; readonly method: string }>();

type Method = (...args: readonly unknown[]) => void;

/**
 * CPython: an event loop that is used from a thread which does not run it. What is safe from there is here; everything else that
 * a loop can do raises `RuntimeError`, in words.
 *
 * Differs: whether the loop is closed is not known here, so that `callSoonThreadsafe` raises nothing then.
 */
export class RemoteLoop {
  readonly #number: number;
  declare readonly stop: Method;

  constructor(number: number) {
    this.#number = numberPassed(number);
    for (const method of LOOP_METHODS) {
      const bound: Method = () => {
        throw new RuntimeError(
          `loop.${method}() is not thread-safe, and this thread does not run the loop: write loop.callSoonThreadsafe(loop.${method})`,
        );
      };
      methods.set(bound, { future: 0, method });
      Object.defineProperty(this, method, { value: bound });
    }
    Object.freeze(this);
  }

  /** @internal */
  get _number(): number {
    return this.#number;
  }

  /** CPython: `loop.call_soon_threadsafe`. `fn` is a function of the file's top, `loop.stop`, or a method of a future that was handed over. */
  callSoonThreadsafe(fn: unknown, ...args: readonly unknown[]): void {
    const method = typeof fn === 'function' ? methods.get(fn) : undefined;
    if (method === undefined) there().callSoon(this.#number, fn, args);
    else if (method.future === 0) there().callLoop(this.#number, method.method);
    else there().callMethod(this.#number, method.future, method.method, args, true);
  }

  /** CPython: `loop.time`. All loops of a run have one clock. */
  time(): number {
    return there().now();
  }

  /** @internal For `runCoroutineThreadsafe`. */
  _runCoroutine<T>(work: Coroutine<T>): ConcurrentFuture<T> {
    return there().runCoroutine(this.#number, work);
  }

  /** CPython raises this in debug mode only. */
  callSoon(): never {
    throw new RuntimeError(
      'Non-thread-safe operation invoked on an event loop other than the current one: use callSoonThreadsafe',
    );
  }

  toString(): string {
    return '<EventLoop of the main thread>';
  }
}

/**
 * CPython: a future of another thread's loop. Its methods called from here are what they are in CPython: the outcome is set, but
 * the loop that waits is not woken, and sees it when something else wakes it. There is a warning of it. Hand them to
 * `loop.callSoonThreadsafe` instead.
 *
 * Differs: what it came to is known in its own thread only, and so asking raises `RuntimeError`.
 */
export class RemoteFuture {
  readonly #number: number;
  declare readonly setResult: Method;
  declare readonly setException: Method;
  declare readonly cancel: Method;

  constructor(number: number) {
    this.#number = numberPassed(number);
    for (const method of FUTURE_METHODS) {
      const bound: Method = (...args) => {
        there().callMethod(0, number, method, args, false);
        warn('RuntimeWarning', notThreadSafe(method));
      };
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

/** @internal `text/error-words.ts` has the same in Chinese. */
export function notThreadSafe(method: string): string {
  const more = method === 'cancel' ? '' : ', …';
  return `future.${method}() is not thread-safe: the loop is not woken by it. Write loop.callSoonThreadsafe(future.${method}${more})`;
}

function refuse(remote: object, name: string, why: string): void {
  const value = (): never => {
    throw new RuntimeError(why);
  };
  Object.defineProperty(remote, name, { value });
}

/** What else the class has, and each object of it has not by itself: `why` it cannot be had here. */
function refuseRest(remote: object, kind: object, own: readonly string[], why: (name: string) => string): void {
  for (const name of Object.getOwnPropertyNames(kind)) {
    const method: unknown = Object.getOwnPropertyDescriptor(kind, name)?.value;
    if (typeof method !== 'function' || name.startsWith('_') || name in remote || own.includes(name)) continue;
    refuse(remote, name, why(name));
  }
}

refuseRest(
  RemoteLoop.prototype,
  EventLoop.prototype,
  LOOP_METHODS,
  (name) =>
    `loop.${name}() can be called in the thread of the loop only: hand a function that calls it to loop.callSoonThreadsafe`,
);
refuseRest(
  RemoteFuture.prototype,
  Future.prototype,
  FUTURE_METHODS,
  (name) => `future.${name}() can be called in the thread of its loop only: what a future came to is known there`,
);
refuse(
  RemoteFuture.prototype,
  'then',
  "a future of the main thread's loop cannot be awaited here: pass its result, or use runCoroutineThreadsafe",
);
