/**
 * Queues between the tasks of one loop: who gets waits while there is nothing, who puts waits while there is no room.
 */
import type { Reject, Resolve } from './awaitables.ts';
import { atOnce, deliver } from './awaitables.ts';
import { Operation, coroutineOf } from './coroutines.ts';
import type { Coroutine } from './coroutines.ts';
import { Deque } from './deque.ts';
import { Exception, ValueError } from './exceptions.ts';
import { CANCELLED, FINISHED, LabelledFuture, PENDING } from './futures.ts';
import type { Future } from './futures.ts';
import { heappop, heappush } from './heapq.ts';
import type { Less } from './heapq.ts';
import { Event } from './locks.ts';
import { LoopBound } from './mixins.ts';
import { whenSettled } from './native-promises.ts';
import { repr } from './repr.ts';
import { isLess } from './tuple-order.ts';

/** CPython: `asyncio.QueueEmpty`. `getNowait` found nothing. */
export class QueueEmpty extends Exception {
  static override readonly name: string = 'QueueEmpty';
}

/** CPython: `asyncio.QueueFull`. `putNowait` found no room. */
export class QueueFull extends Exception {
  static override readonly name: string = 'QueueFull';
}

/** CPython: `asyncio.QueueShutDown`. Nothing can be put into, or got from, a queue that was shut down. */
export class QueueShutDown extends Exception {
  static override readonly name: string = 'QueueShutDown';
}

type Waiters = Deque<Future<void>>;

const GET = 'queue.get()';
const PUT = 'queue.put()';
const JOIN = 'queue.join()';

/** Wakes the first that still waits. */
function wakeNext(waiters: Waiters): void {
  for (let waiter = waiters.shift(); waiter !== undefined; waiter = waiters.shift()) {
    if (waiter._state !== PENDING) continue;
    waiter._complete(FINISHED, undefined);
    return;
  }
}

function wakeAll(waiters: Waiters): void {
  while (waiters.length > 0) wakeNext(waiters);
}

/**
 * CPython: `asyncio.Queue`. First in, first out. Items arrive as they were put, also tasks and futures, which `await`
 * does not take for its own: `const task = await queue.get()` is the task. (TypeScript cannot say so: to it every `await` goes
 * through to the result. Put such items in boxes, `queue.put([task])`, where the types matter.)
 */
export class Queue<T> extends LoopBound {
  /** How many items have room; 0 or less: any number. */
  readonly maxsize: number;
  /** @internal */ readonly _queue: Deque<T> | T[] = this._init();
  readonly #getters: Waiters = new Deque();
  readonly #putters: Waiters = new Deque();
  readonly #finished = new Event();
  #unfinishedTasks = 0;
  #isShutDown = false;

  constructor(maxsize = 0) {
    super();
    this.maxsize = maxsize;
    this.#finished._what = JOIN;
    this.#finished.set();
  }

  /** CPython: `_init`. With `_get` and `_put`, what another kind of queue does otherwise. */
  protected _init(): Deque<T> | T[] {
    return new Deque<T>();
  }

  /** CPython: `_get`. Takes the next item; there is one. */
  protected _get(): T {
    return this._queue.shift() as T;
  }

  /** CPython: `_put`. */
  protected _put(item: T): void {
    this._queue.push(item);
  }

  /** How many items are in it. */
  qsize(): number {
    return this._queue.length;
  }

  /** CPython: `queue.empty`. */
  empty(): boolean {
    return this._queue.length === 0;
  }

  /** CPython: `queue.full`. Never, if any number has room. */
  full(): boolean {
    return this.maxsize > 0 && this.qsize() >= this.maxsize;
  }

  /** CPython: `Queue.put`. Waits while the queue is full. `QueueShutDown` once it is shut down. */
  put(item: T): Coroutine<void> {
    return new Put(this, item);
  }

  /** @internal */
  async _putWhenNotFull(item: T): Promise<void> {
    while (this.full()) {
      if (this.#isShutDown) throw new QueueShutDown();
      await this.#waitIn(this.#putters, PUT, () => !this.full());
    }
    this.putNowait(item);
  }

  /** CPython: `Queue.put_nowait`. `QueueFull` if there is no room, `QueueShutDown` once it is shut down. */
  putNowait(item: T): void {
    if (this.#isShutDown) throw new QueueShutDown();
    if (this.full()) throw new QueueFull();
    this._put(item);
    this.#unfinishedTasks++;
    this.#finished.clear();
    wakeNext(this.#getters);
  }

  /** CPython: `Queue.get`. Waits while the queue is empty. `QueueShutDown` once it is shut down and empty. */
  get(): Coroutine<T> {
    return new Get(this);
  }

  /** @internal In an array, or the promise would await an item that can be awaited. */
  async _getWhenNotEmpty(): Promise<[T]> {
    while (this.empty()) {
      if (this.#isShutDown) throw new QueueShutDown();
      await this.#waitIn(this.#getters, GET, () => !this.empty());
    }
    return [this.getNowait()];
  }

  /** CPython: `Queue.get_nowait`. `QueueEmpty` if there is nothing, `QueueShutDown` if there will be nothing. */
  getNowait(): T {
    if (this.empty()) throw this.#isShutDown ? new QueueShutDown() : new QueueEmpty();
    const item = this._get();
    wakeNext(this.#putters);
    return item;
  }

  /** `couldGoOn` says whether the next in line can do what this one, cancelled after it was woken, could have done. */
  async #waitIn(waiters: Waiters, what: string, couldGoOn: () => boolean): Promise<void> {
    const waiter = new LabelledFuture<void>(what, this._getLoop());
    waiters.push(waiter);
    try {
      await atOnce(waiter);
    } catch (error) {
      waiter.cancel();
      waiters.remove(waiter);
      if (couldGoOn() && waiter._state !== CANCELLED) wakeNext(waiters);
      throw error;
    }
  }

  /** CPython: `Queue.task_done`. Says that what was got is dealt with. `ValueError` if said more often than items were put. */
  taskDone(): void {
    if (this.#unfinishedTasks <= 0) throw new ValueError('task_done() called too many times');
    this.#unfinishedTasks--;
    if (this.#unfinishedTasks === 0) this.#finished.set();
  }

  /** CPython: `Queue.join`. Waits until `taskDone` was said of every item. */
  join(): Coroutine<void> {
    return coroutineOf('Queue.join', async () => {
      if (this.#unfinishedTasks > 0) await atOnce(this.#finished.wait());
    });
  }

  /**
   * CPython: `Queue.shutdown` (new in 3.13). From now on nothing can be put, and what is left can be got; or, with
   * `immediate`, what is left is thrown away and counts as done. Who waits is woken, to find that out.
   */
  shutdown(immediate = false): void {
    this.#isShutDown = true;
    if (immediate) {
      while (!this.empty()) {
        this._get();
        if (this.#unfinishedTasks > 0) this.#unfinishedTasks--;
      }
      if (this.#unfinishedTasks === 0) this.#finished.set();
    }
    wakeAll(this.#getters);
    wakeAll(this.#putters);
  }

  override toString(): string {
    const parts = [
      `maxsize=${this.maxsize}`,
      this.empty() ? '' : `_queue=${repr([...this._queue])}`,
      this.#getters.length === 0 ? '' : `_getters[${this.#getters.length}]`,
      this.#putters.length === 0 ? '' : `_putters[${this.#putters.length}]`,
      this.#unfinishedTasks === 0 ? '' : `tasks=${this.#unfinishedTasks}`,
      this.#isShutDown ? 'shutdown' : '',
    ];
    return `<${this.constructor.name} ${parts.filter((part) => part !== '').join(' ')}>`;
  }
}

class Put<T> extends Operation<void> {
  readonly #queue: Queue<T>;
  readonly #item: T;

  constructor(queue: Queue<T>, item: T) {
    super();
    this.#queue = queue;
    this.#item = item;
  }

  get name(): string {
    return 'Queue.put';
  }

  /** @internal */
  override _perform(resolve: Resolve, reject: Reject): PromiseLike<unknown> | null {
    if (this.#queue.full()) return whenSettled(this.#queue._putWhenNotFull(this.#item), resolve, reject);
    this.#queue.putNowait(this.#item);
    resolve(undefined);
    return null;
  }
}

class Get<T> extends Operation<T> {
  readonly #queue: Queue<T>;

  constructor(queue: Queue<T>) {
    super();
    this.#queue = queue;
  }

  get name(): string {
    return 'Queue.get';
  }

  /** @internal */
  override _perform(resolve: Resolve, reject: Reject): PromiseLike<unknown> | null {
    if (this.#queue.empty())
      return whenSettled(this.#queue._getWhenNotEmpty(), ([item]) => deliver(resolve, item), reject);
    deliver(resolve, this.#queue.getNowait());
    return null;
  }
}

/**
 * CPython: `asyncio.PriorityQueue`. The smallest item first. Items are mostly arrays, `[priority, what]`, which compare as
 * Python's tuples do: by their first items that differ.
 */
export class PriorityQueue<T> extends Queue<T> {
  readonly #less: Less<T>;

  /** @param less our own: says what comes first. Default: numbers, strings, and arrays of them. */
  constructor(maxsize = 0, less: Less<T> = isLess) {
    super(maxsize);
    this.#less = less;
  }

  protected override _init(): T[] {
    return [];
  }

  protected override _get(): T {
    return heappop(this._queue as T[], this.#less);
  }

  protected override _put(item: T): void {
    heappush(this._queue as T[], item, this.#less);
  }
}

/** CPython: `asyncio.LifoQueue`. Last in, first out. */
export class LifoQueue<T> extends Queue<T> {
  protected override _init(): T[] {
    return [];
  }

  protected override _get(): T {
    return (this._queue as T[]).pop() as T;
  }
}
