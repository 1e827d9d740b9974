/**
 * Calls of plain async functions outside every asyncio task, as tasks of kind `async`. The engine runs them; the marks of
 * the compile step tell when one begins, waits, goes on and ends, and nothing here can change when that is: no promise is
 * made, none is subscribed to, no property of a value of the program's is read.
 *
 * Hence what is not known: when a promise settles that is no call's own, and which reactions of `.then` are queued. A task
 * counts as ready when it surely is: it awaits a plain value, or a call that has ended with one. Any other goes from waiting
 * to running at the moment it runs.
 */
import { takeHandleId } from '../asyncio/events.ts';
import type { Future } from '../asyncio/futures.ts';
import type { PlaceMark } from '../asyncio/instrument.ts';
import { takeTaskId, Task } from '../asyncio/tasks.ts';
import type { PlaceKeeper } from './places.ts';

/** What a task waits for; see `Wait` of the trace. `task` is the call whose promise it is, 0 where that is none. */
export interface NativeWait {
  readonly what: string;
  readonly until: number | null;
  readonly task: number;
}

/** Who is told. */
export interface NativeWatcher {
  nativeCreated(task: NativeTask, parent: NativeTask | null): void;
  nativeSuspended(task: NativeTask, wait: NativeWait): void;
  nativeQueued(task: NativeTask, microtask: number): void;
  /** `microtask` 0: it was not known to be queued. */
  nativeResumed(task: NativeTask, microtask: number): void;
  nativeEnded(task: NativeTask, failed: boolean, error: unknown): void;
  /** The future of asyncio's that code outside all tasks began to wait for since this was asked last, if any. */
  takeParked(): Future<unknown> | null;
}

// What a task is marked with.
const HAS_WAITED = 1;
const IS_SUSPENDED = 2;
const IS_OVER = 4;
/** It is over and its promise has its outcome; not so where it has returned what may be another promise. */
const HAS_SETTLED = 8;

/** There may be a hundred thousand of them, hence few fields. */
export class NativeTask {
  readonly id: number = takeTaskId();
  readonly name: string;
  /** Where it was called; 0: by no code of the program's. */
  readonly calledAt: PlaceMark;
  /** Where it waits, or waited last. */
  place: PlaceMark;
  /** Who goes on when this one stops; null once it has waited, since then it is the engine that goes on with it. */
  caller: NativeTask | null;
  /** The microtask that will resume it, if it is known to be queued; else 0. */
  microtask = 0;
  /** The call that it awaits. */
  awaited: NativeTask | null = null;
  /** Those that await this call, in order: one is the common case and needs no array. */
  waiters: NativeTask | NativeTask[] | null = null;
  marks = 0;

  constructor(name: string, calledAt: PlaceMark, place: PlaceMark, caller: NativeTask | null) {
    this.name = name;
    this.calledAt = calledAt;
    this.place = place;
    this.caller = caller;
  }
}

/** What a promise stands for: a call, or the name of what made it. */
type Source = NativeTask | string;

/** Held fast: a program may replace what is global. */
const NativePromise = Promise;
const { apply } = Reflect;
const { startsWith } = String.prototype;

export class NativeTasks {
  /** Whose code runs. Null: no call's, or that of an asyncio task. */
  current: NativeTask | null = null;
  /** The call that has returned to its caller last, until its promise was seen. */
  #returned: NativeTask | null = null;
  /** The one that an error is leaving, and the error. */
  #failing: NativeTask | null = null;
  #error: unknown = undefined;
  readonly #watcher: NativeWatcher;
  readonly #places: PlaceKeeper;
  readonly #sources = new WeakMap<object, Source>();
  /** The promise seen last is mostly awaited at once, and needs no map. */
  #seen: unknown = null;
  #seenSource: Source | null = null;

  constructor(watcher: NativeWatcher, places: PlaceKeeper) {
    this.#watcher = watcher;
    this.#places = places;
  }

  /** A function's body begins. */
  begin(name: string, calledAt: PlaceMark, place: PlaceMark): NativeTask {
    const caller = this.current;
    const task = new NativeTask(name, calledAt, place, caller);
    this.current = task;
    this.#watcher.nativeCreated(task, caller);
    return task;
  }

  /**
   * A call whose callee is written `name` gave `promise`. It is that of the call that has returned last, if that has the
   * name and was called on the line that runs: one that a function of the same name has called stands on another.
   */
  called(name: string, promise: unknown, isAwaited: boolean): void {
    const last = this.takeReturned();
    let source: Source;
    if (last !== null && last.name === name && last.calledAt === this.#places.line()) source = last;
    else if (promise instanceof NativePromise && apply(startsWith, name, ['Promise.'])) source = name;
    else return;
    if (isAwaited) {
      this.#seen = promise;
      this.#seenSource = source;
    } else this.#sources.set(promise as object, source);
  }

  /** The call that has returned to its caller last, if its promise was not seen yet. */
  takeReturned(): NativeTask | null {
    const returned = this.#returned;
    this.#returned = null;
    return returned;
  }

  /** What begins to wait, or is called, from here on is what an await makes of its value. */
  prepareAwait(): void {
    this.#returned = null;
    this.#watcher.takeParked();
  }

  /** `task` is about to await `value` at `task.place`; `call` if that is a coroutine that has begun there. */
  suspend(task: NativeTask, value: unknown, call: NativeTask | null): void {
    const future = this.#watcher.takeParked();
    const source = call ?? (future === null ? this.#sourceOf(value) : null);
    if (!this.#leave(task)) return;
    if (future !== null) {
      const { what, until } = future;
      this.#watcher.nativeSuspended(task, { what, until, task: future instanceof Task ? future.id : 0 });
    } else if (source instanceof NativeTask) {
      this.#watcher.nativeSuspended(task, { what: 'promise', until: null, task: source.id });
      this.#await(task, source);
    } else {
      this.#watcher.nativeSuspended(task, { what: source ?? whatOf(value), until: null, task: 0 });
      if (isPlain(value)) this.#queue(task);
    }
  }

  /** `for await` has asked for its next value, or an async generator has given one in the name of `task`. */
  suspendFor(task: NativeTask, what: string): void {
    this.#watcher.takeParked();
    if (this.#leave(task)) this.#watcher.nativeSuspended(task, { what, until: null, task: 0 });
  }

  /** Code of `task` runs from here on. */
  resume(task: NativeTask): void {
    this.current = task;
    if ((task.marks & IS_SUSPENDED) === 0) return;
    const { microtask } = task;
    task.marks &= ~IS_SUSPENDED;
    task.microtask = 0;
    task.awaited = null;
    this.#watcher.nativeResumed(task, microtask);
  }

  fail(task: NativeTask, error: unknown): void {
    this.resume(task);
    this.#failing = task;
    this.#error = error;
  }

  /** The function's body is left with `result`, unless it fails. */
  end(task: NativeTask, result: unknown): void {
    this.resume(task);
    const hasFailed = this.#failing === task;
    const error = this.#error;
    this.#failing = null;
    this.#error = undefined;
    this.#return(task);
    task.marks |= IS_OVER;
    this.#watcher.nativeEnded(task, hasFailed, error);
    if (hasFailed || isPlain(result)) this.#settle(task);
  }

  /** Whoever has called `task` or woken it goes on. False: there is nothing to tell of it. */
  #leave(task: NativeTask): boolean {
    this.#return(task);
    if ((task.marks & (IS_OVER | IS_SUSPENDED)) !== 0) return false;
    task.marks |= IS_SUSPENDED;
    return true;
  }

  #return(task: NativeTask): void {
    this.current = task.caller;
    if ((task.marks & HAS_WAITED) !== 0) return;
    task.marks |= HAS_WAITED;
    task.caller = null;
    this.#returned = task;
  }

  #settle(task: NativeTask): void {
    task.marks |= HAS_SETTLED;
    const { waiters } = task;
    task.waiters = null;
    if (waiters instanceof NativeTask) this.#settled(task, waiters);
    else if (waiters !== null)
      for (let index = 0; index < waiters.length; index++) this.#settled(task, waiters[index]!);
  }

  #sourceOf(value: unknown): Source | null {
    if (!(value instanceof NativePromise)) return null;
    if (value !== this.#seen) return this.#sources.get(value) ?? null;
    const source = this.#seenSource;
    this.#seen = this.#seenSource = null;
    return source;
  }

  #await(task: NativeTask, call: NativeTask): void {
    if ((call.marks & HAS_SETTLED) !== 0) return this.#queue(task);
    if ((call.marks & IS_OVER) !== 0) return;
    task.awaited = call;
    const { waiters } = call;
    if (waiters === null) call.waiters = task;
    else if (waiters instanceof NativeTask) call.waiters = [waiters, task];
    else waiters[waiters.length] = task;
  }

  #settled(call: NativeTask, waiter: NativeTask): void {
    if (waiter.awaited === call) this.#queue(waiter);
  }

  #queue(task: NativeTask): void {
    task.microtask = takeHandleId();
    this.#watcher.nativeQueued(task, task.microtask);
  }
}

/** Whether to await it takes one microtask, whatever it is. */
function isPlain(value: unknown): boolean {
  return (typeof value !== 'object' || value === null) && typeof value !== 'function';
}

/** An object may be one that has a `then`, which only the engine may look for. */
function whatOf(value: unknown): string {
  if (isPlain(value)) return 'microtask';
  return value instanceof NativePromise ? 'promise' : 'object';
}
