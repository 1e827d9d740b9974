import type { Reject, Resolve } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import { active } from './contextvars.ts';
import { Coroutine } from './coroutines.ts';
import { servingLoop } from './default-loop.ts';
import { current, named } from './events.ts';
import type { TimerHandle } from './events.ts';
import { ValueError } from './exceptions.ts';
import { FINISHED, Future, OutsideWaiter, PENDING } from './futures.ts';
import { repr } from './repr.ts';

/** A coroutine without an async function: sleeping is what programs here do most. */
class Sleep<T> extends Coroutine<T> {
  readonly #delay: number;
  readonly #result: T;
  #timer: TimerHandle | null = null;

  constructor(delay: number, result: T) {
    super('sleep');
    this.#delay = delay;
    this.#result = result;
  }

  /** @internal Awaited in place, it parks the task itself, without a promise of its own. */
  override _await(resolve: Resolve, reject: Reject): void {
    this._begin(resolve, reject);
  }

  /** @internal */
  override _run(resolve: Resolve, reject: Reject): void {
    const delay = this.#delay;
    if (delay <= 0) this.#giveWay(resolve, reject);
    else if (delay > 0) this.#rest(delay, resolve, reject);
    else {
      this._wokenUp();
      if (typeof delay === 'number') reject(new ValueError('Invalid delay: NaN (not a number)'));
      else reject(new TypeError(`sleep() needs a number of seconds, not ${repr(delay)}`));
    }
  }

  #giveWay(resolve: Resolve, reject: Reject): void {
    const { task } = current;
    if (task !== null) task._giveWay(this, this, this.#result, resolve, reject);
    else {
      const future = new Future<unknown>(servingLoop());
      this.#waitOutside(future, resolve, reject);
      future._loop._callWith(finish, [future, this.#result], active.context);
    }
  }

  #waitOutside(future: Future<unknown>, resolve: Resolve, reject: Reject): void {
    const awake: Resolve = (value) => {
      this._wokenUp();
      resolve(value);
    };
    future._addCallback(new OutsideWaiter(future._loop, awake, reject), null);
  }

  #rest(delay: number, resolve: Resolve, reject: Reject): void {
    const loop = servingLoop();
    const { task } = current;
    const future = this.#futureOf(loop, delay);
    if (task === null) this.#waitOutside(future, resolve, reject);
    else if (!task._parkFor(this, future, resolve, reject)) this._wokenUp();
  }

  #futureOf(loop: EventLoop, delay: number): Future<unknown> {
    const { task } = current;
    const future = new Future<unknown>(loop);
    const when = loop.time() + delay;
    future._wait = { what: 'sleep', until: when };
    future.awaitedAt = this.awaitedAt;
    this.awaitedAt = 0;
    const label = task === null ? 'end of a sleep' : `end ${task.getName()}'s sleep`;
    this.#timer = loop._callAt(when, finish, [future, this.#result], task, label);
    return future;
  }

  /** @internal The wait is over, however it ended. */
  _wokenUp(): void {
    this._state = 2;
    this.#timer?.cancel();
    this.#timer = null;
  }
}

/** CPython: `futures._set_result_unless_cancelled`. */
const finish = named('sleep', ([future, result]: [Future<unknown>, unknown]): void => {
  if (future._state === PENDING) future._complete(FINISHED, result);
});

/**
 * CPython: `asyncio.sleep`. Waits `delay` seconds and gives `result`; 0 or less gives way for one turn of the loop.
 * NaN: `ValueError`. Outside of a running loop the program's default loop serves it.
 */
export function sleep(delay: number): Coroutine<void>;
export function sleep<T>(delay: number, result: T): Coroutine<T>;
export function sleep(delay: number, result?: unknown): Coroutine<unknown> {
  return new Sleep(delay, result);
}
