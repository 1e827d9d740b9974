/**
 * Synchronisation between the tasks of one loop: locks, events, conditions, semaphores and barriers. All are fair: who
 * waited first goes first. A method that may wait gives a coroutine; the others act at once.
 */
import { atOnce } from './awaitables.ts';
import type { Reject, Resolve } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import type { ScopeBody } from './context-managers.ts';
import { Coroutine, boxedCoroutineOf, coroutineOf } from './coroutines.ts';
import { Deque } from './deque.ts';
import { BrokenBarrierError, CancelledError, RuntimeError, ValueError } from './exceptions.ts';
import { CANCELLED, FINISHED, LabelledFuture, OwnFuture, PENDING } from './futures.ts';
import type { Future } from './futures.ts';
import { LoopBound } from './mixins.ts';

type Waiters = Deque<Future<boolean>>;

const LOCK_ACQUIRE = 'lock.acquire()';
const EVENT_WAIT = 'event.wait()';
const CONDITION_WAIT = 'condition.wait()';
const SEMAPHORE_ACQUIRE = 'semaphore.acquire()';
const BARRIER_WAIT = 'barrier.wait()';

const TRUE: [true] = [true];

function counted(waiters: Waiters): string {
  return waiters.length === 0 ? '' : `, waiters:${waiters.length}`;
}

function wake(waiter: Future<boolean>, result: boolean): void {
  waiter._complete(FINISHED, result);
}

/** CPython: `locks._ContextManagerMixin`. What can be acquired and released, also around a block of code. */
abstract class ContextManagerMixin extends LoopBound {
  /** Waits for its turn. */
  abstract acquire(): Coroutine<true>;
  abstract release(): void;

  /**
   * CPython: `async with lock:`. Acquires, runs `body` in the current task, and releases however that ends.
   * Gives what `body` returned.
   */
  with<R>(body: ScopeBody<void, R>): Coroutine<R> {
    return coroutineOf(`${this.constructor.name}.with`, async () => {
      await atOnce(this.acquire());
      try {
        return await body();
      } finally {
        this.release();
      }
    });
  }

  /** CPython: `__aenter__`. */
  aenter(): Coroutine<void> {
    return coroutineOf(`${this.constructor.name}.aenter`, async () => {
      await atOnce(this.acquire());
    });
  }

  /** CPython: `__aexit__`. */
  aexit(): Promise<false> {
    return new Promise((resolve) => {
      this.release();
      resolve(false);
    });
  }
}

/**
 * CPython: `asyncio.Lock`. One holder at a time; who holds it is not noted, so anyone may release it.
 * Those who wait get it in the order they came.
 */
export class Lock extends ContextManagerMixin {
  /** @internal What one waits for here. */ _what = LOCK_ACQUIRE;
  readonly #waiters: Waiters = new Deque();
  #locked = false;

  /** CPython: `lock.locked`. */
  locked(): boolean {
    return this.#locked;
  }

  /** CPython: `Lock.acquire`. Waits until the lock is free, and takes it. */
  override acquire(): Coroutine<true> {
    return boxedCoroutineOf('Lock.acquire', () => (this.#takeNow() ? TRUE : this.#waitAndTake()));
  }

  /** Jumps the queue only if everybody in it was cancelled. */
  #takeNow(): boolean {
    if (this.#locked) return false;
    for (const waiter of this.#waiters) if (waiter._state !== CANCELLED) return false;
    this.#locked = true;
    return true;
  }

  async #waitAndTake(): Promise<[true]> {
    const waiter = new LabelledFuture<boolean>(this._what, this._getLoop());
    this.#waiters.push(waiter);
    try {
      try {
        await atOnce(waiter);
      } finally {
        this.#waiters.remove(waiter);
      }
    } catch (error) {
      // If nobody holds the lock, the next in line must not sleep on.
      if (error instanceof CancelledError && !this.#locked) this.#wakeUpFirst();
      throw error;
    }
    this.#locked = true;
    return TRUE;
  }

  /** CPython: `Lock.release`. Lets the first in line go on. `RuntimeError` if nobody holds it. */
  override release(): void {
    if (!this.#locked) throw new RuntimeError('Lock is not acquired.');
    this.#locked = false;
    this.#wakeUpFirst();
  }

  /** One that is done is on its way already. */
  #wakeUpFirst(): void {
    const { first } = this.#waiters;
    if (first?._state === PENDING) wake(first, true);
  }

  override toString(): string {
    return `<${this.constructor.name} [${this.#locked ? 'locked' : 'unlocked'}${counted(this.#waiters)}]>`;
  }
}

/** CPython: `asyncio.Event`. A flag that tasks can wait for. */
export class Event extends LoopBound {
  /** @internal What one waits for here. */ _what = EVENT_WAIT;
  readonly #waiters: Waiters = new Deque();
  #value = false;

  /** CPython: `event.is_set`. */
  isSet(): boolean {
    return this.#value;
  }

  /** Sets the flag and wakes everybody who waits. They go on even if it is cleared before their turn. */
  set(): void {
    if (this.#value) return;
    this.#value = true;
    for (const waiter of this.#waiters) if (waiter._state === PENDING) wake(waiter, true);
  }

  /** Takes the flag back: from now on `wait` waits. */
  clear(): void {
    this.#value = false;
  }

  /** CPython: `Event.wait`. Waits until the flag is set; goes on at once if it is. */
  wait(): Coroutine<true> {
    return new EventWait(this);
  }

  /** @internal A place in the line of those who wait. */
  _newWaiter(wait: EventWait): Future<true> {
    const waiter = new EventWaiter(wait, this, this._getLoop());
    this.#waiters.push(waiter);
    return waiter;
  }

  /** @internal */
  _removeWaiter(waiter: EventWaiter): void {
    this.#waiters.remove(waiter);
  }

  override toString(): string {
    return `<${this.constructor.name} [${this.#value ? 'set' : 'unset'}${counted(this.#waiters)}]>`;
  }
}

/** The coroutine of `Event.wait`: it parks the task that awaits it, and needs no promise of its own. */
class EventWait extends Coroutine<true> {
  readonly #event: Event;

  constructor(event: Event) {
    super();
    this.#event = event;
  }

  get name(): string {
    return 'Event.wait';
  }

  /** @internal */
  override _run(resolve: Resolve, reject: Reject): void {
    if (this.#event.isSet()) {
      this._waitIsOver();
      resolve(true);
    } else this.#event._newWaiter(this)._await(resolve, reject);
  }
}

class EventWaiter extends OwnFuture<true> {
  readonly #wait: EventWait;
  readonly #event: Event;

  constructor(wait: EventWait, event: Event, loop: EventLoop) {
    super(loop);
    this.#wait = wait;
    this.#event = event;
  }

  override get what(): string {
    return this.#event._what;
  }

  /** @internal */
  override _waitIsOver(): void {
    this.#wait._waitIsOver();
    this.#event._removeWaiter(this);
  }
}

/**
 * CPython: `asyncio.Condition`. A lock, and a line of tasks that gave it up until somebody tells them that something has
 * changed. `acquire`, `release` and `locked` are the lock's.
 */
export class Condition extends ContextManagerMixin {
  /** @internal What one waits for here. */ _what = CONDITION_WAIT;
  readonly #lock: Lock;
  readonly #waiters: Waiters = new Deque();

  /** @param lock a lock to share with others; by default one of its own. */
  constructor(lock: Lock = new Lock()) {
    super();
    this.#lock = lock;
  }

  /** CPython: `condition.locked`. */
  locked(): boolean {
    return this.#lock.locked();
  }

  override acquire(): Coroutine<true> {
    return this.#lock.acquire();
  }

  override release(): void {
    this.#lock.release();
  }

  /**
   * CPython: `Condition.wait`. Releases the lock, waits to be notified, acquires it again. Only with the lock held
   * (`RuntimeError`). May also wake for no reason: check what was waited for, or use `waitFor`.
   */
  wait(): Coroutine<true> {
    return boxedCoroutineOf('Condition.wait', () => this.#untilNotified());
  }

  async #untilNotified(): Promise<[true]> {
    if (!this.locked()) throw new RuntimeError('cannot wait on un-acquired lock');
    const waiter = new LabelledFuture<boolean>(this._what, this._getLoop());
    this.release();
    try {
      try {
        this.#waiters.push(waiter);
        try {
          await atOnce(waiter);
          return TRUE;
        } finally {
          this.#waiters.remove(waiter);
        }
      } finally {
        await this.#acquireAgain();
      }
    } catch (error) {
      // It may have been notified before the error came: somebody else must not miss that.
      this.#notify(1);
      throw error;
    }
  }

  /** The lock is held when this ends, however often the task is cancelled meanwhile; the last of the errors is raised. */
  async #acquireAgain(): Promise<void> {
    let cancellation: CancelledError | null = null;
    for (;;) {
      try {
        await atOnce(this.acquire());
        break;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        cancellation = error;
      }
    }
    if (cancellation !== null) throw cancellation;
  }

  /** CPython: `Condition.wait_for`. Waits until `predicate` gives something truthy, which is the result. */
  waitFor<R>(predicate: () => R): Coroutine<R> {
    return boxedCoroutineOf('Condition.waitFor', () => this.#untilTrue(predicate));
  }

  async #untilTrue<R>(predicate: () => R): Promise<[R]> {
    let result = predicate();
    while (!result) {
      await atOnce(this.wait());
      result = predicate();
    }
    return [result];
  }

  /** CPython: `Condition.notify`. Wakes `n` of those who wait; they go on when they have the lock. Only with the lock held. */
  notify(n = 1): void {
    if (!this.locked()) throw new RuntimeError('cannot notify on un-acquired lock');
    this.#notify(n);
  }

  #notify(n: number): void {
    let left = n;
    for (const waiter of this.#waiters) {
      if (left <= 0) break;
      if (waiter._state !== PENDING) continue;
      left--;
      wake(waiter, false);
    }
  }

  /** CPython: `Condition.notify_all`. */
  notifyAll(): void {
    this.notify(this.#waiters.length);
  }

  override toString(): string {
    return `<${this.constructor.name} [${this.locked() ? 'locked' : 'unlocked'}${counted(this.#waiters)}]>`;
  }
}

/** CPython: `asyncio.Semaphore`. Lets in so many at a time; `release` makes room for one more. */
export class Semaphore extends ContextManagerMixin {
  readonly #waiters: Waiters = new Deque();
  /** @internal */ _value: number;

  /** @param value how many may acquire it before one has to wait; `ValueError` below 0. */
  constructor(value = 1) {
    super();
    if (value < 0) throw new ValueError('Semaphore initial value must be >= 0');
    this._value = value;
  }

  /** True if `acquire` would wait: there is no room, or others came first. */
  locked(): boolean {
    if (this._value === 0) return true;
    for (const waiter of this.#waiters) if (waiter._state !== CANCELLED) return true;
    return false;
  }

  /** CPython: `Semaphore.acquire`. */
  override acquire(): Coroutine<true> {
    return boxedCoroutineOf('Semaphore.acquire', () => {
      if (this.locked()) return this.#waitAndEnter();
      this._value--;
      return TRUE;
    });
  }

  async #waitAndEnter(): Promise<[true]> {
    const waiter = new LabelledFuture<boolean>(SEMAPHORE_ACQUIRE, this._getLoop());
    this.#waiters.push(waiter);
    try {
      try {
        await atOnce(waiter);
      } finally {
        this.#waiters.remove(waiter);
      }
    } catch (error) {
      // Room was made for this task, which cannot take it any more.
      if (error instanceof CancelledError && waiter._state === FINISHED) this._value++;
      throw error;
    } finally {
      // Others may have come meanwhile and had to stand behind this task.
      while (this._value > 0 && this.#wakeUpNext());
    }
    return TRUE;
  }

  /** CPython: `Semaphore.release`. Makes room for one, by whoever and however often it is called. */
  release(): void {
    this._value++;
    this.#wakeUpNext();
  }

  #wakeUpNext(): boolean {
    for (const waiter of this.#waiters) {
      if (waiter._state !== PENDING) continue;
      this._value--;
      wake(waiter, true);
      return true;
    }
    return false;
  }

  override toString(): string {
    const state = this.locked() ? 'locked' : `unlocked, value:${this._value}`;
    return `<${this.constructor.name} [${state}${counted(this.#waiters)}]>`;
  }
}

/** CPython: `asyncio.BoundedSemaphore`. A semaphore that cannot be released more often than it was acquired. */
export class BoundedSemaphore extends Semaphore {
  readonly #bound: number;

  constructor(value = 1) {
    super(value);
    this.#bound = value;
  }

  /** `ValueError` if nobody has acquired it. */
  override release(): void {
    if (this._value >= this.#bound) throw new ValueError('BoundedSemaphore released too many times');
    super.release();
  }
}

type BarrierState = 'filling' | 'draining' | 'resetting' | 'broken';

/** CPython: `asyncio.Barrier`. A place where tasks wait until `parties` of them are there; then all go on. */
export class Barrier extends LoopBound {
  /** How many have to come. */
  readonly parties: number;
  /** All who wait are told when the state changes. */
  readonly #changed: Condition;
  #state: BarrierState = 'filling';
  #count = 0;

  constructor(parties: number) {
    super();
    if (!(parties >= 1)) throw new ValueError('parties must be > 0');
    this.parties = parties;
    const lock = new Lock();
    lock._what = BARRIER_WAIT;
    this.#changed = new Condition(lock);
    this.#changed._what = BARRIER_WAIT;
  }

  /** How many wait. CPython: `n_waiting`. */
  get nWaiting(): number {
    return this.#state === 'filling' ? this.#count : 0;
  }

  /** True after `abort`, until `reset`. */
  get broken(): boolean {
    return this.#state === 'broken';
  }

  /**
   * CPython: `Barrier.wait`. Waits until all are there; gives each a number from 0 to `parties - 1`, in the order they
   * came. `BrokenBarrierError` if it is reset or aborted meanwhile, or was aborted before.
   */
  wait(): Coroutine<number> {
    return coroutineOf('Barrier.wait', async () => await atOnce(this.#changed.with(() => this.#enterAndWait())));
  }

  async #enterAndWait(): Promise<number> {
    await this.#untilReady();
    try {
      const index = this.#count++;
      if (index + 1 === this.parties) this.#release();
      else await this.#untilFull();
      return index;
    } finally {
      this.#count--;
      this.#exit();
    }
  }

  /** Those of the last round must all have left. CPython: `_block`. */
  async #untilReady(): Promise<void> {
    await atOnce(this.#changed.waitFor(() => this.#state !== 'draining' && this.#state !== 'resetting'));
    if (this.#state === 'broken') throw new BrokenBarrierError('Barrier aborted');
  }

  #release(): void {
    this.#state = 'draining';
    this.#changed.notifyAll();
  }

  /** CPython: `_wait`. */
  async #untilFull(): Promise<void> {
    await atOnce(this.#changed.waitFor(() => this.#state !== 'filling'));
    if (this.#state === 'broken' || this.#state === 'resetting')
      throw new BrokenBarrierError('Abort or reset of barrier');
  }

  /** The last to leave opens the next round. */
  #exit(): void {
    if (this.#count > 0) return;
    if (this.#state === 'resetting' || this.#state === 'draining') this.#state = 'filling';
    this.#changed.notifyAll();
  }

  /** CPython: `Barrier.reset`. Empty and whole again; who waits gets `BrokenBarrierError`. */
  reset(): Coroutine<void> {
    return coroutineOf('Barrier.reset', async () =>
      this.#changed.with(() => {
        this.#state = this.#count > 0 ? 'resetting' : 'filling';
        this.#changed.notifyAll();
      }),
    );
  }

  /** CPython: `Barrier.abort`. Breaks it: who waits, and who comes before `reset`, gets `BrokenBarrierError`. */
  abort(): Coroutine<void> {
    return coroutineOf('Barrier.abort', async () =>
      this.#changed.with(() => {
        this.#state = 'broken';
        this.#changed.notifyAll();
      }),
    );
  }

  /** CPython: `async with barrier as index:`. Waits, then runs `body` in the current task; leaving it does nothing. */
  with<R>(body: ScopeBody<number, R>): Coroutine<R> {
    return coroutineOf('Barrier.with', async () => await atOnce(body(await atOnce(this.wait()))));
  }

  /** CPython: `__aenter__`. */
  aenter(): Coroutine<number> {
    return this.wait();
  }

  /** CPython: `__aexit__`. */
  aexit(): Promise<false> {
    return Promise.resolve(false);
  }

  override toString(): string {
    const waiters = this.broken ? '' : `, waiters:${this.nWaiting}/${this.parties}`;
    return `<${this.constructor.name} [${this.#state}${waiters}]>`;
  }
}
