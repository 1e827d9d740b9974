/**
 * What the loop tells whoever watches it. The port itself needs no watcher and knows nothing of traces;
 * the realm sets one to record them.
 *
 * Every method is called synchronously, at the moment the fact becomes true, and must neither throw nor call back
 * into the loop.
 */
import type { EventLoop, ExceptionContext, Handle, TimerHandle } from './base-events.ts';
import type { Future } from './futures.ts';
import type { Task } from './tasks.ts';

export interface Watcher {
  loopStarted(loop: EventLoop): void;
  loopStopped(loop: EventLoop): void;
  loopClosed(loop: EventLoop): void;
  /** A new iteration: exactly `handles` handles will run in it. */
  iterationStarted(loop: EventLoop, handles: number): void;
  handleScheduled(handle: Handle): void;
  timerSet(handle: TimerHandle): void;
  timerDue(handle: TimerHandle): void;
  /** A cancelled timer left the heap. */
  timerDropped(handle: TimerHandle): void;
  handleCancelled(handle: Handle): void;
  handleStarted(handle: Handle): void;
  /** The handle's callback and every microtask it left behind are through. */
  handleEnded(handle: Handle): void;
  /** `parent` is the task that was running, if any. */
  taskCreated(task: Task<unknown>, parent: Task<unknown> | null): void;
  taskRenamed(task: Task<unknown>): void;
  /** The task parked itself on `future`; `task.place` is where. */
  taskSuspended(task: Task<unknown>, future: Future<unknown>): void;
  /** The task gave way for one turn (`sleep(0)`) at `task.place`; its wake-up is scheduled after this. */
  taskGaveWay?(task: Task<unknown>): void;
  /** Code outside all tasks waits for `future`. */
  outsideSuspended?(future: Future<unknown>): void;
  /**
   * `by`, the task that was running if any, asks the task to end. Of requests that only pass through a task, to what it waits
   * for, the first: a thousand tasks in a row, each cancelled, would pass on half a million.
   */
  taskCancelRequested(task: Task<unknown>, by: Task<unknown> | null): void;
  /** The task has its outcome; its done callbacks are scheduled after this. */
  taskEnded(task: Task<unknown>): void;
  /** The default exception handler is asked; true: whoever watches has told of the error. */
  errorUnheard?(context: ExceptionContext): boolean;
  /** The body of a coroutine is about to begin, called by nobody but the loop. */
  bodyStarts?(): void;
  /** Where the program is now: noted by what may have to be named later (a coroutine that is never awaited). */
  here?(): PlaceMark;
  /** The function that runs outside of all tasks, by its name; '' where it is none. */
  functionOutside?(): string;
}

/** The one watcher, or null. Read it as `watcher.current?.taskEnded(task)`. */
export const watcher: { current: Watcher | null } = { current: null };

/**
 * A place in the program, as an opaque number that the compile step hands to an awaitable just before it is awaited
 * (`awaitable.awaitedAt = place`). 0: unknown. A task keeps the last one of its own stack in `task.place`.
 */
export type PlaceMark = number;
