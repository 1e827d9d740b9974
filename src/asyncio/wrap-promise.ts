import { servingLoop } from './default-loop.ts';
import type { Future } from './futures.ts';
import { PromiseFuture } from './promise-future.ts';

/**
 * A future of a native promise: awaiting it is an `await` of asyncio, with its order and cancellation. Cancelling it does
 * not stop what the promise stands for. In plain Node a task that awaits the promise itself is none any more afterwards. Our own: Python has no promises, and `wrapFuture` is for what pools give.
 */
export function wrapPromise<T>(promise: PromiseLike<T>): Future<T> {
  return new PromiseFuture(promise, servingLoop());
}
