/**
 * Futures: results that are not there yet. Tasks wait for them; whoever has the result sets it.
 */
import { Awaitable, deliver } from './awaitables.ts';
import type { Reject, Resolve } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import { active, contextForNew } from './contextvars.ts';
import type { Context } from './contextvars.ts';
import { current, named, policy } from './events.ts';
import { CancelledError, InvalidStateError, RuntimeError, asError } from './exceptions.ts';
import { watcher } from './instrument.ts';
import type { PlaceMark } from './instrument.ts';
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

/**
 * The messages of requests to cancel that did not come to pass: the task ended otherwise. CPython keeps them in the task,
 * and `gather` may still raise them.
 */
export const unheeded = new WeakMap<Future<unknown>, unknown>();

/** A done callback, with the context to call it in. */
class Registration {
  readonly callback: DoneCallback;
  readonly context: Context;

  constructor(callback: DoneCallback, context: Context) {
    this.callback = callback;
    this.context = context;
  }
}

/** The error that cancelled a future: it is raised once. */
class RaisedCancellation {
  readonly error: CancelledError;

  constructor(error: CancelledError) {
    this.error = error;
  }
}

/** Pending futures that were awaited by themselves or in another loop. Null until that happens. */
let misused: WeakSet<Future<unknown>> | null = null;

/** CPython leaves such a future marked: until it is done, whoever awaits it next gets an error too. */
export function markMisused(future: Future<unknown>): void {
  misused ??= new WeakSet();
  misused.add(future);
}

/** In Python `future.set_result` remembers its future; here it is called without one. */
function lost(method: string): TypeError {
  return new TypeError(`${method} has lost its future: write () => future.${method}(…)`);
}

/** CPython: `asyncio.Future`. There may be a million of them, hence few fields. */
export class Future<T> extends Awaitable<T> {
  /** @internal */ readonly _loop: EventLoop;
  /** @internal */ _state: FutureState = PENDING;
  /**
   * @internal The result, or the error. Of a cancelled one the `RaisedCancellation`, or the message of the request; of a task
   * that is not done the message of the last request.
   */
  _value: unknown = undefined;
  // One is the common case and needs no array.
  #callbacks: Registration | Waiter | (Registration | Waiter)[] | null = null;

  /** Belongs to the current loop (`getEventLoop`) unless `loop` is given. */
  constructor(loop: EventLoop = policy.getEventLoop()) {
    super();
    this._loop = loop;
  }

  /** What kind of thing one waits for here: `future`, `task`, `sleep`, `gather`, …. */
  get what(): string {
    return 'future';
  }

  /** The time of the loop's clock at which it is surely done, if that is known. */
  get until(): number | null {
    return null;
  }

  /** CPython: `future.get_loop`. */
  getLoop(): EventLoop {
    return this._loop;
  }

  /** CPython: `future.done`. It has a result or an error, or was cancelled. */
  done(): boolean {
    return this._state !== PENDING;
  }

  /** CPython: `future.cancelled`. */
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

  /** CPython: `future.set_result`. `InvalidStateError` if it is done. */
  setResult(this: Future<T> | undefined, value: T): void {
    if (this === undefined) throw lost('setResult');
    if (this._state !== PENDING) throw new InvalidStateError('invalid state');
    this._complete(FINISHED, value);
  }

  /** `error` may also be a class, of which an instance is made. Raised wherever the future is awaited. */
  setException(this: Future<T> | undefined, error: Error | (new () => Error)): void {
    if (this === undefined) throw lost('setException');
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
    this._complete(CANCELLED, message);
    return true;
  }

  /** `callback(this)` is scheduled with the loop when this is done, or now if it is. */
  addDoneCallback(callback: (future: this) => unknown, options: { readonly context?: Context } = {}): void {
    const context = options.context ?? contextForNew();
    if (this._state !== PENDING) this._loop._callWith(callback, this, context);
    else this.#add(new Registration(callback, context));
  }

  /** How many times it was registered; it is not any more. */
  removeDoneCallback(callback: (future: this) => unknown): number {
    return this.#remove((it) => it instanceof Registration && it.callback === callback);
  }

  toString(): string {
    return `<${this._className} ${this._stateText()}>`;
  }

  /** @internal As CPython calls it in texts. */
  get _className(): string {
    return this.constructor.name;
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
    if (task === null) {
      watcher.current?.outsideSuspended?.(this as Future<unknown>);
      this._addWaiter(new OutsideWaiter(this as Future<unknown>, resolve, reject));
    } else task._park(this as Future<unknown>, resolve, reject);
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
    const how = this.#cancellation();
    if (how instanceof RaisedCancellation) {
      this._value = undefined;
      return how.error;
    }
    return how == null ? new CancelledError() : new CancelledError(how);
  }

  #cancellation(): unknown {
    return this._state === FINISHED || this._state === FAILED ? unheeded.get(this as Future<unknown>) : this._value;
  }

  /** @internal CPython: `_cancel_message`. It must have been cancelled. */
  get _cancelMessage(): unknown {
    return this._value instanceof RaisedCancellation ? undefined : this._value;
  }

  /** @internal The task's body let this cancellation pass. */
  _cancelledBy(error: CancelledError): void {
    this._complete(CANCELLED, new RaisedCancellation(error));
  }

  /** @internal The task that waited for this is about to go on, or is done. */
  _waitIsOver(): void {}

  /** @internal */
  _complete(state: FutureState, value: unknown): void {
    this._state = state;
    this._value = value;
    this._scheduleCallbacks();
  }

  /** @internal Whether somebody will be told of its end. */
  get _isAwaited(): boolean {
    return this.#callbacks !== null;
  }

  /** @internal The loop will complain at its end if nobody looks at the error. */
  _expectRetrieval(): void {
    this._loop._expectRetrievalOf(this as Future<unknown>);
  }

  /** @internal */
  _retrieved(): void {
    if (this._state === FAILED) this._loop._neverRetrieved.delete(this as Future<unknown>);
  }

  /** @internal */
  _addWaiter(waiter: Waiter): void {
    this.#add(waiter);
  }

  /** @internal */
  _removeWaiter(waiter: Waiter): void {
    this.#remove((it) => it === waiter);
  }

  #add(entry: Registration | Waiter): void {
    const callbacks = this.#callbacks;
    if (callbacks === null) this.#callbacks = entry;
    else if (Array.isArray(callbacks)) callbacks.push(entry);
    else this.#callbacks = [callbacks, entry];
  }

  #remove(matches: (entry: Registration | Waiter) => boolean): number {
    const callbacks = this.#callbacks;
    if (callbacks === null) return 0;
    const all = Array.isArray(callbacks) ? callbacks : [callbacks];
    const kept = all.filter((entry) => !matches(entry));
    this.#callbacks = kept.length > 0 ? kept : null;
    return all.length - kept.length;
  }

  /** @internal */
  _scheduleCallbacks(): void {
    const callbacks = this.#callbacks;
    if (callbacks === null) return;
    this.#callbacks = null;
    if (Array.isArray(callbacks)) for (const entry of callbacks) this.#schedule(entry);
    else this.#schedule(callbacks);
  }

  #schedule(entry: Registration | Waiter): void {
    if (entry instanceof Registration) this._loop._callWith(entry.callback, this, entry.context);
    else entry._wake(this as Future<unknown>);
  }
}

/** A future that the port makes for itself: it is called what it is called in CPython. */
export class OwnFuture<T> extends Future<T> {
  override get _className(): string {
    return 'Future';
  }
}

/** One that says for whoever watches what it is for. */
export class LabelledFuture<T> extends OwnFuture<T> {
  readonly #what: string;

  constructor(what: string, loop: EventLoop) {
    super(loop);
    this.#what = what;
  }

  override get what(): string {
    return this.#what;
  }
}

/** One that is surely done at `until`, a time of the loop's clock. */
export class TimedFuture<T> extends LabelledFuture<T> {
  readonly #until: number | null;

  constructor(what: string, until: number | null, loop: EventLoop) {
    super(what, loop);
    this.#until = until;
  }

  override get until(): number | null {
    return this.#until;
  }
}

/** Code outside all tasks (top-level code, an async callback) that waits for a future. Resumes by a callback of the loop. */
export class OutsideWaiter implements Waiter {
  readonly #home = current.loop;
  readonly #context = active.context;
  readonly #loop: EventLoop;
  readonly #resolve: Resolve;
  readonly reject: Reject;
  readonly future: Future<unknown>;
  /** Whose code it is, and where it waits. */
  readonly name = watcher.current?.functionOutside?.() ?? '';
  readonly place: PlaceMark = watcher.current?.here?.() ?? 0;

  constructor(future: Future<unknown>, resolve: Resolve, reject: Reject) {
    const { _loop: loop } = future;
    this.future = future;
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
    future._waitIsOver();
    future._settle(this.#resolve, this.reject);
  });
}

/** CPython: `asyncio.isfuture`. */
export function isFuture(x: unknown): x is Future<unknown> {
  return x instanceof Future;
}
