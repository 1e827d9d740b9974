/**
 * A pool of threads that is none: calls are made outside of every running loop, and come back after so many seconds of the
 * virtual clock. A loop of its own keeps that time, so that all is as exact as the rest of a test.
 */
import { EventLoop } from '../../src/asyncio/base-events.ts';
import { ConcurrentFuture } from '../../src/asyncio/concurrent-futures.ts';
import type { DefaultExecutor, Work } from '../../src/asyncio/concurrent-futures.ts';
import { Context } from '../../src/asyncio/contextvars.ts';

interface FakeThreadsOptions {
  /** How long each call takes. */
  readonly seconds?: number;
  /** How many calls are made at a time; the others wait. */
  readonly workers?: number;
}

export class FakeThreads implements DefaultExecutor {
  readonly #seconds: number;
  readonly #time = new EventLoop(true);
  readonly #waiting: (() => void)[] = [];
  readonly #whenOver: (() => void)[] = [];
  #idleWorkers: number;
  #busy = 0;
  #shutDown = false;

  constructor({ seconds = 0.05, workers = 5 }: FakeThreadsOptions = {}) {
    this.#seconds = seconds;
    this.#idleWorkers = workers;
    this.#time._serve();
  }

  submit<A extends readonly unknown[], R>(fn: Work<A, R>, ...args: A): ConcurrentFuture<Awaited<R>> {
    return this.submitIn(new Context(), fn, ...args);
  }

  submitIn<A extends readonly unknown[], R>(
    context: Context,
    fn: Work<A, R>,
    ...args: A
  ): ConcurrentFuture<Awaited<R>> {
    if (this.#shutDown) throw new Error('cannot schedule new futures after shutdown');
    const future = new ConcurrentFuture<Awaited<R>>();
    this.#waiting.push(() => {
      if (!future.setRunningOrNotifyCancel()) return this.#freed();
      this.#time.callLater(this.#seconds, () => {
        try {
          future.setResult(context.run(() => fn(...args)) as Awaited<R>);
        } catch (error) {
          future.setException(error);
        }
        this.#freed();
      });
    });
    this.#takeNext();
    return future;
  }

  shutdown(): Promise<void> {
    this.#shutDown = true;
    return new Promise((resolve) => {
      this.#whenOver.push(resolve);
      this.#tellIfOver();
    });
  }

  #takeNext(): void {
    if (this.#idleWorkers === 0) return;
    const begin = this.#waiting.shift();
    if (begin === undefined) return;
    this.#idleWorkers--;
    this.#busy++;
    begin();
  }

  #freed(): void {
    this.#idleWorkers++;
    this.#busy--;
    this.#takeNext();
    this.#tellIfOver();
  }

  #tellIfOver(): void {
    if (this.#shutDown && this.#busy === 0) for (const tell of this.#whenOver.splice(0)) tell();
  }
}
