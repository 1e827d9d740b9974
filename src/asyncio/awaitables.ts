/**
 * What can be awaited: futures, tasks and coroutines. They are no native promises, so that `await` asks *them* to
 * deliver: that is how a loop decides when a task goes on.
 */
import type { PlaceMark } from './instrument.ts';
import { INSPECT } from './repr.ts';

export type Resolve = (value: unknown) => void;
export type Reject = (error: unknown) => void;

/** True while a value is handed over: `resolve()` then takes a task or future as a plain value and does not await it. */
let handingOver = false;

/** Resolves with exactly `value`, be it an awaitable. */
export function deliver(resolve: Resolve, value: unknown): void {
  if (typeof value === 'object' && value instanceof Awaitable) {
    handingOver = true;
    try {
      resolve(value);
    } finally {
      handingOver = false;
    }
  } else resolve(value);
}

/**
 * What our own code awaits. JavaScript asks an awaitable a microtask after the `await`, when the code of another task may run;
 * this asks at once. What is no awaitable is given back.
 */
export function atOnce<T>(awaited: T | PromiseLike<T>): T | PromiseLike<T> {
  if (!(awaited instanceof Awaitable)) return awaited;
  return new Promise<T>((resolve, reject) => awaited._await(resolve as Resolve, reject));
}

/** CPython: `collections.abc.Awaitable`. Meant for `await`: calling `then` directly waits in the current task. */
export abstract class Awaitable<T> implements PromiseLike<T> {
  /** Where it is awaited; set just before an `await` by whoever instruments the program, and taken by the task. */
  awaitedAt: PlaceMark = 0;

  /** @internal How an `await` takes the outcome: at once, or when a loop calls. */
  abstract _await(resolve: Resolve, reject: Reject): void;

  get then(): PromiseLike<T>['then'] {
    return (handingOver ? undefined : then) as PromiseLike<T>['then'];
  }

  abstract toString(): string;

  [INSPECT](): string {
    return this.toString();
  }
}

/** `await` gives two functions and asks for nothing; who calls this by hand may leave one out, and wants a promise. */
function then(
  this: Awaitable<unknown>,
  resolve?: Resolve | null,
  reject?: Reject | null,
): PromiseLike<unknown> | undefined {
  if (typeof resolve !== 'function' || typeof reject !== 'function')
    return new Promise((done, failed) => this._await(done, failed)).then(resolve, reject);
  this._await(resolve, reject);
  return undefined;
}

/** The native promise of a scope that is awaited in place (`taskGroup`, `timeout`), with room for the mark of its `await`. */
export type ScopePromise<R> = Promise<R> & { awaitedAt: PlaceMark };

/** Runs `body` at once; `scope.promise` is there when it asks for its own place. */
export function runScope<R>(scope: { promise: ScopePromise<unknown> | null }, body: () => Promise<R>): ScopePromise<R> {
  const promise = body() as ScopePromise<R>;
  void Object.defineProperty(promise, 'awaitedAt', { value: 0, writable: true });
  scope.promise = promise;
  return promise;
}
