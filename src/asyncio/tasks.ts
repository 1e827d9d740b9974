/**
 * Tasks: coroutines that a loop drives. A task is a future of its coroutine's outcome.
 *
 * A task that is not done is in one of three states:
 * 1. parked on a future that is not done (`_futureWaited`); nothing of it is scheduled;
 * 2. scheduled: a handle in the ready queue will step it (`_futureWaited` may still be there, done);
 * 3. running, or waiting for a native promise behind the loop's back: `_futureWaited` is null, nothing is scheduled.
 */
import { deliver } from './awaitables.ts';
import type { Reject, Resolve } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import { copyContext } from './contextvars.ts';
import type { Context } from './contextvars.ts';
import { Coroutine, coroutineOf, isCoroutine } from './coroutines.ts';
import { START, THROW, TURN, WAKE, current, getRunningLoop, policy } from './events.ts';
import { CancelledError, RuntimeError, ValueError, endsLoop } from './exceptions.ts';
import { CANCELLED, FAILED, FINISHED, Future, PENDING, markMisused } from './futures.ts';
import type { FutureState, Waiter } from './futures.ts';
import { watcher } from './instrument.ts';
import type { PlaceMark } from './instrument.ts';
import { repr } from './repr.ts';
import { PromiseFuture } from './promise-future.ts';

let tasks = 0;
let unnamedTasks = 0;

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

/** Told that the wait of a task is over. */
interface Sleeper {
  _wokenUp(): void;
}

/** CPython: `asyncio.Task`. Made by `createTask`. */
export class Task<T> extends Future<T> implements Waiter {
  /** From 1, in the order they were created, over all loops. */
  readonly id: number = ++tasks;
  /** Where it waits, or waited last. */
  place: PlaceMark = 0;
  /** @internal */ readonly _context: Context;
  /** @internal */ _futureWaited: Future<unknown> | null = null;
  /** @internal */ _logDestroyPending = true;
  /** @internal */ previousMember: Task<unknown> | null = null;
  /** @internal */ nextMember: Task<unknown> | null = null;
  readonly #coroutine: Coroutine<T>;
  #name: string | number;
  #cancelRequests = 0;
  #mustCancel = false;
  #begun = false;
  // The `await` at which the body is suspended, if it is one of ours.
  #resolve: Resolve | null = null;
  #reject: Reject | null = null;
  #sleeper: Sleeper | null = null;

  constructor(work: Coroutine<T>, loop: EventLoop = policy.getEventLoop(), { name, context }: TaskOptions = {}) {
    if (!isCoroutine(work)) throw new TypeError(`a coroutine was expected, got ${repr(work)}`);
    super(loop);
    this.#coroutine = work;
    this.#name = name == null ? ++unnamedTasks : String(name);
    this._context = context ?? copyContext();
    loop._tasks.add(this as Task<unknown>);
    watcher.current?.taskCreated(this as Task<unknown>, current.task);
    loop._step(START, this as Task<unknown>, undefined);
  }

  getName(): string {
    const name = this.#name;
    return typeof name === 'number' ? `Task-${name}` : name;
  }

  setName(name: string): void {
    this.#name = String(name);
    watcher.current?.taskRenamed(this as Task<unknown>);
  }

  getCoro(): Coroutine<T> {
    return this.#coroutine;
  }

  getContext(): Context {
    return this._context;
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
    this._retrieved();
    if (this._state !== PENDING) return false;
    watcher.current?.taskCancelRequested(this as Task<unknown>, current.task);
    this.#cancelRequests++;
    if (this._futureWaited?.cancel(message)) return true;
    this.#mustCancel = true;
    this._cancelMessage = message;
    return true;
  }

  /** How many requests to cancel are open. */
  cancelling(): number {
    return this.#cancelRequests;
  }

  /** Takes one request back and returns how many are left; with none left, one that was not yet delivered is dropped. */
  uncancel(): number {
    if (this.#cancelRequests > 0 && --this.#cancelRequests === 0) this.#mustCancel = false;
    return this.#cancelRequests;
  }

  override toString(): string {
    const state = this._state === PENDING && this.#cancelRequests > 0 ? 'cancelling' : this._stateText();
    const [word, ...rest] = state.split(' ');
    return `<Task ${[word, `name=${repr(this.getName())}`, `coro=<${this.coroutineName}()>`, ...rest].join(' ')}>`;
  }

  /** True while it has begun and waits for something that is none of ours: a native promise. */
  get waitsOutside(): boolean {
    return this.#begun && this._state === PENDING && this.#resolve === null;
  }

  /** @internal An `await` of `future`, which is pending, suspends the body. */
  _park(future: Future<unknown>, resolve: Resolve, reject: Reject): boolean {
    if (!this.#suspend(future, resolve, reject)) return false;
    if (future._loop !== this._loop)
      return this.#refuse(future, `Task ${this} got Future ${future} attached to a different loop`);
    if (future === (this as Future<unknown>)) return this.#refuse(future, `Task cannot await on itself: ${this}`);
    this._futureWaited = future;
    future._addCallback(this as Waiter, null);
    watcher.current?.taskSuspended(this as Task<unknown>, future);
    if (this.#mustCancel && future.cancel(this._cancelMessage)) this.#mustCancel = false;
    return true;
  }

  /** @internal As `_park`, and tells `sleeper` when it is over. */
  _parkFor(sleeper: Sleeper, future: Future<unknown>, resolve: Resolve, reject: Reject): boolean {
    if (!this._park(future, resolve, reject)) return false;
    this.#sleeper = sleeper;
    return true;
  }

  /** @internal Gives way for one turn; the `await` then gives `value`. */
  _giveWay(sleeper: Sleeper, marked: { awaitedAt: PlaceMark }, value: unknown, resolve: Resolve, reject: Reject): void {
    if (!this.#suspend(marked, resolve, reject)) return;
    this.#sleeper = sleeper;
    watcher.current?.taskGaveWay?.(this as Task<unknown>);
    this._loop._step(TURN, this as Task<unknown>, value);
  }

  #suspend(awaited: { awaitedAt: PlaceMark }, resolve: Resolve, reject: Reject): boolean {
    if (this.#resolve !== null) {
      reject(
        new RuntimeError(
          `Task ${repr(this.getName())} is already waiting at another await: a task waits for one thing at a time. ` +
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

  #refuse(future: Future<unknown>, message: string): false {
    markMisused(future);
    this._loop._step(THROW, this as Task<unknown>, new RuntimeError(message));
    return false;
  }

  /** @internal */
  _wake(future: Future<unknown>): void {
    this._loop._step(WAKE, this as Task<unknown>, future);
  }

  /** @internal CPython: `Task.__step`. Runs the body to its next suspension, by raising `value` there or by giving it. */
  _run(failed: boolean, value: unknown): void {
    if (this._state !== PENDING) return;
    let raising = failed;
    let outcome = value;
    if (this.#mustCancel) {
      if (!(failed && value instanceof CancelledError)) outcome = this._makeCancelledError();
      raising = true;
      this.#mustCancel = false;
    }
    this._futureWaited = null;
    current.task = this as Task<unknown>;
    if (!this.#begun) {
      this.#start(raising, outcome);
      return;
    }
    const resolve = this.#resolve!;
    const reject = this.#reject!;
    this.#resolve = null;
    this.#reject = null;
    if (this.#sleeper !== null) {
      this.#sleeper._wokenUp();
      this.#sleeper = null;
    }
    if (raising) reject(outcome);
    else deliver(resolve, outcome);
  }

  #start(raising: boolean, error: unknown): void {
    this.#begun = true;
    const work = this.#coroutine;
    if (raising) {
      work.close();
      this.#raised(error);
      return;
    }
    if (work._state !== 0) {
      work._begin(neverCalled, (refusal) => this.#raised(refusal));
      return;
    }
    work._begin(
      (value) => {
        work._state = 2;
        this.#returned(value);
      },
      (raised) => {
        work._state = 2;
        this.#raised(raised);
      },
    );
  }

  #returned(value: unknown): void {
    if (this.#mustCancel) {
      this.#mustCancel = false;
      this._complete(CANCELLED, undefined);
    } else this._complete(FINISHED, value);
  }

  #raised(error: unknown): void {
    if (error instanceof CancelledError) {
      this._cancelledError = error;
      this._cancelMessage = undefined;
      this._complete(CANCELLED, undefined);
      return;
    }
    this._complete(FAILED, error);
    this._expectRetrieval();
    if (endsLoop(error)) this._loop._endWith(error);
  }

  /** @internal */
  override _complete(state: FutureState, value: unknown): void {
    this._state = state;
    this._value = value;
    this._loop._tasks.delete(this as Task<unknown>);
    // The body may end while an await of its own is open: Promise.race([sleep(1), …]).
    if (this.#resolve !== null) {
      this.#resolve = null;
      this.#reject = null;
      this.#sleeper?._wokenUp();
      this.#sleeper = null;
      this._futureWaited?._removeCallback(this as Waiter);
      this._futureWaited = null;
    }
    watcher.current?.taskEnded(this as Task<unknown>);
    this._scheduleCallbacks();
  }
}

function neverCalled(): never {
  throw new Error('tasks: a coroutine that had begun before began again');
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
    throw new TypeError('An asyncio.Future, a coroutine or an awaitable is required');
  const home = loop ?? policy.getEventLoop();
  return makeTask(
    coroutineOf('wrapAwaitable', async () => await new PromiseFuture(work, home)),
    home,
  );
}

function makeTask<T>(work: Coroutine<T>, loop: EventLoop): Task<T> {
  try {
    return loop.createTask(work);
  } catch (error) {
    if (error instanceof RuntimeError) work.close();
    throw error;
  }
}
