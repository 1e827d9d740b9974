/** Calls that block, made in a thread, so that the loop goes on meanwhile. */
import { atOnce } from './awaitables.ts';
import type { Work } from './concurrent-futures.ts';
import { copyContext } from './contextvars.ts';
import { boxedCoroutineOf } from './coroutines.ts';
import type { Coroutine } from './coroutines.ts';
import { getRunningLoop } from './events.ts';

/**
 * CPython: `asyncio.to_thread`. Calls `fn(...args)` in a thread of the loop's pool and gives what it returns. Cancelling it does
 * not stop a call that has begun.
 *
 * Differs: the pool is given the context variables as they are now, but where a thread has a memory of its own, as in the
 * sandbox, the call does not see them.
 */
export function toThread<A extends readonly unknown[], R>(fn: Work<A, R>, ...args: A): Coroutine<Awaited<R>> {
  return boxedCoroutineOf('toThread', async () => {
    const call = getRunningLoop()._callInThread('toThread', copyContext(), fn, args);
    return [(await atOnce(call)) as Awaited<R>];
  });
}
