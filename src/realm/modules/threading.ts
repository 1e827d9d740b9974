/**
 * Python's `threading`, as snippets import it: real threads, and what they meet at. Source: CPython's `Lib/threading.py`.
 * Evaluated inside the context.
 *
 * Differs: a thread has a memory of its own, so that its function must be declared at the top of the file, and what it is to work
 * with is passed to it. Locks, events and the like can be: both sides then have the same one. Memory that is really
 * shared is a `SharedArrayBuffer`. Of errors, own properties arrive, but their constructors are not called anew. What belongs to one
 * thread (locks and queues of asyncio, tasks' contexts, threads, pools) cannot be passed: `TypeError`. `join` is awaited, `joinSync`
 * blocks. `Thread.name` is fixed when it starts; a subclass with a `run` of its own is refused, since the object would not be there
 * in the thread; there is no `Timer`, no `Barrier`, no `BoundedSemaphore`, no `enumerate`; `activeCount` counts
 * the threads that this one has started, and itself. A thread whose function has returned ends when the timers, immediates and requests that it left behind
 * have come, as one of Node's does. Numbers of threads are small, and the same in every run.
 */
import { current } from '../../asyncio/events.ts';
import { RuntimeError, ValueError } from '../../asyncio/exceptions.ts';
import { withResolvers } from '../../asyncio/native-promises.ts';
import { PromiseFuture } from '../../asyncio/promise-future.ts';
import { repr } from '../../asyncio/repr.ts';
import type { PrimitiveKind, PrimitiveMethod } from '../../trace/pool-question.ts';
import { refuse } from '../calls.ts';
import { type Crossing, markCrossing, revivers, staysHere } from '../crossing.ts';
import { OwnMap, OwnSet } from '../own-collections.ts';
import { power } from '../pool-client.ts';
import {
  type Timeout,
  countPassed,
  isOptions,
  namePassed,
  numberPassed,
  timeoutPassed,
} from '../question-arguments.ts';

type Target = (...args: never[]) => unknown;

interface ThreadOptions {
  readonly target: Target;
  readonly args?: readonly unknown[];
  readonly name?: string;
  /** The program does not wait for it at its end. */
  readonly daemon?: boolean;
}

const { isArray } = Array;
const { create } = Object;
let threads = 0;
const living = new OwnSet<Thread>();

/** CPython: `threading.Thread(target=f, args=(…))`. */
export class Thread {
  name: string;
  daemon: boolean;
  readonly #target: Target;
  readonly #args: readonly unknown[];
  #id = 0;
  #ident: number | null = null;
  #state: 'new' | 'alive' | 'over' = 'new';
  readonly #over = withResolvers<void>();

  /** `new Thread(f, ...args)`, or `new Thread({ target, args, name, daemon })`. */
  constructor(target: Target);
  constructor(target: ThreadOptions);
  constructor(target: (...args: never[]) => unknown, ...args: readonly unknown[]);
  constructor(given: Target | ThreadOptions, ...args: readonly unknown[]) {
    refuseRun(this);
    const options: Partial<ThreadOptions> = typeof given === 'function' ? {} : given;
    const target = typeof given === 'function' ? given : given?.target;
    if (typeof target !== 'function') throw new TypeError(`Thread() needs a function, not ${repr(given)}`);
    this.#target = target;
    this.#args = argumentsOf(options.args) ?? args;
    this.name = options.name == null ? `Thread-${++threads} (${target.name})` : `${options.name}`;
    this.daemon = Boolean(options.daemon);
  }

  /** CPython: `Thread.start`. */
  start(): void {
    refuseRun(this);
    if (this.#state !== 'new') throw new RuntimeError('threads can only be started once');
    const { calls, line } = power();
    const invocation = calls.invocation(this.#target, this.#args, true);
    this.#id = calls.takeId();
    this.#state = 'alive';
    living.add(this);
    calls.link.begin(
      {
        op: 'thread',
        thread: this.#id,
        daemon: this.daemon,
        name: namePassed(this.name),
        parent: calls.asker,
        mark: line(),
        ...invocation,
      },
      (answer) => {
        if (answer.is === 'begun') this.#ident = identOf(answer.lane);
        else this.#ended();
      },
      !this.daemon,
    );
  }

  #ended(): void {
    this.#state = 'over';
    living.delete(this);
    this.#over.resolve();
  }

  /** CPython: `Thread.join`, of which only the task that awaits it waits. `timeout`: seconds. */
  join(timeout?: Timeout): PromiseLike<void> {
    this.#check();
    const { promise, resolve } = withResolvers<void>();
    if (this.#state === 'over') resolve();
    else
      power().calls.link.begin({ op: 'join', thread: this.#id, timeout: timeoutPassed(timeout) }, (answer) => {
        if (answer.is === 'over' && this.#state === 'alive') this.#ended();
        resolve();
      });
    return current.loop === null ? promise : new PromiseFuture(promise, current.loop, `join(${this.name})`);
  }

  /** CPython: `Thread.join`, which blocks this thread, with every task in it. */
  joinSync(timeout?: Timeout): void {
    this.#check();
    if (this.#state === 'over') return;
    const answer = power().calls.link.ask({ op: 'join', thread: this.#id, timeout: timeoutPassed(timeout) })[0];
    refuse(answer);
    if (answer?.is === 'over' && this.#state === 'alive') this.#ended();
  }

  #check(): void {
    if (this.#state === 'new') throw new RuntimeError('cannot join thread before it is started');
  }

  /** CPython: `Thread.is_alive`. */
  isAlive(): boolean {
    if (this.#state === 'alive') power().calls.poll();
    return this.#state === 'alive';
  }

  /** CPython: `Thread.ident`. What `getIdent()` gives in it; null before it has started. */
  get ident(): number | null {
    if (this.#state !== 'new' && this.#ident === null) power().calls.poll();
    return this.#ident;
  }

  toString(): string {
    const state = { new: 'initial', alive: 'started', over: 'stopped' }[this.#state];
    return `<Thread(${this.name}, ${state})>`;
  }
}

/** Python's other way to say what a thread does: here nobody would call it, since the object is not there in the thread. */
function refuseRun(thread: object): void {
  if (!('run' in thread)) return;
  throw new TypeError(
    'the run() of a Thread is not called here: the thread has a memory of its own, without this object. ' +
      'Write its work as a function at the top of the file, and pass what it works with: new Thread(work, …)',
  );
}

staysHere(Thread, 'stays in the thread that made it: join it there');

function argumentsOf(given: unknown): readonly unknown[] | null {
  if (given === null || given === undefined) return null;
  if (!isArray(given)) throw new TypeError(`args is a list of arguments, as [${repr(given)}], not ${repr(given)}`);
  return given as readonly unknown[];
}

/** The thread that this code runs in, as far as it can be told from inside. */
interface ThisThread {
  readonly name: string;
  readonly ident: number;
}

/** CPython: `threading.current_thread`. */
export function currentThread(): ThisThread {
  return { name: power().laneName(), ident: getIdent() };
}

/** CPython: `threading.get_ident`. A number that no other thread of the run has, and never 0. */
export function getIdent(): number {
  return identOf(power().lane);
}

function identOf(lane: number): number {
  return lane + 1;
}

/** CPython: `threading.active_count`: the threads that this one has started, and itself. */
export function activeCount(): number {
  power().calls.poll();
  return living.size + 1;
}

interface LockState {
  readonly lock: number;
  readonly lockKind: PrimitiveKind;
}

/** What threads meet at. It lives in the parent, and every thread that has a handle of it has the same one. */
abstract class Primitive implements Crossing {
  readonly #kind: PrimitiveKind;
  readonly #id: number;

  constructor(kind: PrimitiveKind, value: number, lock: Primitive | null, id: number | null) {
    const { calls } = power();
    this.#kind = kind;
    this.#id = id === null ? calls.takeId() : numberPassed(id);
    markCrossing(this);
    if (id === null)
      calls.link.tell({ op: 'make', primitive: this.#id, kind, value, lock: lock === null ? 0 : lock.#id });
  }

  /** @internal */
  get _kind(): PrimitiveKind {
    return this.#kind;
  }

  /** @internal */
  get _id(): number {
    return this.#id;
  }

  /** @internal */
  get _state(): unknown {
    return { id: this.#id };
  }

  protected act(method: PrimitiveMethod, timeout: Timeout = null, count = 1): boolean {
    const answer = power().calls.link.ask({
      op: 'act',
      primitive: this.#id,
      method,
      timeout: timeoutPassed(timeout),
      count,
    })[0];
    refuse(answer);
    return answer?.is === 'value' && answer.value;
  }
}

interface AcquireOptions {
  /** False: gives false at once where it would have to wait. */
  readonly blocking?: boolean;
  /** Seconds; gives false when they are over. */
  readonly timeout?: number | null;
}

/** Whether to wait, and how long, seconds; null: without end. */
interface Patience {
  readonly blocking: boolean;
  readonly timeout: number | null;
}

/** What `acquire` is given. `unlimited`: the timeout that is none. */
function patienceOf(given: unknown, second: unknown, unlimited: number | null): Patience {
  const options: { readonly [name: string]: unknown } = isOptions(given) ? given : { blocking: given, timeout: second };
  const { blocking = true, timeout = unlimited } = options;
  if (typeof blocking === 'number' && blocking !== 0 && blocking !== 1)
    throw new TypeError(`blocking is true or false, not ${blocking}: write acquire({ timeout: ${blocking} })`);
  if (typeof blocking !== 'boolean' && typeof blocking !== 'number')
    throw new TypeError(`blocking is true or false, not ${repr(blocking)}`);
  const isUnlimited = timeout === unlimited || timeout === null;
  if (!blocking && !isUnlimited) throw new ValueError("can't specify a timeout for a non-blocking call");
  if (unlimited !== null && !isUnlimited && typeof timeout === 'number' && timeout < 0)
    throw new ValueError('timeout value must be a non-negative number');
  return { blocking: Boolean(blocking), timeout: isUnlimited ? null : timeoutPassed(timeout) };
}

/** Said where `using` looks for what it would call at the end of the block. */
function refuseUsing(): never {
  throw new TypeError('`using` does not acquire a lock: write lock.with(() => { … }), as `with lock:` in Python');
}

/** What can be acquired, and released. */
abstract class Acquirable extends Primitive {
  /** @internal */
  get [Symbol.dispose](): never {
    return refuseUsing();
  }

  /** The timeout that is none: CPython's locks have -1, its semaphores None. */
  protected get unlimited(): number | null {
    return -1;
  }

  /** Blocks this thread until it is there; true if it is. `acquire(blocking, timeout)`, or both as options. */
  acquire(blocking?: boolean | AcquireOptions, seconds?: number | null): boolean {
    const { blocking: waits, timeout } = patienceOf(blocking, seconds, this.unlimited);
    return this.act(waits ? 'acquire' : 'tryAcquire', timeout);
  }

  release(): void {
    this.act('release');
  }

  /** Python: `with lock:`. */
  with<T>(body: () => T): T {
    this.acquire();
    try {
      return body();
    } finally {
      this.release();
    }
  }
}

/** CPython: `threading.Lock`. Any thread may release it. */
export class Lock extends Acquirable {
  constructor();
  /** @internal */ constructor(id: number);
  constructor(id: number | null = null) {
    super('lock', 1, null, id);
  }

  locked(): boolean {
    return this.act('locked');
  }
}

/** CPython: `threading.RLock`. Its owner may acquire it again, and must release it as often. */
export class RLock extends Acquirable {
  constructor();
  /** @internal */ constructor(id: number);
  constructor(id: number | null = null) {
    super('rlock', 1, null, id);
  }
}

/** CPython: `threading.Semaphore`. */
export class Semaphore extends Acquirable {
  constructor(value?: number);
  /** @internal */ constructor(value: number, id: number);
  constructor(value = 1, id: number | null = null) {
    super(
      'semaphore',
      countPassed('the value of a Semaphore', value, 0, 'semaphore initial value must be >= 0'),
      null,
      id,
    );
  }

  protected override get unlimited(): null {
    return null;
  }

  override release(n = 1): void {
    this.act('release', null, countPassed('n', n, 1, 'n must be one or more'));
  }
}

/** CPython: `threading.Event`. */
export class Event extends Primitive {
  constructor();
  /** @internal */ constructor(id: number);
  constructor(id: number | null = null) {
    super('event', 0, null, id);
  }

  set(): void {
    this.act('set');
  }

  clear(): void {
    this.act('clear');
  }

  isSet(): boolean {
    return this.act('isSet');
  }

  /** Blocks this thread until it is set, at most `timeout` seconds; whether it is. */
  wait(timeout?: Timeout): boolean {
    return this.act('wait', timeout);
  }
}

/** CPython: `threading.Condition`. Its lock is an `RLock` unless one is given. */
export class Condition extends Primitive {
  readonly #lock: Lock | RLock;

  constructor(lock?: Lock | RLock | null);
  /** @internal */ constructor(lock: Lock | RLock, id: number);
  constructor(lock: Lock | RLock | null = null, id: number | null = null) {
    const own = lock ?? new RLock();
    if (!(own instanceof Lock || own instanceof RLock))
      throw new TypeError(`a Condition needs a Lock or an RLock, not ${repr(own)}`);
    super('condition', 0, own, id);
    this.#lock = own;
  }

  /** @internal */
  get [Symbol.dispose](): never {
    return refuseUsing();
  }

  /** @internal */
  override get _state(): unknown {
    const lock: LockState = { lock: this.#lock._id, lockKind: this.#lock._kind };
    return { id: this._id, ...lock };
  }

  acquire(blocking?: boolean | AcquireOptions, seconds?: number | null): boolean {
    return this.#lock.acquire(blocking, seconds);
  }

  release(): void {
    this.#lock.release();
  }

  with<T>(body: () => T): T {
    return this.#lock.with(body);
  }

  /** Releases the lock, blocks until it is notified (at most `timeout` seconds), acquires it again; whether it was notified. */
  wait(timeout?: Timeout): boolean {
    return this.act('wait', timeout);
  }

  /** CPython: `Condition.wait_for`. Waits until `predicate()` is true; what it gave last. */
  waitFor<T>(predicate: () => T, timeout?: Timeout): T {
    const seconds = timeoutPassed(timeout);
    const ends = seconds === null ? null : power().now() + seconds;
    for (;;) {
      const result = predicate();
      const left = ends === null ? null : ends - power().now();
      if (result || (left !== null && left <= 0)) return result;
      this.wait(left);
    }
  }

  notify(n = 1): void {
    // CPython: nobody, where it is less than one.
    this.act('notify', null, Math.max(0, countPassed('n', n, -Infinity, 'n must be a number')));
  }

  notifyAll(): void {
    this.act('notifyAll');
  }
}

const locals = new OwnMap<number, object>();

/**
 * CPython: `threading.local`. Every thread that is given it finds properties of its own.
 */
export class local {
  [name: string]: unknown;

  constructor() {
    return makeLocal(power().calls.takeId());
  }
}

function makeLocal(id: number): local {
  let own = locals.get(id);
  if (own === undefined) {
    own = create(local.prototype, {
      _kind: { __proto__: null, value: 'local' } as PropertyDescriptor,
      _state: { __proto__: null, value: { id } } as PropertyDescriptor,
    }) as object;
    markCrossing(own as object & Crossing);
    locals.set(id, own);
  }
  return own as local;
}

// How each kind is made anew where a handle of it arrives.
revivers.set('lock', (state) => new Lock(idOf(state)));
revivers.set('rlock', (state) => new RLock(idOf(state)));
revivers.set('semaphore', (state) => new Semaphore(0, idOf(state)));
revivers.set('event', (state) => new Event(idOf(state)));
revivers.set('condition', (state) => {
  const { lock, lockKind } = state as LockState;
  return new Condition(lockKind === 'lock' ? new Lock(lock) : new RLock(lock), idOf(state));
});
revivers.set('local', (state) => makeLocal(idOf(state)));

function idOf(state: unknown): number {
  return (state as { id: number }).id;
}
