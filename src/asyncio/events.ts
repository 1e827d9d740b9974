/**
 * Handles: callbacks on their way through a loop. And what runs at this moment.
 */
import type { EventLoop } from './base-events.ts';
import { active, copyOf, outermost, untouched } from './contextvars.ts';
import type { Context } from './contextvars.ts';
import { RuntimeError } from './exceptions.ts';
import { watcher } from './instrument.ts';
import { INSPECT } from './repr.ts';
import type { Task } from './tasks.ts';

/**
 * The loop whose handle runs (null in top-level code and in handles of the default loop), and the task.
 * Set when a handle starts; true until its last microtask.
 */
export const current: { loop: EventLoop | null; task: Task<unknown> | null } = { loop: null, task: null };

active.adopt = (context) => {
  const { loop, task } = current;
  if (task === null) loop?._adoptContext(context);
  else if (task._context === untouched) task._context = context;
};

/**
 * Makes `task` the current one, or none (top-level code). For whoever resumes code behind the loop's back:
 * after an `await` of a native promise.
 */
export function enterTask(task: Task<unknown> | null): void {
  current.task = task;
  current.loop = task === null ? null : task._loop;
  active.context = task === null ? outermost : task._context;
}

/** CPython: `asyncio.get_running_loop`. Top-level code has none: `RuntimeError`. */
export function getRunningLoop(): EventLoop {
  if (current.loop === null) throw new RuntimeError('no running event loop');
  return current.loop;
}

/**
 * The loop of code that no loop runs, and where futures and tasks ask for it: CPython's `get_event_loop`, which
 * `event-loop-policy.ts` puts here, because it imports the loop itself.
 */
export const policy: { loop: EventLoop | null; getEventLoop: () => EventLoop } = {
  loop: null,
  getEventLoop: getRunningLoop,
};

/** What a handle does. `CALL` spreads its argument, `CALL_WITH` passes it; the others step `task`. */
export const CALL = 0;
export const CALL_WITH = 1;
export const START = 2;
/** The argument is the future that the task waited for. */
export const WAKE = 3;
/** The task gave way for one turn; the argument is what its `await` gives. */
export const TURN = 4;
/** The argument is thrown into the task. */
export const THROW = 5;
export type HandleKind = 0 | 1 | 2 | 3 | 4 | 5;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any function can be a callback
export type Callback = (...args: any[]) => unknown;

let handles = 0;

/** Handles are numbered on from here, so that those of several isolates can be told apart. */
export function numberHandlesFrom(number: number): void {
  handles = number;
}

/** The next number of a handle, also for who calls back by other ways than a loop. */
export function takeHandleId(): number {
  return ++handles;
}

/** CPython: `asyncio.Handle`. One callback in the ready queue, or (as `TimerHandle`) in the timer heap. */
export class Handle {
  /** From 1, in the order they were made, over all loops. */
  readonly id: number = takeHandleId();
  /** The task that this handle starts or wakes; of a sleep's timer, the task that sleeps. */
  readonly task: Task<unknown> | null;
  /** @internal */ readonly _loop: EventLoop;
  /** @internal */ readonly _kind: HandleKind;
  /** @internal */ _context: Context;
  /** @internal */ _callback: Callback | null;
  /** @internal */ _argument: unknown;
  /** @internal */ _cancelled = false;
  /** @internal True until it runs or is skipped. */ _waiting = true;
  /** @internal */ _label: string | null = null;

  constructor(
    loop: EventLoop,
    kind: HandleKind,
    task: Task<unknown> | null,
    callback: Callback | null,
    argument: unknown,
    context: Context,
  ) {
    this._loop = loop;
    this._kind = kind;
    this.task = task;
    this._callback = callback;
    this._argument = argument;
    this._context = context;
  }

  /** A few words: `start main()`, `wake Task-1`, `call print`. */
  get label(): string {
    return (this._label ??= this.#describe());
  }

  #describe(): string {
    const { task } = this;
    if (this._kind === START) return `start ${task!.coroutineName}()`;
    if (task !== null) return this._kind === CALL_WITH ? `end ${task.getName()}'s sleep` : `wake ${task.getName()}`;
    return this._callback === null ? 'cancelled call' : `call ${this._callback.name || 'function'}`;
  }

  /** Nothing will be called. It stays in its queue until its turn comes, and is then skipped. */
  cancel(): void {
    if (this._cancelled) return;
    if (this._loop.getDebug()) void this.label;
    this._cancelled = true;
    this._callback = null;
    this._argument = null;
    if (this._waiting) watcher.current?.handleCancelled(this);
  }

  /** CPython: `handle.cancelled`. */
  cancelled(): boolean {
    return this._cancelled;
  }

  /** CPython: `handle.get_context`. What it is called in. */
  getContext(): Context {
    if (this._context === untouched) {
      this._context = copyOf(untouched);
      if (this._loop._runs(this) && active.context === untouched) active.context = this._context;
    }
    return this._context;
  }

  toString(): string {
    return `<Handle ${this._cancelled ? 'cancelled' : this.label}>`;
  }

  [INSPECT](): string {
    return this.toString();
  }
}

/** CPython: `asyncio.TimerHandle`. */
export class TimerHandle extends Handle {
  /** @internal */ readonly _when: number;
  /** @internal True while it is in the heap. */ _scheduled = false;

  constructor(
    when: number,
    loop: EventLoop,
    task: Task<unknown> | null,
    callback: Callback,
    argument: unknown,
    context: Context,
    kind: HandleKind,
  ) {
    super(loop, kind, task, callback, argument, context);
    this._when = when;
  }

  /** The time, in seconds of the loop's clock, at which it is due. */
  when(): number {
    return this._when;
  }

  override cancel(): void {
    if (!this._cancelled && this._scheduled) this._loop._timers.cancelledCount++;
    super.cancel();
  }

  override toString(): string {
    return `<TimerHandle${this._cancelled ? ' cancelled' : ''} when=${this._when}${this._cancelled ? '' : ` ${this.label}`}>`;
  }
}

/** Names a callback of ours, for the label of its handle. */
export function named<F extends Callback>(name: string, callback: F): F {
  return Object.defineProperty(callback, 'name', { value: name });
}
