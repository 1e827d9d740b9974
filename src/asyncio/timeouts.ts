/**
 * Timeouts: a limit on how long a block of code may wait. When it passes, the task is cancelled, and that cancellation
 * becomes a `TimeoutError` at the end of the block.
 */
import { checkBlock, checkSeconds } from './arguments.ts';
import { atOnce, runScope } from './awaitables.ts';
import type { ScopePromise } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import { contextForNew } from './contextvars.ts';
import { getRunningLoop, named } from './events.ts';
import type { Handle } from './events.ts';
import { ExceptionGroup } from './exception-groups.ts';
import { CancelledError, RuntimeError, TimeoutError } from './exceptions.ts';
import { INSPECT } from './repr.ts';
import { currentTask } from './tasks.ts';
import type { Task } from './tasks.ts';

type State = 'created' | 'active' | 'expiring' | 'expired' | 'finished';

/** CPython: `asyncio.Timeout`. Made by `timeout` and `timeoutAt`. */
export class Timeout {
  #state: State = 'created';
  #timer: Handle | null = null;
  #task: Task<unknown> | null = null;
  #cancelling = 0;
  #when: number | null;

  /** @param when the loop time, in seconds, at which it expires; null: never. */
  constructor(when: number | null) {
    if (when !== null) checkSeconds(when, 'Timeout()');
    this.#when = when;
  }

  /** The loop time at which it expires, or null. */
  when(): number | null {
    return this.#when;
  }

  /** Sets another time, also one that has passed (then it expires in the next turn), or null for none. */
  reschedule(when: number | null): void {
    if (this.#state === 'created') throw new RuntimeError('Timeout has not been entered');
    if (when !== null) checkSeconds(when, 'reschedule()');
    if (this.#state !== 'active') throw new RuntimeError(`Cannot change state of ${this.#state} Timeout`);
    this.#when = when;
    this.#timer?.cancel();
    this.#timer = when === null ? null : this.#schedule(getRunningLoop(), when);
  }

  /** True once it has expired, also if the block ended otherwise in the end. */
  expired(): boolean {
    return this.#state === 'expiring' || this.#state === 'expired';
  }

  /** CPython: `__aenter__`. */
  aenter(): Promise<this> {
    return new Promise((resolve) => {
      this._enter();
      resolve(this);
    });
  }

  /** CPython: `__aexit__`. Raises `TimeoutError` in the place of the cancellation that the timeout asked for. */
  aexit(error: unknown, failed: boolean): Promise<boolean> {
    return new Promise((resolve) => {
      this._exit(error, failed);
      resolve(false);
    });
  }

  /** @internal */
  _enter(): void {
    if (this.#state !== 'created') throw new RuntimeError('Timeout has already been entered');
    const task = currentTask();
    if (task === null) throw new RuntimeError('Timeout should be used inside a task');
    this.#state = 'active';
    this.#task = task;
    this.#cancelling = task.cancelling();
    this.reschedule(this.#when);
  }

  /** @internal */
  _exit(error: unknown, failed: boolean): void {
    this.#timer?.cancel();
    this.#timer = null;
    if (this.#state === 'active') this.#state = 'finished';
    if (this.#state !== 'expiring') return;
    this.#state = 'expired';
    // With more requests to cancel than when it began, somebody else wants the task to end too.
    if (this.#task!.uncancel() > this.#cancelling || !failed) return;
    if (error instanceof CancelledError) throw timeoutBecauseOf(error);
    insertTimeout(error);
    if (error instanceof ExceptionGroup) for (const member of error.exceptions) insertTimeout(member);
  }

  #schedule(loop: EventLoop, when: number): Handle {
    if (when <= loop.time()) {
      const handle = loop._callWith(this.#expire, undefined, contextForNew());
      handle._label = 'call timeout';
      return handle;
    }
    return loop._callAt(when, this.#expire, undefined, null, `time out ${this.#task!.getName()}`);
  }

  readonly #expire = named('timeout', (): void => {
    this.#task!.cancel();
    this.#state = 'expiring';
    this.#timer = null;
  });

  toString(): string {
    const when = this.#state === 'active' ? ` when=${this.#when === null ? null : Number(this.#when.toFixed(3))}` : '';
    return `<Timeout [${this.#state}]${when}>`;
  }

  [INSPECT](): string {
    return this.toString();
  }
}

function timeoutBecauseOf(cancellation: CancelledError): TimeoutError {
  const error = new TimeoutError();
  error.cause = cancellation;
  return error;
}

/**
 * CPython: `_insert_timeout_error`. An error that came of the cancellation shows the timeout as the reason. CPython
 * looks at the context that Python keeps; JavaScript has the `cause` only, if the program gives it.
 */
function insertTimeout(thrown: unknown): void {
  let error = thrown;
  while (error instanceof Error && error.cause instanceof Error) {
    if (error.cause instanceof CancelledError) {
      error.cause = timeoutBecauseOf(error.cause);
      return;
    }
    error = error.cause;
  }
}

async function within<R>(scope: Timeout, body: (cm: Timeout) => R | PromiseLike<R>): Promise<R> {
  scope._enter();
  let result: R;
  try {
    result = await atOnce(body(scope));
  } catch (error) {
    scope._exit(error, true);
    throw error;
  }
  scope._exit(undefined, false);
  return result;
}

/**
 * CPython: `async with asyncio.timeout(delay) as cm:`. Runs `body` in the current task and raises `TimeoutError` if it
 * is not through after `delay` seconds (null: no limit).
 */
export function timeout<R>(delay: number | null, body: (cm: Timeout) => R | PromiseLike<R>): ScopePromise<R> {
  return runScope({ promise: null }, async () => {
    checkBlock(body, 'timeout(seconds, async (cm) => { … })');
    if (delay !== null) checkSeconds(delay, 'timeout()');
    const loop = getRunningLoop();
    return await within(new Timeout(delay === null ? null : loop.time() + delay), body);
  });
}

/** CPython: `asyncio.timeout_at`: `timeout` with a loop time instead of a delay. */
export function timeoutAt<R>(when: number | null, body: (cm: Timeout) => R | PromiseLike<R>): ScopePromise<R> {
  return runScope({ promise: null }, async () => {
    checkBlock(body, 'timeoutAt(when, async (cm) => { … })');
    return await within(new Timeout(when), body);
  });
}
