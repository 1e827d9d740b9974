/**
 * The event loop: a queue of handles that are ready and a heap of timers. It runs one handle when a driver tells it to
 * (`driver.ts`), and never waits, reads a host's clock or starts anything by itself.
 */
import { checkSeconds } from './arguments.ts';
import type { Reject } from './awaitables.ts';
import type { LoopClock } from './clock.ts';
import type { DefaultExecutor, Executor, Work } from './concurrent-futures.ts';
import { active, contextForNew, outermost, ownContext, runIn, untouched } from './contextvars.ts';
import type { Context } from './contextvars.ts';
import { Coroutine, isCoroutineFunction, warnNeverAwaited } from './coroutines.ts';
import { DEADLOCK_LIMIT, describeDeadlock } from './deadlock.ts';
import { IDLE, RAN, STOPPED, ports } from './driver.ts';
import type { StepOutcome } from './driver.ts';
import { CALL, CALL_WITH, Handle, START, TimerHandle, current, named } from './events.ts';
import type { Callback, HandleKind } from './events.ts';
import { DeadlockError, RuntimeError, ValueError, endsLoop } from './exceptions.ts';
import { LoopExecutors } from './executors.ts';
import { FAILED, Future } from './futures.ts';
import type { OutsideWaiter } from './futures.ts';
import { watcher } from './instrument.ts';
import { LinkedSet } from './linked-set.ts';
import { ReadyQueue } from './ready-queue.ts';
import { INSPECT, repr } from './repr.ts';
import { Task, ensureFuture } from './tasks.ts';
import type { TaskOptions } from './tasks.ts';
import { TimerHeap } from './timer-heap.ts';
import { logException } from './traceback.ts';
import { logError, warn } from './warnings.ts';

export type { Handle, TimerHandle } from './events.ts';

/** What an exception handler is told. CPython: the `context` of `loop.call_exception_handler`. */
export interface ExceptionContext {
  readonly message: string;
  readonly exception?: unknown;
  readonly task?: Task<unknown>;
  readonly future?: Future<unknown>;
  readonly handle?: Handle;
}
export type ExceptionHandler = (loop: EventLoop, context: ExceptionContext) => unknown;

/** The promise of `runForever` or `runUntilComplete`. */
interface Run {
  /** What it waits for; null: for ever. */
  readonly future: Future<unknown> | null;
  /** The future is a task made for this run: nobody else can look at its error. */
  readonly ownTask: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: Reject;
}

let loops = 0;

/** Those that are not closed, in the order they were made. */
export const openLoops = new Set<EventLoop>();

/** Closed loops of which a future failed afterwards. */
export const failedLater = new Set<EventLoop>();

/** CPython: `asyncio.EventLoop` (`BaseEventLoop`), without its transports, servers, signals and subprocesses. */
export class EventLoop {
  /** From 1; the default loop, which serves top-level `await`s, is 0. */
  readonly id: number;
  /** In debug mode, a handle that takes longer (seconds) is reported. */
  slowCallbackDuration = 0.1;
  /** Whether `DeadlockError` ends a run in which nothing can happen any more. Our own: CPython hangs. */
  deadlockDetection = true;
  /** How many things outside are awaited by futures of this loop: wrapped promises, calls in threads. */
  outside = 0;
  /** @internal */ readonly _timers = new TimerHeap();
  /** @internal Made here, in the order they were made. */ readonly _notBegun = new LinkedSet<Coroutine<unknown>>();
  /** @internal Those that are not done. */ readonly _tasks = new LinkedSet<Task<unknown>>();
  /** @internal */ readonly _neverRetrieved = new Set<Future<unknown>>();
  /** @internal */ readonly _outsideWaiters = new Set<OutsideWaiter>();
  /** @internal */ readonly _executors = new LoopExecutors(this);
  readonly #ready = new ReadyQueue();
  readonly #clock: LoopClock = ports.clock;
  #running = false;
  #run: Run | null = null;
  #closed = false;
  #stopping = false;
  #debug = ports.debug;
  #exceptionHandler: ExceptionHandler | null = null;
  /** The rest of this iteration's handles. */
  #toDo = 0;
  #inIteration = false;
  #idle = false;
  /** What runs, until its microtasks are through. */
  #handle: Handle | null = null;
  /** By the stopwatch; null: debug mode was off then. */
  #handleStartedAt: number | null = null;
  /** A `KeyboardInterrupt` or `SystemExit` that ends the run. */
  #ending: { readonly error: unknown } | null = null;

  constructor(isDefault = false) {
    this.id = isDefault ? 0 : ++loops;
    openLoops.add(this);
  }

  /** Seconds, of the clock that was configured when the loop was made. */
  time(): number {
    return this.#clock.reading ? this.#clock.reading() : this.#clock.now();
  }

  /** CPython: `loop.is_running`. */
  isRunning(): boolean {
    return this.#running;
  }

  /** CPython: `loop.is_closed`. */
  isClosed(): boolean {
    return this.#closed;
  }

  /** CPython: `loop.get_debug`. */
  getDebug(): boolean {
    return this.#debug;
  }

  /** In debug mode callbacks are checked when they are scheduled, and slow ones reported. */
  setDebug(on: boolean): void {
    this.#debug = on;
  }

  // Running

  /** Runs until `stop`. */
  runForever(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#checkClosed();
      this.#checkRunning();
      this.#start({ future: null, ownTask: false, resolve: resolve as (value: unknown) => void, reject });
    });
  }

  /** Runs until the future is done, or the coroutine as a task of its own; its result or error is the promise's. */
  runUntilComplete<T>(work: PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#checkClosed();
      this.#checkRunning();
      const ownTask = !(work instanceof Future);
      const future = ensureFuture(work, { loop: this });
      if (ownTask) (future as Task<T>)._keepQuiet();
      future.addDoneCallback(stopWhenDone);
      const run = { future: future as Future<unknown>, ownTask, resolve: resolve as (value: unknown) => void, reject };
      this.#start(run);
    });
  }

  /** Ends the run after the current iteration. A loop that is not running will then run one iteration. */
  stop(): void {
    this.#stopping = true;
  }

  /**
   * Forgets all that is scheduled and reports what nobody looked at: errors, tasks that are not done, coroutines that
   * never began. (CPython reports when the objects are freed.)
   */
  close(): void {
    if (this.#run !== null) throw new RuntimeError('Cannot close a running event loop');
    if (this.#closed) return;
    this.#closed = true;
    openLoops.delete(this);
    this.#running = false;
    this.#ready.clear();
    this._timers.clear();
    this._executors.shutdown();
    watcher.current?.loopClosed(this);
    this._reportForgotten();
  }

  /** @internal */
  _reportForgotten(): void {
    for (const future of this._neverRetrieved) {
      this.callExceptionHandler({
        message: `${future._className} exception was never retrieved`,
        exception: future._value,
        future,
      });
    }
    this._neverRetrieved.clear();
    for (const task of this._tasks) {
      if (task._logDestroyPending)
        this.callExceptionHandler({ message: 'Task was destroyed but it is pending!', task });
    }
    warnNeverAwaited(this.id === 0 ? null : this);
  }

  // Scheduling

  /**
   * CPython: `call_soon`. Calls `callback(...args)` in the next iteration, after what is scheduled before it, in a copy of the
   * current context. For another one (CPython's `context=`): `context.run(() => loop.callSoon(callback))`.
   */
  callSoon<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): Handle {
    this.#checkClosed();
    if (this.#debug || typeof callback !== 'function') this.#checkCallback(callback, 'call_soon');
    return this.#enqueue(new Handle(this, CALL, null, callback as Callback, args, contextForNew()));
  }

  /** As `callSoon`, also from outside of every handle: it wakes a loop that has nothing to do. */
  callSoonThreadsafe<A extends unknown[]>(callback: (...args: A) => unknown, ...args: A): Handle {
    this.#checkClosed();
    if (this.#debug || typeof callback !== 'function') this.#checkCallback(callback, 'call_soon_threadsafe');
    return this.#enqueue(new Handle(this, CALL, null, callback as Callback, args, contextForNew()));
  }

  /** Calls back after `delay` seconds. */
  callLater<A extends unknown[]>(delay: number, callback: (...args: A) => unknown, ...args: A): TimerHandle {
    if (delay == null) throw new TypeError('delay must not be None');
    checkSeconds(delay, 'callLater()');
    return this.callAt(this.time() + delay, callback, ...args);
  }

  /** Calls back when the loop's clock says `when`; of equal times the one that was set first comes first. */
  callAt<A extends unknown[]>(when: number, callback: (...args: A) => unknown, ...args: A): TimerHandle {
    if (when == null) throw new TypeError('when cannot be None');
    checkSeconds(when, 'callAt()');
    this.#checkClosed();
    if (this.#debug || typeof callback !== 'function') this.#checkCallback(callback, 'call_at');
    return this.#setTimer(new TimerHandle(when, this, null, callback as Callback, args, contextForNew(), CALL));
  }

  // Threads

  /**
   * Calls `fn(...args)` in a pool (null: the loop's own threads) and gives a future of its outcome. The pools come from the
   * host; where it has none, `RuntimeError`.
   */
  runInExecutor<A extends readonly unknown[], R>(
    executor: Executor | null,
    fn: Work<A, R>,
    ...args: A
  ): Future<Awaited<R>> {
    this.#checkClosed();
    if (this.#debug || typeof fn !== 'function') this.#checkCallback(fn, 'run_in_executor');
    return this._executors.call('runInExecutor', executor, null, fn, args);
  }

  /** @internal */
  _runs(handle: Handle): boolean {
    return this.#handle === handle;
  }

  /** @internal What runs now, in no task, has got a context of its own. */
  _adoptContext(context: Context): void {
    if (this.#handle?._context === untouched) this.#handle._context = context;
  }

  /** @internal For `toThread`. */
  _callInThread<A extends readonly unknown[], R>(
    by: string,
    context: Context,
    fn: Work<A, R>,
    args: A,
  ): Future<Awaited<R>> {
    this.#checkClosed();
    if (this.#debug || typeof fn !== 'function') this.#checkCallback(fn, 'run_in_executor');
    return this._executors.call(by, null, context, fn, args);
  }

  /** What `runInExecutor(null, …)` and `toThread` are to use. */
  setDefaultExecutor(executor: DefaultExecutor): void {
    this._executors.setDefault(executor);
  }

  /** Waits until the calls in the loop's own threads are over, at most `timeout` seconds, and takes no more of them. */
  shutdownDefaultExecutor(timeout: number | null = null): Coroutine<void> {
    return this._executors.shutdownWithin(timeout);
  }

  /** CPython: `loop.create_future`. */
  createFuture<T>(): Future<T> {
    return new Future<T>(this);
  }

  /** CPython: `loop.create_task`. `RuntimeError` once the loop is closed, `TypeError` for anything but a coroutine. */
  createTask<T>(work: Coroutine<T>, options?: TaskOptions): Task<T> {
    this.#checkClosed();
    return new Task(work, this, options);
  }

  /** @internal */
  _callWith(callback: Callback, argument: unknown, context: Context): Handle {
    this.#checkClosed();
    if (this.#debug) this.#checkCallback(callback, 'call_soon');
    return this.#enqueue(new Handle(this, CALL_WITH, null, callback, argument, context));
  }

  /** @internal A timer of ours: `callback(argument)` at `when`, on behalf of `task`. */
  _callAt(
    when: number,
    callback: Callback,
    argument: unknown,
    task: Task<unknown> | null,
    label: string | null,
  ): TimerHandle {
    this.#checkClosed();
    const timer = new TimerHandle(when, this, task, callback, argument, contextForNew(), CALL_WITH);
    timer._label = label;
    return this.#setTimer(timer);
  }

  /** @internal The future failed; whoever closes the loop complains if nobody looks at the error. */
  _expectRetrievalOf(future: Future<unknown>): void {
    this._neverRetrieved.add(future);
    if (this.#closed) failedLater.add(this);
  }

  /** @internal Schedules a step of a task. */
  _step(kind: HandleKind, task: Task<unknown>, argument: unknown): void {
    this.#checkClosed();
    this.#enqueue(new Handle(this, kind, task, null, argument, task._context));
  }

  #enqueue(handle: Handle): Handle {
    this.#ready.push(handle);
    watcher.current?.handleScheduled(handle);
    if (this.#idle) this.#wakeUp();
    return handle;
  }

  #setTimer(timer: TimerHandle): TimerHandle {
    if (Number.isNaN(timer._when)) throw new ValueError('Invalid delay: NaN (not a number)');
    this._timers.push(timer);
    watcher.current?.timerSet(timer);
    if (this.#idle) this.#wakeUp();
    return timer;
  }

  #wakeUp(): void {
    this.#idle = false;
    ports.driver.loopWoken(this);
  }

  // Being driven

  /**
   * Runs the synchronous part of one handle, if one is ready. The driver then drains the microtasks and calls
   * `handleEnded`. Cancelled handles are skipped on the way.
   */
  step(): StepOutcome {
    if (!this.#running) return STOPPED;
    if (this.#ending !== null) return this.#endRun(this.#ending);
    for (;;) {
      while (this.#toDo > 0) {
        this.#toDo--;
        const handle = this.#ready.shift();
        handle._waiting = false;
        if (handle._cancelled) continue;
        this.#runHandle(handle);
        return RAN;
      }
      if (this.#inIteration) {
        this.#inIteration = false;
        if (this.#stopping) return this.#endRun(null);
      }
      if (!this.#beginIteration()) {
        this.#idle = true;
        return IDLE;
      }
    }
  }

  /** The microtasks of the last handle are through. */
  handleEnded(): void {
    const handle = this.#handle;
    if (handle === null) return;
    this.#handle = null;
    watcher.current?.handleEnded(handle);
    leaveHandle();
    if (this.#handleStartedAt !== null) this.#reportIfSlow(handle, this.#handleStartedAt);
  }

  /** When the next timer is due, or null. A timer that is never due (`Infinity`) is none. */
  nextDue(): number | null {
    const when = this._timers.nextWhen;
    return when === Infinity ? null : when;
  }

  /** @internal True if an iteration would run something now. */
  _hasWork(): boolean {
    if (this.#ready.length > 0) return true;
    const when = this._timers.nextWhen;
    return when !== null && this.#isDue(when, this.#clock.now());
  }

  /** True if a task has begun and waits for a native promise, of which the loop knows nothing. */
  waitsForPromises(): boolean {
    for (const task of this._tasks) if (task.waitsOutside) return true;
    return false;
  }

  /**
   * Nothing will happen any more: ends the run with a `DeadlockError` that says what each task waits for. On the default
   * loop it is raised at every top-level `await` instead. Does nothing where `deadlockDetection` is off.
   */
  deadlock(): void {
    if (!this.deadlockDetection || !this.#running) return;
    const error = new DeadlockError(describeDeadlock(this._tasks, this._outsideWaiters, DEADLOCK_LIMIT));
    if (this.#run !== null) {
      this.#endRun({ error });
      return;
    }
    const stuck = [...this._outsideWaiters];
    this._outsideWaiters.clear();
    for (const waiter of stuck) waiter.reject(error);
  }

  /** @internal The default loop runs from the start and is never over. */
  _serve(): void {
    this.#running = true;
    watcher.current?.loopStarted(this);
    ports.driver.loopStarted(this);
  }

  /** @internal `KeyboardInterrupt` and `SystemExit` end the run after this handle. */
  _endWith(error: unknown): void {
    if (this.#run !== null) this.#ending = { error };
    else logException('An error that ends a loop was raised where none runs', error);
  }

  #start(run: Run): void {
    this.#running = true;
    this.#run = run;
    watcher.current?.loopStarted(this);
    ports.driver.loopStarted(this);
  }

  #endRun(ending: { readonly error: unknown } | null): typeof STOPPED {
    const run = this.#run;
    this.#run = null;
    this.#ending = null;
    this.#running = false;
    this.#stopping = false;
    this.#inIteration = false;
    this.#idle = false;
    this.#toDo = 0;
    leaveHandle();
    watcher.current?.loopStopped(this);
    if (run !== null) settleRun(run, ending);
    return STOPPED;
  }

  /** CPython: the first half of `_run_once`. False: nothing to do now. */
  #beginIteration(): boolean {
    const timers = this._timers;
    const ready = this.#ready;
    timers.prune();
    if (timers.size > 0) this.#takeDueTimers();
    this.#toDo = ready.length;
    if (this.#toDo === 0 && !this.#stopping) return false;
    this.#inIteration = true;
    if (this.#toDo > 0) watcher.current?.iterationStarted(this, this.#toDo);
    return true;
  }

  #takeDueTimers(): void {
    const now = this.#clock.now();
    for (;;) {
      const { first } = this._timers;
      if (first === null || !this.#isDue(first._when, now)) return;
      this._timers.pop();
      watcher.current?.timerDue(first);
      this.#ready.push(first);
    }
  }

  /** As in CPython; and a time so large that the resolution vanishes beside it is due when it is reached. */
  #isDue(when: number, now: number): boolean {
    return when < now + this.#clock.resolution || when <= now;
  }

  #runHandle(handle: Handle): void {
    this.#handle = handle;
    current.loop = this.id === 0 ? null : this;
    current.task = null;
    watcher.current?.handleStarted(handle);
    if (this.#debug) this.#handleStartedAt = this.#stopwatch();
    const { _kind: kind } = handle;
    if (kind >= START) handle.task!._run(kind, handle._argument);
    else {
      active.context = handle._context;
      this.#call(handle, handle._argument);
    }
  }

  #call(handle: Handle, argument: unknown): void {
    const callback = handle._callback!;
    try {
      if (handle._kind === CALL_WITH) callback(argument);
      else callback(...(argument as unknown[]));
    } catch (error) {
      if (endsLoop(error)) this._endWith(error);
      else {
        const message = `Exception in callback ${callback.name || 'function'}()`;
        this.callExceptionHandler({ message, exception: error, handle });
      }
    }
  }

  // Errors that nobody catches

  /** `handler(loop, context)` is told of errors that no code can catch; null: the default handler. */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    if (handler !== null && typeof handler !== 'function')
      throw new TypeError(`A callable object or None is expected, got ${repr(handler)}`);
    this.#exceptionHandler = handler;
  }

  /** CPython: `loop.get_exception_handler`. Null: the default one. */
  getExceptionHandler(): ExceptionHandler | null {
    return this.#exceptionHandler;
  }

  /** Writes the message, the parts of the context and the error with its causes to `console.error`. */
  defaultExceptionHandler(context: ExceptionContext): void {
    if (watcher.current?.errorUnheard?.(context) === true) return;
    const { message, exception, ...rest } = context;
    const parts = Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const text = [message || 'Unhandled exception in event loop', ...parts.map(([key, it]) => `${key}: ${repr(it)}`)];
    if (exception == null) logError(text.join('\n'));
    else logException(text.join('\n'), exception);
  }

  /** Tells the exception handler, in the context of the task, future or handle that it is about. */
  callExceptionHandler(context: ExceptionContext): void {
    const handler = this.#exceptionHandler;
    try {
      if (handler === null) this.defaultExceptionHandler(context);
      else runIn(contextOf(context), handler, this, context);
    } catch (error) {
      if (endsLoop(error)) this._endWith(error);
      else if (handler === null) logException('Exception in default exception handler', error);
      else this.#handlerFailed(error);
    }
  }

  #handlerFailed(exception: unknown): void {
    try {
      this.defaultExceptionHandler({ message: 'Unhandled error in exception handler', exception });
    } catch (error) {
      if (endsLoop(error)) this._endWith(error);
      else
        logException(
          'Exception in default exception handler while handling an unexpected error in custom exception handler',
          error,
        );
    }
  }

  // Checks

  #checkClosed(): void {
    if (this.#closed) throw new RuntimeError('Event loop is closed');
  }

  #checkRunning(): void {
    if (this.#running) throw new RuntimeError('This event loop is already running');
    if (current.loop !== null) throw new RuntimeError('Cannot run the event loop while another loop is running');
  }

  #checkCallback(callback: unknown, method: string): void {
    if (callback instanceof Coroutine || isCoroutineFunction(callback))
      throw new TypeError(`coroutines cannot be used with ${method}()`);
    if (typeof callback !== 'function')
      throw new TypeError(`a callable object was expected by ${method}(), got ${repr(callback)}`);
  }

  #stopwatch(): number {
    return this.#clock.stopwatch ? this.#clock.stopwatch() : this.#clock.now();
  }

  #reportIfSlow(handle: Handle, startedAt: number): void {
    this.#handleStartedAt = null;
    const seconds = this.#stopwatch() - startedAt;
    if (seconds >= this.slowCallbackDuration)
      warn('RuntimeWarning', `Executing ${handle.task ?? handle} took ${seconds.toFixed(3)} seconds`);
  }

  toString(): string {
    return `<EventLoop running=${this.#running} closed=${this.#closed} debug=${this.#debug}>`;
  }

  [INSPECT](): string {
    return this.toString();
  }
}

/** CPython: `asyncio.new_event_loop`. A loop of one's own: whoever makes it runs and closes it. */
export function newEventLoop(): EventLoop {
  return new EventLoop();
}

function leaveHandle(): void {
  current.loop = null;
  current.task = null;
  active.context = outermost;
}

function contextOf({ task, future, handle }: ExceptionContext): Context {
  return (task ?? (future instanceof Task ? future : null))?.getContext() ?? handle?.getContext() ?? ownContext();
}

/** CPython: `_run_until_complete_cb`. An error that ends the loop has done so already. */
const stopWhenDone = named('stop', (future: Future<unknown>): void => {
  if (future._state === FAILED && endsLoop(future._takeError())) return;
  future._loop.stop();
});

function settleRun(run: Run, ending: { readonly error: unknown } | null): void {
  const { future, resolve, reject } = run;
  future?.removeDoneCallback(stopWhenDone);
  if (ending !== null) {
    // Nobody else can look at the error of a task that was made for this run.
    if (run.ownTask && future?._state === FAILED) future._takeError();
    reject(ending.error);
  } else if (future === null) resolve(undefined);
  else if (!future.done()) reject(new RuntimeError('Event loop stopped before Future completed.'));
  else future._settle(resolve, reject);
}
