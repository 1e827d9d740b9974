/**
 * Running a program: a loop of its own, and everything that was started ended before it is closed.
 */
import type { ExceptionContext } from './base-events.ts';
import { newEventLoop } from './base-events.ts';
import type { EventLoop } from './base-events.ts';
import { setEventLoop } from './event-loop-policy.ts';
import { copyContext } from './contextvars.ts';
import type { Context } from './contextvars.ts';
import { isCoroutine } from './coroutines.ts';
import type { Coroutine } from './coroutines.ts';
import { current } from './events.ts';
import { RuntimeError, ValueError } from './exceptions.ts';
import { FAILED } from './futures.ts';
import { gather } from './gather.ts';
import { INSPECT, repr } from './repr.ts';
import { allTasks, skipTaskNames } from './tasks.ts';

export interface RunnerOptions {
  readonly debug?: boolean;
  readonly loopFactory?: () => EventLoop;
}

/**
 * CPython closes a runner by running two tasks of its own one after the other, for generators and the default executor.
 * Each uses up a number of `Task-N`, and lets what is still ready run for two iterations.
 */
const CLOSING_ITERATIONS = 2;
/** CPython: `constants.THREAD_JOIN_TIMEOUT`, seconds. */
const THREAD_JOIN_TIMEOUT = 300;

/** CPython: `asyncio.Runner`. `await using runner = new Runner()`, then `await runner.run(main())`, as often as you like. */
export class Runner {
  #state: 'created' | 'initialized' | 'closed' = 'created';
  readonly #options: RunnerOptions;
  #loop: EventLoop | null = null;
  #context: Context | null = null;
  /** Whether `getEventLoop` gives its loop. */
  #hasSetLoop = false;

  constructor(options: RunnerOptions = {}) {
    this.#options = options;
  }

  /** The loop, made when it is first needed. `RuntimeError` once closed. */
  getLoop(): EventLoop {
    return this.#initialized().loop;
  }

  /** Runs the coroutine as a task, to its end. All runs share one context unless another is given. */
  async run<T>(main: Coroutine<T>, options: { readonly context?: Context } = {}): Promise<T> {
    if (!isCoroutine(main)) throw new ValueError(`a coroutine was expected, got ${repr(main)}`);
    if (current.loop !== null) throw new RuntimeError('Runner.run() cannot be called from a running event loop');
    const { loop, context } = this.#initialized();
    return await loop.runUntilComplete(loop.createTask(main, { context: options.context ?? context }));
  }

  /** Cancels what is left, waits for it, closes the loop. */
  async close(): Promise<void> {
    if (this.#state !== 'initialized') return;
    const loop = this.#loop!;
    try {
      await cancelAllTasks(loop);
      await runClosingTask(loop);
      if (loop._executors.used) await loop.runUntilComplete(loop.shutdownDefaultExecutor(THREAD_JOIN_TIMEOUT));
      else await runClosingTask(loop);
    } finally {
      if (this.#hasSetLoop) setEventLoop(null);
      loop.close();
      this.#loop = null;
      this.#state = 'closed';
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  toString(): string {
    return '<Runner object>';
  }

  [INSPECT](): string {
    return this.toString();
  }

  #initialized(): { readonly loop: EventLoop; readonly context: Context } {
    if (this.#state === 'closed') throw new RuntimeError('Runner is closed');
    const { debug, loopFactory } = this.#options;
    if (this.#loop === null) {
      this.#loop = loopFactory ? loopFactory() : newEventLoop();
      this.#hasSetLoop = loopFactory === undefined;
      if (this.#hasSetLoop) setEventLoop(this.#loop);
      if (debug !== undefined) this.#loop.setDebug(debug);
      this.#context = copyContext();
      this.#state = 'initialized';
    }
    return { loop: this.#loop, context: this.#context! };
  }
}

/** What is left of running a task that ends at once. An iteration in which nothing is ready is left out. */
async function runClosingTask(loop: EventLoop): Promise<void> {
  skipTaskNames(1);
  for (let i = 0; i < CLOSING_ITERATIONS && loop._hasWork(); i++) {
    loop.stop();
    await loop.runForever();
  }
}

async function cancelAllTasks(loop: EventLoop): Promise<void> {
  const left = [...allTasks(loop)];
  if (left.length === 0) return;
  for (const task of left) task.cancel();
  await loop.runUntilComplete(gather(left, { returnExceptions: true }));
  for (const task of left) {
    if (task._state !== FAILED) continue;
    const message = 'unhandled exception during asyncio.run() shutdown';
    const context: ExceptionContext = { message, exception: task._takeError(), task };
    loop.callExceptionHandler(context);
  }
}

/**
 * CPython: `asyncio.run`. Runs `main` in a new loop and gives its result; then cancels what it left running, waits for
 * that, and closes the loop. Await it at top level: `const result = await run(main());`
 */
export async function run<T>(main: Coroutine<T>, options: RunnerOptions = {}): Promise<T> {
  if (current.loop !== null) throw new RuntimeError('asyncio.run() cannot be called from a running event loop');
  const runner = new Runner(options);
  try {
    // CPython makes the loop when it enters the runner, before it looks at `main`.
    runner.getLoop();
    return await runner.run(main);
  } finally {
    await runner.close();
  }
}
