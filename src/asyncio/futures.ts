/**
 * Futures: results that are not there yet. Tasks wait for them; whoever has the result sets it.
 */
import { Awaitable, deliver } from './awaitables.ts';
import type { Reject, Resolve } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import { active, copyContext } from './contextvars.ts';
import type { Context } from './contextvars.ts';
import { current, named, policy } from './events.ts';
import { CancelledError, InvalidStateError, RuntimeError, asError } from './exceptions.ts';
import { repr, shortRepr } from './repr.ts';

export const PENDING = 0;
export const FINISHED = 1;
export const FAILED = 2;
export const CANCELLED = 3;
export type FutureState = 0 | 1 | 2 | 3;

/** Something parked on a future: a task, or code outside all tasks. */
export interface Waiter {
  /** Schedules the wake-up; `future` is done. */
  _wake(future: Future<unknown>): void;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a callback may name its future's type
export type DoneCallback = (future: any) => unknown;

/** What is waited for, in a word, and until when at most (loop time), if that is known. */
export interface Wait {
  readonly what: string;
  readonly until: number | null;
}

const ANY_FUTURE: Wait = { what: 'future', until: null };

/** Pending futures that were awaited by themselves or in another loop. Null until that happens. */
let misused: WeakSet<Future<unknown>> | null = null;

/** CPython leaves such a future marked: until it is done, whoever awaits it next gets an error too. */
export function markMisused(future: Future<unknown>): void {
  misused ??= new WeakSet();
  misused.add(future);
}

/** CPython: `asyncio.Future`. */
export class Future<T> extends Awaitable<T> {
  /** @internal */ _wait: Wait = ANY_FUTURE;
  /** @internal */ readonly _loop: EventLoop;
  /** @internal */ _state: FutureState = PENDING;
  /** @internal The result, or the error. */ _value: unknown = undefined;
  /** @internal */ _cancelMessage: unknown = undefined;
  /** @internal The error that cancelled it, to be raised once. */ _cancelledError: CancelledError | null = null;
  /** @internal */ _neverRetrieved = false;
  // The callbacks, each with its context; the context of a waiter is null. One is the common case and needs no array.
  /** @internal */ _callback: DoneCallback | Waiter | null = null;
  /** @internal */ _callbackContext: Context | null = null;
  /** @internal */ _moreCallbacks: (DoneCallback | Waiter | Context | null)[] | null = null;

  /** Belongs to the current loop (`getEventLoop`) unless `loop` is given. */
  constructor(loop: EventLoop = policy.getEventLoop()) {
    super();
    this._loop = loop;
  }

  /** What kind of thing one waits for here: `future`, `task`, `sleep`, `gather`, …. */
  get what(): string {
    return this._wait.what;
  }

  /** The time of the loop's clock at which it is surely done, if that is known. */
  get until(): number | null {
    return this._wait.until;
  }

  getLoop(): EventLoop {
    return this._loop;
  }

  done(): boolean {
    return this._state !== PENDING;
  }

  cancelled(): boolean {
    return this._state === CANCELLED;
  }

  /** The result; raises the error that was set, `CancelledError`, or `InvalidStateError` while there is none. */
  result(): T {
    if (this._state === FINISHED) return this._value as T;
    if (this._state === PENDING) throw new InvalidStateError('Result is not set.');
    throw this._takeError();
  }

  /** The error that was set, or null; raises `CancelledError` or `InvalidStateError` as `result` does. */
  exception(): Error | null {
    if (this._state === FINISHED) return null;
    if (this._state === PENDING) throw new InvalidStateError('Exception is not set.');
    const error = this._takeError();
    if (this._state === CANCELLED) throw error;
    return asError(error);
  }

  setResult(value: T): void {
    if (this._state !== PENDING) throw new InvalidStateError('invalid state');
    this._complete(FINISHED, value);
  }

  /** `error` may also be a class, of which an instance is made. Raised wherever the future is awaited. */
  setException(error: Error | (new () => Error)): void {
    if (this._state !== PENDING) throw new InvalidStateError('invalid state');
    const instance = typeof error === 'function' ? new error() : error;
    if (!(instance instanceof Error)) throw new TypeError('invalid exception object');
    this._complete(FAILED, instance);
    this._expectRetrieval();
  }

  /** Asks for the end of it: true, unless it is done already. */
  cancel(message?: unknown): boolean {
    this._retrieved();
    if (this._state !== PENDING) return false;
    this._cancelMessage = message;
    this._complete(CANCELLED, undefined);
    return true;
  }

  /** `callback(this)` is scheduled with the loop when this is done, or now if it is. */
  addDoneCallback(callback: (future: this) => unknown, options: { readonly context?: Context } = {}): void {
    const context = options.context ?? copyContext();
    if (this._state !== PENDING) this._loop._callWith(callback, this, context);
    else this._addCallback(callback, context);
  }

  /** How many times it was registered; it is not any more. */
  removeDoneCallback(callback: (future: this) => unknown): number {
    return this._removeCallback(callback);
  }

  toString(): string {
    return `<${this._className} ${this._stateText()}>`;
  }

  /** @internal As CPython calls it in texts. */
  get _className(): string {
    return 'Future';
  }

  /** @internal */
  _stateText(): string {
    switch (this._state) {
      case PENDING:
        return 'pending';
      case CANCELLED:
        return 'cancelled';
      case FAILED:
        return `finished exception=${repr(this._value)}`;
      case FINISHED:
        return `finished result=${shortRepr(this._value)}`;
    }
  }

  /** @internal */
  _await(resolve: Resolve, reject: Reject): void {
    if (this._state !== PENDING) {
      this.awaitedAt = 0;
      this._settle(resolve, reject);
      return;
    }
    if (misused?.has(this as Future<unknown>)) {
      reject(new RuntimeError("await wasn't used with future"));
      return;
    }
    const { task } = current;
    if (task === null) this._addCallback(new OutsideWaiter(this._loop, resolve, reject), null);
    else task._park(this as Future<unknown>, resolve, reject);
  }

  /** @internal It must be done. */
  _settle(resolve: Resolve, reject: Reject): void {
    if (this._state === FINISHED) deliver(resolve, this._value);
    else reject(this._takeError());
  }

  /** @internal What an `await` of this raises; it must have failed or been cancelled. The error is then no secret. */
  _takeError(): unknown {
    if (this._state === CANCELLED) return this._makeCancelledError();
    this._retrieved();
    return this._value;
  }

  /** @internal The error that cancelled it is given out once; after that a new one with the message, as in CPython. */
  _makeCancelledError(): CancelledError {
    const error = this._cancelledError;
    this._cancelledError = null;
    if (error !== null) return error;
    return this._cancelMessage == null ? new CancelledError() : new CancelledError(this._cancelMessage);
  }

  /** @internal */
  _complete(state: FutureState, value: unknown): void {
    this._state = state;
    this._value = value;
    this._scheduleCallbacks();
  }

  /** @internal Says what is waited for here, for whoever watches. */
  _standsFor(what: string, until: number | null = null): this {
    this._wait = { what, until };
    return this;
  }

  /** @internal The loop will complain at its end if nobody looks at the error. */
  _expectRetrieval(): void {
    this._neverRetrieved = true;
    this._loop._neverRetrieved.add(this as Future<unknown>);
  }

  /** @internal */
  _retrieved(): void {
    if (!this._neverRetrieved) return;
    this._neverRetrieved = false;
    this._loop._neverRetrieved.delete(this as Future<unknown>);
  }

  /** @internal */
  _addCallback(callback: DoneCallback | Waiter, context: Context | null): void {
    if (this._callback === null && this._moreCallbacks === null) {
      this._callback = callback;
      this._callbackContext = context;
    } else (this._moreCallbacks ??= []).push(callback, context);
  }

  /** @internal */
  _removeCallback(callback: DoneCallback | Waiter): number {
    let removed = 0;
    if (this._callback === callback) {
      this._callback = null;
      this._callbackContext = null;
      removed++;
    }
    const more = this._moreCallbacks;
    if (more === null) return removed;
    const kept: typeof more = [];
    for (let i = 0; i < more.length; i += 2) {
      if (more[i] === callback) removed++;
      else kept.push(more[i]!, more[i + 1]!);
    }
    this._moreCallbacks = kept.length > 0 ? kept : null;
    return removed;
  }

  /** @internal */
  _scheduleCallbacks(): void {
    const callback = this._callback;
    const more = this._moreCallbacks;
    if (callback !== null) {
      const context = this._callbackContext;
      this._callback = null;
      this._callbackContext = null;
      this._scheduleCallback(callback, context);
    }
    if (more === null) return;
    this._moreCallbacks = null;
    for (let i = 0; i < more.length; i += 2)
      this._scheduleCallback(more[i] as DoneCallback | Waiter, more[i + 1] as Context | null);
  }

  /** @internal */
  _scheduleCallback(callback: DoneCallback | Waiter, context: Context | null): void {
    if (context === null) (callback as Waiter)._wake(this as Future<unknown>);
    else this._loop._callWith(callback as DoneCallback, this, context);
  }
}

/** Code outside all tasks (top-level code, an async callback) that waits for a future. Resumes by a callback of the loop. */
export class OutsideWaiter implements Waiter {
  readonly #home = current.loop;
  readonly #context = active.context;
  readonly #loop: EventLoop;
  readonly #resolve: Resolve;
  readonly reject: Reject;

  constructor(loop: EventLoop, resolve: Resolve, reject: Reject) {
    this.#loop = loop;
    this.#resolve = resolve;
    this.reject = reject;
    loop._outsideWaiters.add(this);
  }

  /** @internal */
  _wake(future: Future<unknown>): void {
    this.#loop._outsideWaiters.delete(this);
    this.#loop._callWith(this.#resume, future, this.#context)._label = 'wake code outside tasks';
  }

  readonly #resume = named('resume', (future: Future<unknown>): void => {
    current.loop = this.#home;
    future._settle(this.#resolve, this.reject);
  });
}

/** CPython: `asyncio.isfuture`. */
export function isFuture(x: unknown): x is Future<unknown> {
  return x instanceof Future;
}
