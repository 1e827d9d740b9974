/** The pools that one loop uses: those that are handed to it, and the default one, made when it is first needed. */
import type { EventLoop } from './base-events.ts';
import type { ConcurrentFuture, DefaultExecutor, Executor, Work } from './concurrent-futures.ts';
import type { Context } from './contextvars.ts';
import { coroutineOf } from './coroutines.ts';
import type { Coroutine } from './coroutines.ts';
import { ports } from './driver.ts';
import { RuntimeError, TimeoutError } from './exceptions.ts';
import type { Future } from './futures.ts';
import { PromiseFuture } from './promise-future.ts';
import { timeout } from './timeouts.ts';
import { warn } from './warnings.ts';
import { wrapFuture } from './wrap-future.ts';

/** So much of a function's name says what a task waits for. */
const NAME_LIMIT = 40;

export class LoopExecutors {
  readonly #loop: EventLoop;
  #default: DefaultExecutor | null = null;
  #shutDown = false;

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  /** Whether `shutdown` has anything to wait for. */
  get used(): boolean {
    return this.#default !== null;
  }

  call<A extends readonly unknown[], R>(
    by: string,
    executor: Executor | null,
    context: Context | null,
    fn: Work<A, R>,
    args: A,
  ): Future<Awaited<R>> {
    const call = this.#submit(executor, context, fn, args);
    return wrapFuture(call, { loop: this.#loop, what: `${by}(${fn.name.slice(0, NAME_LIMIT)})` });
  }

  #submit<A extends readonly unknown[], R>(
    executor: Executor | null,
    context: Context | null,
    fn: Work<A, R>,
    args: A,
  ): ConcurrentFuture<Awaited<R>> {
    if (executor !== null) return executor.submit(fn, ...args);
    if (this.#shutDown) throw new RuntimeError('Executor shutdown has been called');
    this.#default ??= this.#makeDefault(fn);
    return context === null ? this.#default.submit(fn, ...args) : this.#default.submitIn(context, fn, ...args);
  }

  #makeDefault(fn: Work<never, unknown>): DefaultExecutor {
    if (ports.makeThreads === null)
      throw new RuntimeError(`there are no threads here that could call ${fn.name || 'the function'}()`);
    return ports.makeThreads();
  }

  setDefault(executor: DefaultExecutor): void {
    if (typeof executor?.submit !== 'function' || typeof executor.submitIn !== 'function')
      throw new TypeError('executor must be ThreadPoolExecutor instance');
    this.#default = executor;
  }

  /** From now on there is no default pool. What was called there goes on. */
  shutdown(): void {
    void this.#dismiss();
  }

  /** As `shutdown`, and waits for what was called there; after `limit` seconds it warns and goes on. */
  shutdownWithin(limit: number | null): Coroutine<void> {
    return coroutineOf('shutdownDefaultExecutor', async () => {
      const over = this.#dismiss();
      if (over === null) return;
      try {
        await timeout(limit, () => new PromiseFuture(over, this.#loop, 'shutdownDefaultExecutor()'));
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error;
        warn('RuntimeWarning', `The executor did not finishing joining its threads within ${limit} seconds.`);
      }
    });
  }

  /** Settles when all calls are over; null: there is no pool. */
  #dismiss(): PromiseLike<void> | null {
    this.#shutDown = true;
    const executor = this.#default;
    this.#default = null;
    return executor === null ? null : executor.shutdown();
  }
}
