/**
 * Tasks: coroutines that a loop drives. A task is a future of its coroutine's outcome.
 *
 * A task that is not done is in one of three states:
 * 1. parked on a future that is not done (`_futureWaited`); nothing of it is scheduled;
 * 2. scheduled: a handle in the ready queue will step it (`_futureWaited` may still be there, done);
 * 3. running, or waiting for a native promise behind the loop's back: `_futureWaited` is null, nothing is scheduled.
 */
import { atOnce, deliver } from './awaitables.ts';
import type { Awaitable, Reject, Resolve } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import { active, contextForNew, copyOf, untouched } from './contextvars.ts';
import type { Context } from './contextvars.ts';
import { Coroutine, coroutineOf, isCoroutine } from './coroutines.ts';
import type { HandleKind } from './events.ts';
import { START, THROW, TURN, WAKE, current, getRunningLoop, policy } from './events.ts';
import { CancelledError, RuntimeError, ValueError, endsLoop } from './exceptions.ts';
import { CANCELLED, FAILED, FINISHED, Future, PENDING, markMisused, unheeded } from './futures.ts';
import type { FutureState, Waiter } from './futures.ts';
import { watcher } from './instrument.ts';
import { unlink } from './linked-set.ts';
import type { Linked } from './linked-set.ts';
import type { PlaceMark } from './instrument.ts';
import { repr } from './repr.ts';
import { PromiseFuture } from './promise-future.ts';

let tasks = 0;
let unnamedTasks = 0;

/** Tasks are numbered on from here, so that those of several isolates can be told apart. */
export function numberTasksFrom(number: number): void {
  tasks = number;
}

/** The next number of a task, also for who runs tasks without a loop. */
export function takeTaskId(): number {
  return ++tasks;
}

/** Uses up `count` of the numbers in `Task-N`. */
export function skipTaskNames(count: number): void {
  unnamedTasks += count;
}

export interface TaskOptions {
  /** `Task-N` unless given; the N counts unnamed tasks only. */
  readonly name?: string | undefined;
  /** The task runs in this context instead of a copy of the current one. */
  readonly context?: Context | undefined;
}

/** Gives way for one turn (`sleep(0)`). */
interface Turn extends Coroutine<unknown> {
  readonly result: unknown;
}

// What a task is marked with, below the number of open requests to cancel.
const MUST_CANCEL = 1;
const QUIET = 2;
const ONE_REQUEST = 4;

/** CPython: `asyncio.Task`. Made by `createTask`. There may be a million of them, hence few fields. */
export class Task<T> extends Future<T> implements Waiter {
  /** From 1, in the order they were created, over all loops. */
  readonly id: number = takeTaskId();
  /** Where it waits, or waited last. */
  place: PlaceMark = 0;
  /** @internal */ _context: Context;
  /** @internal */ _futureWaited: Future<unknown> | null = null;
  /** @internal */ _previousMember: Linked<Task<unknown>> | null = null;
  /** @internal */ _nextMember: Linked<Task<unknown>> | null = null;
  readonly #coroutine: Coroutine<T>;
  #name: string | number;
  #marks = 0;
  // The `await` at which the body is suspended, if it is one of ours.
  #resolve: Resolve | null = null;
  #reject: Reject | null = null;

  constructor(work: Coroutine<T>, loop: EventLoop = policy.getEventLoop(), { name, context }: TaskOptions = {}) {
    if (!isCoroutine(work)) throw new TypeError(`a coroutine was expected, got ${repr(work)}`);
    super(loop);
    this.#coroutine = work;
    this.#name = name == null ? ++unnamedTasks : String(name);
    this._context = context ?? contextForNew();
    loop._tasks.add(this as Task<unknown>);
    watcher.current?.taskCreated(this as Task<unknown>, current.task);
    loop._step(START, this as Task<unknown>, undefined);
  }

  /** CPython: `task.get_name`. */
  getName(): string {
    const name = this.#name;
    return typeof name === 'number' ? `Task-${name}` : name;
  }

  /** CPython: `task.set_name`. */
  setName(name: string): void {
    this.#name = String(name);
    watcher.current?.taskRenamed(this as Task<unknown>);
  }

  /** CPython: `task.get_coro`. */
  getCoro(): Coroutine<T> {
    return this.#coroutine;
  }

  /** CPython: `task.get_context`. */
  getContext(): Context {
    if (this._context === untouched) {
      this._context = copyOf(untouched);
      if (current.task === (this as Task<unknown>) && active.context === untouched) active.context = this._context;
    }
    return this._context;
  }

  /** @internal CPython: `_log_destroy_pending = False`. The loop does not complain if it is closed before this is done. */
  _keepQuiet(): void {
    this.#marks |= QUIET;
  }

  /** @internal */
  get _logDestroyPending(): boolean {
    return (this.#marks & QUIET) === 0;
  }

  get #mustCancel(): boolean {
    return (this.#marks & MUST_CANCEL) !== 0;
  }

  set #mustCancel(must: boolean) {
    this.#marks = must ? this.#marks | MUST_CANCEL : this.#marks & ~MUST_CANCEL;
  }

  override get _className(): string {
    return 'Task';
  }

  override get what(): string {
    return 'task';
  }

  get coroutineName(): string {
    return this.#coroutine.name;
  }

  override setResult(_value: T): void {
    throw new RuntimeError('Task does not support set_result operation');
  }

  override setException(_error: unknown): void {
    throw new RuntimeError('Task does not support set_exception operation');
  }

  /**
   * Asks the task to end: `CancelledError(message)` is raised where it waits, which it may catch. True, unless it is done.
   * The request is counted; see `cancelling` and `uncancel`.
   */
  override cancel(message?: unknown): boolean {
    let last = this as Task<unknown>;
    if (!last.#countRequest(passingOn === 0)) return false;
    // In CPython each asks the one that it waits for, and so on: here in a loop, for a chain may be longer than the stack.
    let circle: CircleFinder | null = null;
    for (;;) {
      const awaited = last._futureWaited;
      if (!(awaited instanceof Task) || awaited.cancel !== plainCancel) {
        if (awaited !== null && passOn(awaited, message)) return true;
        break;
      }
      if (!awaited.#countRequest(false)) break;
      circle ??= new CircleFinder(last);
      last = awaited;
      circle.visit(last);
    }
    last.#mustCancel = true;
    last._value = message;
    return true;
  }

  /** Whether there is still something to cancel. One that was asked already is told to whoever watches only if `explicit`. */
  #countRequest(explicit: boolean): boolean {
    this._retrieved();
    if (this._state !== PENDING) return false;
    if (explicit || this.#marks < ONE_REQUEST)
      watcher.current?.taskCancelRequested(this as Task<unknown>, current.task);
    this.#marks += ONE_REQUEST;
    return true;
  }

  /** How many requests to cancel are open. */
  cancelling(): number {
    return Math.floor(this.#marks / ONE_REQUEST);
  }

  /** Takes one request back and returns how many are left; with none left, one that was not yet delivered is dropped. */
  uncancel(): number {
    if (this.cancelling() === 0) return 0;
    this.#marks -= ONE_REQUEST;
    const left = this.cancelling();
    if (left === 0) this.#mustCancel = false;
    return left;
  }

  override toString(): string {
    const state = this._state === PENDING && this.cancelling() > 0 ? 'cancelling' : this._stateText();
    const [word, ...rest] = state.split(' ');
    return `<Task ${[word, `name=${repr(this.getName())}`, `coro=<${this.coroutineName}()>`, ...rest].join(' ')}>`;
  }

  /** True while it has begun and waits for something that is none of ours: a native promise. */
  get waitsOutside(): boolean {
    return this._state === PENDING && this.#resolve === null && this.#coroutine._hasBegun;
  }

  /** @internal An `await` of `future`, which is pending, suspends the body. */
  _park(future: Future<unknown>, resolve: Resolve, reject: Reject): void {
    if (!this.#suspend(future, resolve, reject)) {
      future._waitIsOver();
      return;
    }
    if (future._loop !== this._loop) {
      this.#refuse(future, `Task ${this} got Future ${future} attached to a different loop`);
      return;
    }
    if (future === (this as Future<unknown>)) {
      this.#refuse(future, `Task cannot await on itself: ${this}`);
      return;
    }
    this._futureWaited = future;
    future._addWaiter(this as Waiter);
    watcher.current?.taskSuspended(this as Task<unknown>, future);
    if (this.#mustCancel && future.cancel(this._value)) this.#mustCancel = false;
  }

  /** @internal Gives way for one turn; the `await` then gives its result. */
  _giveWay(turn: Turn, resolve: Resolve, reject: Reject): void {
    if (!this.#suspend(turn, resolve, reject)) return;
    watcher.current?.taskGaveWay?.(this as Task<unknown>);
    this._loop._step(TURN, this as Task<unknown>, turn);
  }

  #suspend(awaited: Awaitable<unknown>, resolve: Resolve, reject: Reject): boolean {
    if (this.#resolve !== null) {
      reject(
        new RuntimeError(
          `Task ${repr(this.getName())} is already waiting at another await` +
            `${this._futureWaited === null ? '' : ` (for ${this._futureWaited.what})`}: a task waits for one thing at a time. ` +
            `Await each in turn, or wait for all at once with gather() or a task each`,
        ),
      );
      return false;
    }
    this.#resolve = resolve;
    this.#reject = reject;
    if (awaited.awaitedAt !== 0) {
      this.place = awaited.awaitedAt;
      awaited.awaitedAt = 0;
    }
    return true;
  }

  #refuse(future: Future<unknown>, message: string): void {
    markMisused(future);
    future._waitIsOver();
    this._loop._step(THROW, this as Task<unknown>, new RuntimeError(message));
  }

  /** @internal */
  _wake(future: Future<unknown>): void {
    this._loop._step(WAKE, this as Task<unknown>, future);
  }

  /**
   * @internal CPython: `Task.__step` and `__wakeup`. Runs the body to its next suspension: from its start, or by giving or
   * raising there what `argument` brings.
   */
  _run(kind: HandleKind, argument: unknown): void {
    if (this._state !== PENDING) return;
    let raising = kind === THROW;
    let outcome = argument;
    const awaited = kind === TURN ? (argument as Turn) : this._futureWaited;
    if (kind === WAKE) {
      const future = argument as Future<unknown>;
      raising = future._state !== FINISHED;
      outcome = raising ? future._takeError() : future._value;
    } else if (kind === TURN) outcome = (argument as Turn).result;
    if (this.#mustCancel) {
      if (!(raising && outcome instanceof CancelledError)) outcome = this._makeCancelledError();
      raising = true;
      this.#mustCancel = false;
    }
    this._futureWaited = null;
    current.task = this as Task<unknown>;
    active.context = this._context;
    if (kind === START) {
      this.#start(raising, outcome);
      return;
    }
    const resolve = this.#resolve!;
    const reject = this.#reject!;
    this.#resolve = null;
    this.#reject = null;
    awaited?._waitIsOver();
    if (raising) reject(outcome);
    else deliver(resolve, outcome);
  }

  #start(raising: boolean, error: unknown): void {
    const work = this.#coroutine;
    if (raising && !work._hasBegun) {
      work.close();
      this.#raised(error);
    } else {
      work._begin(
        (value) => this.#returned(value),
        (failure) => this.#raised(failure),
      );
    }
  }

  #returned(value: unknown): void {
    if (this.#mustCancel) {
      this.#mustCancel = false;
      this._complete(CANCELLED, this._value);
    } else this._complete(FINISHED, value);
  }

  #raised(error: unknown): void {
    if (error instanceof CancelledError) {
      this._cancelledBy(error);
      return;
    }
    this._complete(FAILED, error);
    this._expectRetrieval();
    if (endsLoop(error)) this._loop._endWith(error);
  }

  /** @internal */
  override _complete(state: FutureState, value: unknown): void {
    if (this._value !== undefined && state !== CANCELLED) unheeded.set(this as Future<unknown>, this._value);
    this._state = state;
    this._value = value;
    unlink(this as Task<unknown>);
    // The body may end while an await of its own is open: Promise.race([sleep(1), …]).
    if (this.#resolve !== null) {
      this.#resolve = null;
      this.#reject = null;
      this._futureWaited?._waitIsOver();
      this._futureWaited?._removeWaiter(this as Waiter);
      this._futureWaited = null;
    }
    watcher.current?.taskEnded(this as Task<unknown>);
    this._scheduleCallbacks();
  }
}

/** A class, or an object, may have one of its own. */
// eslint-disable-next-line @typescript-eslint/unbound-method -- compared, never called
const plainCancel = Task.prototype.cancel;

/** How many requests to cancel are being passed on right now to what a task waits for. */
let passingOn = 0;

function passOn(awaited: Future<unknown>, message: unknown): boolean {
  passingOn++;
  try {
    return awaited.cancel(message);
  } finally {
    passingOn--;
  }
}

/** Tasks that wait for each other: CPython's `RecursionError`. (Brent's algorithm: the mark moves ahead in ever longer leaps.) */
class CircleFinder {
  #mark: Task<unknown>;
  #steps = 0;
  #leap = 1;

  constructor(start: Task<unknown>) {
    this.#mark = start;
  }

  visit(task: Task<unknown>): void {
    if (task === this.#mark) throw new RangeError('Maximum call stack size exceeded');
    if (++this.#steps < this.#leap) return;
    this.#mark = task;
    this.#steps = 0;
    this.#leap *= 2;
  }
}

/**
 * CPython: `asyncio.create_task`. Schedules the coroutine in the running loop, from its next iteration on.
 * Outside of a running loop: `RuntimeError`; anything but a coroutine: `TypeError`.
 */
export function createTask<T>(work: Coroutine<T>, options?: TaskOptions): Task<T> {
  return getRunningLoop().createTask(work, options);
}

/** CPython: `asyncio.current_task`. Null in a plain callback; `RuntimeError` outside of a running loop. */
export function currentTask(loop: EventLoop = getRunningLoop()): Task<unknown> | null {
  return current.loop === loop ? current.task : null;
}

/** CPython: `asyncio.all_tasks`: those that are not done, in creation order (in CPython in no order). */
export function allTasks(loop: EventLoop = getRunningLoop()): Set<Task<unknown>> {
  return new Set(loop._tasks);
}

/**
 * CPython: `asyncio.ensure_future`. A future or task is returned as it is; a coroutine becomes a task; so does any other
 * thenable.
 */
export function ensureFuture<T>(
  work: PromiseLike<T>,
  options: { readonly loop?: EventLoop | undefined } = {},
): Future<T> {
  const { loop } = options;
  if (work instanceof Future) {
    if (loop && work._loop !== loop)
      throw new ValueError('The future belongs to a different loop than the one specified as the loop argument');
    return work;
  }
  if (work instanceof Coroutine) return makeTask(work, loop ?? policy.getEventLoop());
  if (work === null || typeof work !== 'object' || typeof (work as PromiseLike<T>).then !== 'function')
    throw notAwaitable(work);
  const home = loop ?? policy.getEventLoop();
  return makeTask(
    coroutineOf('wrapAwaitable', async () => await atOnce(new PromiseFuture(work, home))),
    home,
  );
}

/** A function is mostly a call that was forgotten. */
export function notAwaitable(work: unknown): TypeError {
  const remedy = typeof work === 'function' ? `, not a function: call it, \`${work.name || 'f'}()\`` : '';
  return new TypeError(`An asyncio.Future, a coroutine or an awaitable is required${remedy}`);
}

function makeTask<T>(work: Coroutine<T>, loop: EventLoop): Task<T> {
  try {
    return loop.createTask(work);
  } catch (error) {
    if (error instanceof RuntimeError) work.close();
    throw error;
  }
}
