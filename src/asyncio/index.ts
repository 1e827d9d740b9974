/**
 * The public face: what `import … from "asyncio"` gives. A port of CPython 3.13's asyncio, with its order of execution,
 * its rules of cancellation and its messages; names are in camelCase, keyword arguments one object at the end, times
 * in seconds. It never reads a host's clock, starts nothing by itself, and imports nothing.
 *
 * In plain Node a task that awaits a promise of JavaScript's own loses its identity with it: `currentTask()` no longer gives it,
 * and a request to cancel does not arrive. Await `wrapPromise(promise)` there; the sandbox needs no such care (`driver.ts`).
 */
export { asCompleted, asCompletedTasks } from './as-completed.ts';
export { Awaitable } from './awaitables.ts';
export { EventLoop, newEventLoop } from './base-events.ts';
export type { ExceptionContext, ExceptionHandler } from './base-events.ts';
export type { ConcurrentFuture, Executor } from './concurrent-futures.ts';
export { asyncWith, enter } from './context-managers.ts';
export type { AsyncContextManager } from './context-managers.ts';
export { Context, ContextVar, Token, copyContext } from './contextvars.ts';
export { Coroutine, coroutine, isCoroutine, isCoroutineFunction } from './coroutines.ts';
export { getEventLoop, setEventLoop } from './event-loop-policy.ts';
export { Handle, TimerHandle, getRunningLoop } from './events.ts';
export { BaseExceptionGroup, ExceptionGroup, exceptStar, isException } from './exception-groups.ts';
export {
  BaseException,
  BrokenBarrierError,
  CancelledError,
  DeadlockError,
  Exception,
  InvalidStateError,
  KeyboardInterrupt,
  LookupError,
  OSError,
  RuntimeError,
  SystemExit,
  TimeoutError,
  ValueError,
  ZeroDivisionError,
} from './exceptions.ts';
export { Future, isFuture } from './futures.ts';
export { gather } from './gather.ts';
export { Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore } from './locks.ts';
export { LifoQueue, PriorityQueue, Queue, QueueEmpty, QueueFull, QueueShutDown } from './queues.ts';
export { Runner, run } from './runners.ts';
export { shield } from './shield.ts';
export { sleep } from './sleep.ts';
export { TaskGroup, taskGroup } from './taskgroups.ts';
export { Task, allTasks, createTask, currentTask, ensureFuture } from './tasks.ts';
export { toThread } from './threads.ts';
export { Timeout, timeout, timeoutAt } from './timeouts.ts';
export { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, wait, waitFor } from './wait.ts';
export { runCoroutineThreadsafe, wrapFuture } from './wrap-future.ts';
export { wrapPromise } from './wrap-promise.ts';
export { setWarningHandler } from './warnings.ts';
