/**
 * The current event loop of code that no loop runs: CPython's older way to a loop, before `run`. In CPython it is in
 * `events.py`, as the default policy; here there are no other policies, and one thread.
 */
import { EventLoop, newEventLoop } from './base-events.ts';
import { current, policy } from './events.ts';
import { RuntimeError } from './exceptions.ts';
import { watcher } from './instrument.ts';
import { warn } from './warnings.ts';

let everSet = false;

/**
 * CPython: `asyncio.get_event_loop`. In a task or callback the running loop. Elsewhere the one that was set; if none ever
 * was, a new one is made and set, with a `DeprecationWarning`; and after `setEventLoop(null)`, which `run` ends with,
 * `RuntimeError`. This is CPython 3.12 and 3.13: up to 3.9 nothing was said, and 3.14 always raises.
 */
export function getEventLoop(): EventLoop {
  if (current.loop !== null) return current.loop;
  if (policy.loop === null && !everSet) {
    warn('DeprecationWarning', 'There is no current event loop', watcher.current?.here?.() ?? 0);
    setEventLoop(newEventLoop());
  }
  if (policy.loop === null) throw new RuntimeError("There is no current event loop in thread 'MainThread'.");
  return policy.loop;
}

policy.getEventLoop = getEventLoop;

/** CPython: `asyncio.set_event_loop`. What `getEventLoop` gives where no loop runs; null: nothing. */
export function setEventLoop(loop: EventLoop | null): void {
  if (loop !== null && !(loop instanceof EventLoop)) {
    const kind = loop === undefined ? 'undefined' : ((loop as object).constructor?.name ?? 'object');
    throw new TypeError(`loop must be an instance of AbstractEventLoop or None, not '${kind}'`);
  }
  everSet = true;
  policy.loop = loop;
}
