import { checkSeconds } from './arguments.ts';
import type { Reject, Resolve } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import { active } from './contextvars.ts';
import { Coroutine } from './coroutines.ts';
import { servingLoop } from './default-loop.ts';
import { current, named } from './events.ts';
import type { TimerHandle } from './events.ts';
import type { Task } from './tasks.ts';
import { ValueError } from './exceptions.ts';
import { FINISHED, OwnFuture, PENDING } from './futures.ts';

/** A coroutine without an async function: sleeping is what programs here do most. */
class Sleep<T> extends Coroutine<T> {
  readonly result: T;
  readonly #delay: number;

  constructor(delay: number, result: T) {
    super();
    this.#delay = delay;
    this.result = result;
  }

  get name(): string {
    return 'sleep';
  }

  /** @internal */
  override _run(resolve: Resolve, reject: Reject): void {
    const delay = this.#delay;
    checkSeconds(delay, 'sleep()');
    if (delay <= 0) this.#giveWay(resolve, reject);
    else if (delay > 0) this.#rest(delay, resolve, reject);
    else {
      this._waitIsOver();
      reject(new ValueError('Invalid delay: NaN (not a number)'));
    }
  }

  #giveWay(resolve: Resolve, reject: Reject): void {
    const { task } = current;
    if (task !== null) task._giveWay(this, resolve, reject);
    else {
      const future = new SleepFuture(this, null, servingLoop());
      future._await(resolve, reject);
      future._loop._callWith(finish, future, active.context);
    }
  }

  #rest(delay: number, resolve: Resolve, reject: Reject): void {
    const loop = servingLoop();
    const future = new SleepFuture(this, loop.time() + delay, loop);
    future.setTimer(current.task);
    future._await(resolve, reject);
  }
}

/** What one waits for in a sleep. */
class SleepFuture extends OwnFuture<unknown> {
  readonly #sleep: Sleep<unknown>;
  readonly #until: number | null;
  #timer: TimerHandle | null = null;

  constructor(sleep: Sleep<unknown>, until: number | null, loop: EventLoop) {
    super(loop);
    this.#sleep = sleep;
    this.#until = until;
  }

  override get what(): string {
    return 'sleep';
  }

  override get until(): number | null {
    return this.#until;
  }

  setTimer(task: Task<unknown> | null): void {
    this.#timer = this._loop._callAt(this.#until!, finish, this, task, task === null ? 'end of a sleep' : null);
  }

  /** The time has come. */
  finish(): void {
    if (this._state === PENDING) this._complete(FINISHED, this.#sleep.result);
  }

  /** @internal */
  override _waitIsOver(): void {
    this.#sleep._waitIsOver();
    this.#timer?.cancel();
    this.#timer = null;
  }
}

/** CPython: `futures._set_result_unless_cancelled`. */
const finish = named('sleep', (future: SleepFuture): void => future.finish());

/**
 * CPython: `asyncio.sleep`. Waits `delay` seconds and gives `result`; 0 or less gives way for one turn of the loop.
 * NaN: `ValueError`. Outside of a running loop the program's default loop serves it.
 */
export function sleep(delay: number): Coroutine<void>;
export function sleep<T>(delay: number, result: T): Coroutine<T>;
export function sleep(delay: number, result?: unknown): Coroutine<unknown> {
  return new Sleep(delay, result);
}
