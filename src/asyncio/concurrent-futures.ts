/**
 * What a pool of threads or processes gives for a call: CPython's `concurrent.futures`, as far as asyncio needs it. The
 * pools themselves are the host's (`driver.ts`); here is only the place where the outcome arrives.
 */
import type { Context } from './contextvars.ts';
import { CancelledError, InvalidStateError, RuntimeError, asError, endsLoop } from './exceptions.ts';
import { INSPECT } from './repr.ts';
import { logException } from './traceback.ts';

type State = 'pending' | 'running' | 'cancelled' | 'cancelled and notified' | 'finished';
type DoneCallback<T> = (future: ConcurrentFuture<T>) => unknown;

/** What is called: any function, of which a pool with other memory takes the text. */
export type Work<A extends readonly unknown[], R> = (...args: A) => R;

/**
 * CPython: `concurrent.futures.Executor`. Whatever has such a `submit` can be given to `runInExecutor`. Its futures are
 * completed outside of every handle.
 */
export interface Executor {
  submit<A extends readonly unknown[], R>(fn: Work<A, R>, ...args: A): ConcurrentFuture<Awaited<R>>;
}

/** What `toThread` and `runInExecutor(null, …)` use: CPython's `ThreadPoolExecutor`. Every loop has one of its own. */
export interface DefaultExecutor extends Executor {
  /** As `submit`, with the values of context variables that the call sees. */
  submitIn<A extends readonly unknown[], R>(context: Context, fn: Work<A, R>, ...args: A): ConcurrentFuture<Awaited<R>>;
  /** Takes no more calls. Settles when those that run are over. */
  shutdown(): PromiseLike<void>;
}

/**
 * CPython: `concurrent.futures.Future`. Its callbacks run at once, wherever it is completed; `wrapFuture` makes something
 * of it that a task can await. Differs: `result()` does not wait, which would stop the only thread that there is here.
 */
export class ConcurrentFuture<T> {
  #state: State = 'pending';
  #result: T | undefined;
  #error: unknown = null;
  #failed = false;
  #callbacks: DoneCallback<T>[] = [];

  /** @internal As `done`, whoever may have made that a question. */
  get _isOver(): boolean {
    return this.#state === 'finished' || this.cancelled();
  }

  /** @internal */
  get _isRunning(): boolean {
    return this.#state === 'running';
  }

  /** Unless it runs or is over: true. */
  cancel(): boolean {
    if (this.#state === 'running' || this.#state === 'finished') return false;
    if (this.#state === 'pending') {
      this.#state = 'cancelled';
      this.#callBack();
    }
    return true;
  }

  cancelled(): boolean {
    return this.#state === 'cancelled' || this.#state === 'cancelled and notified';
  }

  running(): boolean {
    return this.#state === 'running';
  }

  done(): boolean {
    return this._isOver;
  }

  /** The result; raises what the call raised, `CancelledError`, or `InvalidStateError` while there is none. */
  result(): T {
    this.#checkDone();
    if (this.#failed) throw this.#error;
    return this.#result as T;
  }

  /** What the call raised, or null; raises `CancelledError` and `InvalidStateError` as `result` does. */
  exception(): Error | null {
    this.#checkDone();
    return this.#failed ? asError(this.#error) : null;
  }

  /** `callback(this)` is called when it is done, at once, or now if it is. */
  addDoneCallback(callback: DoneCallback<T>): void {
    if (this._isOver) this.#call(callback);
    else this.#callbacks.push(callback);
  }

  /** For pools: the call begins now. False: it was cancelled, and must not. */
  setRunningOrNotifyCancel(): boolean {
    if (this.#state === 'cancelled') {
      this.#state = 'cancelled and notified';
      return false;
    }
    if (this.#state !== 'pending') throw new RuntimeError('Future in unexpected state');
    this.#state = 'running';
    return true;
  }

  /** For pools: what the call returned. */
  setResult(result: T): void {
    this.#finish();
    this.#result = result;
    this.#callBack();
  }

  /** For pools: what the call raised. */
  setException(error: unknown): void {
    this.#finish();
    this.#error = error;
    this.#failed = true;
    this.#callBack();
  }

  #finish(): void {
    if (this._isOver) throw new InvalidStateError(`${this.#state}: ${this}`);
    this.#state = 'finished';
  }

  #checkDone(): void {
    if (this.cancelled()) throw new CancelledError();
    if (!this._isOver)
      throw new InvalidStateError(
        'the call is not over, and waiting here would stop the loop: await wrapFuture(future)',
      );
  }

  #callBack(): void {
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) this.#call(callback);
  }

  #call(callback: DoneCallback<T>): void {
    try {
      callback(this);
    } catch (error) {
      if (endsLoop(error)) throw error;
      logException(`exception calling callback for ${this}`, error);
    }
  }

  toString(): string {
    const outcome =
      this.#state !== 'finished' ? '' : this.#failed ? ` raised ${asError(this.#error).name}` : ' returned';
    return `<Future state=${this.#state}${outcome}>`;
  }

  [INSPECT](): string {
    return this.toString();
  }
}
