/**
 * The one loop that serves top-level `await`s. It is no running loop to the program: `getRunningLoop` raises there, and
 * `run` does not share it.
 */
import { EventLoop, failedLater, openLoops } from './base-events.ts';
import { warnNeverAwaited } from './coroutines.ts';
import { current } from './events.ts';

let loop: EventLoop | null = null;

/** The default loop, made when it is first needed. Its id is 0. */
export function defaultLoop(): EventLoop {
  if (loop === null || loop.isClosed()) {
    loop = new EventLoop(true);
    loop._serve();
  }
  return loop;
}

/** The loop that serves an `await` here: the running one, else the default loop. */
export function servingLoop(): EventLoop {
  return current.loop ?? defaultLoop();
}

/**
 * The program is over: closes the loops that are left, the default one last, so that they report what nobody awaited or
 * looked at. (CPython closes a loop that is freed.) One whose run was cut short is left as it is.
 */
export function closeAllLoops(): void {
  for (const open of openLoops) if (open !== loop && !open.isRunning()) open.close();
  for (const closed of failedLater) closed._reportForgotten();
  failedLater.clear();
  if (loop === null) warnNeverAwaited(null);
  else loop.close();
}
