/**
 * Calls in other threads and processes: what a pool's future is, and what the two ends of a call do. The queues and the workers
 * themselves are the parent's (`sandbox/pools.ts`), so that they go on while this thread is blocked.
 */
import type { EventLoop } from '../asyncio/base-events.ts';
import { ConcurrentFuture } from '../asyncio/concurrent-futures.ts';
import type { Coroutine } from '../asyncio/coroutines.ts';
import { current } from '../asyncio/events.ts';
import { DeadlockError, RuntimeError, TimeoutError, ValueError } from '../asyncio/exceptions.ts';
import { runCoroutineThreadsafe } from '../asyncio/wrap-future.ts';
import type { OutsideAnswer } from '../trace/outside.ts';
import type { FunctionReference, Invocation, Outcome } from '../trace/pool-question.ts';
import { LANE_IDS, MOST_NAME, MOST_WAITED } from '../trace/pool-question.ts';
import { type Border, notAtTheTop } from './crossing.ts';
import type { FunctionTable } from './functions.ts';
import type { Link } from './outside.ts';
import { OwnMap } from './own-collections.ts';
import { type Timeout, timeoutPassed } from './question-arguments.ts';
import { way } from './remote-loop.ts';

const { isArray } = Array;
const apply = Reflect.apply as (fn: unknown, self: unknown, args: readonly unknown[]) => unknown;
/** In place of a module: what is called is a method of the loop. */
const LOOP = '<loop>';

/** Python: `concurrent.futures.BrokenExecutor`: the pool's workers are gone. */
export class BrokenExecutor extends RuntimeError {}
/** Python: `concurrent.futures.process.BrokenProcessPool`: a process of the pool ended abruptly. */
export class BrokenProcessPool extends BrokenExecutor {}

/** Python: `concurrent.futures.Future`, whose `result` waits: it blocks the thread that asks. */
export class CallFuture<T> extends ConcurrentFuture<T> {
  readonly #calls: Calls;
  readonly #call: number;
  #whenBroken: (message: string) => void = () => {};

  constructor(calls: Calls, call: number) {
    super();
    this.#calls = calls;
    this.#call = call;
  }

  /** @internal */
  get _call(): number {
    return this.#call;
  }

  /** Waits for the result, at most `timeout` seconds: then `TimeoutError`. In a task, await `wrapFuture(future)` instead. */
  override result(timeout?: Timeout): T {
    this.#wait(timeout);
    return super.result();
  }

  /** As `result`, for what the call raised. */
  override exception(timeout?: Timeout): Error | null {
    this.#wait(timeout);
    return super.exception();
  }

  override cancel(): boolean {
    if (this._isOver || this._isRunning) return super.cancel();
    const answer = this.#calls.link.ask({ op: 'cancel', call: this.#call })[0];
    return answer?.is === 'value' && answer.value ? super.cancel() : false;
  }

  /** @internal `told`: that its pool is gone, as soon as this future knows. */
  _ifBroken(told: (message: string) => void): void {
    this.#whenBroken = told;
  }

  /** @internal */
  _wasBroken(message: string): void {
    this.#whenBroken(message);
    this.setException(new BrokenProcessPool(message));
  }

  /** @internal The parent has cancelled the call: it need not be asked again. */
  _wasCancelled(): void {
    if (super.cancel()) super.setRunningOrNotifyCancel();
  }

  override done(): boolean {
    if (!this._isOver) this.#calls.poll();
    return super.done();
  }

  override running(): boolean {
    if (!this._isOver) this.#calls.poll();
    return super.running();
  }

  #wait(timeout: Timeout): void {
    const seconds = timeoutPassed(timeout);
    if (this._isOver) return;
    const answer = this.#calls.link.ask({ op: 'result', call: this.#call, timeout: seconds })[0];
    if (answer?.is === 'late') throw new TimeoutError();
    refuse(answer);
    if (answer !== undefined) this.#calls.settle(this, answer);
  }
}

/** Raises what an answer refuses. */
export function refuse(answer: OutsideAnswer | undefined): void {
  if (answer?.is === 'deadlock') throw new DeadlockError(answer.message);
  if (answer?.is === 'refused') throw errorNamed(answer.error, answer.message);
}

const errorClasses: { readonly [name: string]: new (message: string) => Error } = {
  RuntimeError,
  BrokenProcessPool,
  TypeError,
};

function errorNamed(name: string, message: string): Error {
  return new (errorClasses[name] ?? RuntimeError)(message);
}

export class Calls {
  readonly link: Link;
  readonly #border: Border;
  readonly #functions: FunctionTable;
  /** What runs in a loop of this isolate for other threads, by its call. */
  readonly #coroutines = new OwnMap<number, ConcurrentFuture<unknown>>();
  #lastId = 0;

  constructor(link: Link, border: Border, functions: FunctionTable) {
    this.link = link;
    this.#border = border;
    this.#functions = functions;
    way.current = {
      callSoon: (loop, fn, args) =>
        link.tell({ op: 'callSoon', loop, future: 0, wakes: true, ...this.invocation(fn, args, true) }),
      callMethod: (loop, future, name, args, wakes) =>
        link.tell({ op: 'callSoon', loop, future, wakes, fn: { module: null, name }, args: border.encode(args, true) }),
      callLoop: (loop, name) =>
        link.tell({
          op: 'callSoon',
          loop,
          future: 0,
          wakes: true,
          fn: { module: LOOP, name },
          args: border.encode([], true),
        }),
      now: () => link.now(),
      runCoroutine: (loop, work) => this.#runCoroutine(loop, work),
    };
    link.onCall = (answer, wakes) => this.#called(answer, wakes);
  }

  startIn(lane: number): void {
    this.#lastId = lane * LANE_IDS;
    this.#border.lane = lane;
  }

  /** Blocks until one of the calls is over; false: `timeout` seconds were. */
  waitForAny(calls: readonly number[], timeout: number | null): boolean {
    if (calls.length > MOST_WAITED)
      throw new ValueError(
        `at most ${MOST_WAITED} futures can be waited for at once: wait for one part, then the next`,
      );
    const answer = this.link.ask({ op: 'waitAny', calls, timeout })[0];
    refuse(answer);
    return answer?.is === 'over';
  }

  /** Whatever has come to an end by now is told. */
  poll(): void {
    this.link.ask({ op: 'poll' });
  }

  /** Blocks for so many seconds. */
  pass(seconds: number): void {
    this.link.ask({ op: 'sleep', seconds });
  }

  /** A number that no other isolate of the run uses. */
  takeId(): number {
    return ++this.#lastId;
  }

  invocation(fn: unknown, args: readonly unknown[], shares: boolean): Invocation {
    if (typeof fn !== 'function') throw new TypeError('the first argument must be callable');
    return { fn: this.#reference(fn), args: this.#border.encode(args, shares) };
  }

  #reference(fn: unknown): FunctionReference {
    const ref = this.#functions.referenceTo(fn);
    if (ref === null) throw notAtTheTop(fn);
    if (ref.name.length > MOST_NAME)
      throw new TypeError(`a function of a name that long cannot be called in another thread or process`);
    return ref;
  }

  /** Who asks: the running task, and 0 outside of all. */
  get asker(): number {
    return current.task?.id ?? 0;
  }

  submit<R>(pool: number, shares: boolean, fn: unknown, args: readonly unknown[], mark: number): CallFuture<R> {
    const call = this.takeId();
    const invocation = this.invocation(fn, args, shares);
    const future = new CallFuture<R>(this, call);
    this.link.begin({ op: 'submit', pool, call, parent: this.asker, mark, ...invocation }, (answer) =>
      this.settle(future, answer),
    );
    return future;
  }

  /** Gives a future what its call came to; one that has it already keeps it. */
  settle<T>(future: CallFuture<T>, answer: OutsideAnswer): void {
    if (future._isOver) return;
    if (answer.is === 'cancelled') return future._wasCancelled();
    if (!future._isRunning && !future.setRunningOrNotifyCancel()) return;
    if (answer.is === 'returned') this.#arrived(future, answer.text);
    else if (answer.is === 'raised') future.setException(this.#border.decode(answer.text));
    else if (answer.is === 'broken') future._wasBroken(answer.message);
    else if (answer.is === 'refused') future.setException(errorNamed(answer.error, answer.message));
  }

  /** What cannot be had here is the error of its call, not of whoever runs just now. */
  #arrived<T>(future: CallFuture<T>, text: string): void {
    let result: unknown;
    try {
      result = this.#border.decode(text);
    } catch (error) {
      return future.setException(error);
    }
    future.setResult(result as T);
  }

  /** The call that this isolate is to make: what it gives, or throws. */
  make({ fn, args }: Invocation): unknown {
    const found = this.#functions.find(fn);
    if (typeof found !== 'function') throw new TypeError(`there is no function ${fn.name} here`);
    const decoded = this.#border.decode(args);
    return apply(found, undefined, isArray(decoded) ? decoded : []);
  }

  /** A name that threads and processes do not have, since it is no function, class, import or literal of the file. */
  explainAbsent(error: unknown): unknown {
    try {
      if (error instanceof ReferenceError) this.#explainName(error);
    } catch {
      // A proxy, or an error that cannot be changed: it says what it says.
    }
    return error;
  }

  #explainName(error: ReferenceError): void {
    const name = /^(\S+) is not defined$/.exec(error.message)?.[1];
    if (name === undefined || !this.#functions.isAbsent(name)) return;
    error.message += ` here: a thread or process has only the imports, functions, classes and literal constants of the file. Pass ${name} as an argument`;
  }

  outcomeOf(work: () => unknown, shares: boolean): Outcome {
    try {
      return { is: 'returned', text: this.#border.encode(work(), shares) };
    } catch (error) {
      return { is: 'raised', text: this.#border.encodeError(this.explainAbsent(error), shares) };
    }
  }

  #runCoroutine<T>(loop: number, work: Coroutine<T>): ConcurrentFuture<T> {
    const made = work._takeCall();
    if (made === null)
      throw new TypeError(`${work} cannot be run in another thread: only one that a coroutine of the file's top gives`);
    const call = this.takeId();
    const future = new CallFuture<T>(this, call);
    const invocation = this.invocation(made.fn, made.args, true);
    this.link.begin({ op: 'coroutine', loop, call, ...invocation }, (answer) => this.settle(future, answer));
    return future;
  }

  /** Another thread wants something of a loop of this one. */
  #called(answer: OutsideAnswer, wakes: boolean): void {
    if (answer.is === 'cancels') this.#coroutines.get(answer.call)?.cancel();
    if (answer.is !== 'called') return;
    if (answer.future !== 0) return this.#callMethod(answer, wakes);
    const loop = this.#border.loop(answer.loop);
    if (answer.call !== 0) this.#runFor(answer.call, answer, loop);
    else if (loop !== undefined && !loop.isClosed()) {
      const stops = answer.fn.module === LOOP && answer.fn.name === 'stop';
      loop.callSoonThreadsafe(stops ? () => loop.stop() : () => this.make(answer));
    }
  }

  /** Where the loop is not woken for it, it was called when it was called: only what follows of it is the loop's affair. */
  #callMethod({ future: number, fn, args }: Called, wakes: boolean): void {
    const future = this.#border.future(number);
    if (future === undefined || future._loop.isClosed()) return;
    const method = future[fn.name as 'cancel'] as (...args: readonly unknown[]) => unknown;
    const decoded = this.#border.decode(args) as readonly unknown[];
    const call = (): unknown => apply(method, future, decoded);
    if (wakes) return void future._loop.callSoonThreadsafe(call);
    try {
      call();
    } catch {
      // The future is over. CPython raises this in the other thread, which has gone on by now.
    }
  }

  #runFor(call: number, invocation: Invocation, loop: EventLoop | undefined): void {
    const tell = (answer: Outcome): void => this.link.tell({ op: 'outcome', call, answer });
    try {
      if (loop === undefined || loop.isClosed()) throw new RuntimeError('Event loop is closed');
      const future = runCoroutineThreadsafe(this.make(invocation) as Coroutine<unknown>, loop);
      this.#coroutines.set(call, future);
      future.addDoneCallback(() => {
        this.#coroutines.delete(call);
        tell(future.cancelled() ? { is: 'cancelled' } : this.outcomeOf(() => future.result(), true));
      });
    } catch (error) {
      tell({ is: 'raised', text: this.#border.encodeError(error, true) });
    }
  }
}

type Called = OutsideAnswer & { readonly is: 'called' };
