/** Futures of a loop and futures of a pool, tied together: when one has its outcome or is cancelled, so does the other. */
import type { EventLoop } from './base-events.ts';
import { ConcurrentFuture } from './concurrent-futures.ts';
import type { Coroutine } from './coroutines.ts';
import { isCoroutine } from './coroutines.ts';
import { servingLoop } from './default-loop.ts';
import { current, named, policy } from './events.ts';
import { asError, endsLoop } from './exceptions.ts';
import { CANCELLED, FAILED, FINISHED, Future, LabelledFuture, PENDING } from './futures.ts';
import { repr } from './repr.ts';
import { ensureFuture } from './tasks.ts';

/** The outcome of a call in a pool. While it is out, the loop counts it in `loop.outside`. */
class CallFuture<T> extends LabelledFuture<T> {
  constructor(call: ConcurrentFuture<T>, loop: EventLoop, what: string) {
    super(what, loop);
    loop.outside++;
    // CPython: `_chain_future`, with the pool's future as the source.
    this.addDoneCallback(
      named('cancelCall', () => {
        if (this._state === CANCELLED) call.cancel();
      }),
    );
    call.addDoneCallback(() => {
      loop.outside--;
      if (!loop.isClosed()) loop.callSoonThreadsafe(this.#arrived, call);
    });
  }

  /** CPython: `_copy_future_state`. */
  readonly #arrived = named('setState', (call: ConcurrentFuture<T>): void => {
    if (this._state !== PENDING) return;
    if (call.cancelled()) {
      this.cancel();
      return;
    }
    try {
      this._complete(FINISHED, call.result());
    } catch (error) {
      this._complete(FAILED, error);
      this._expectRetrieval();
    }
  });
}

/**
 * CPython: `asyncio.wrap_future`. A future of the loop with the outcome of a pool's; a future of a loop is returned as it
 * is. Cancelling it cancels the call, if that has not begun. For promises there is `wrapPromise`.
 */
export function wrapFuture<T>(
  future: ConcurrentFuture<T> | Future<T>,
  options: { readonly loop?: EventLoop; readonly what?: string } = {},
): Future<T> {
  if (future instanceof Future) return future;
  if (!(future instanceof ConcurrentFuture))
    throw new TypeError(`concurrent.futures.Future is expected, got ${repr(future)}`);
  return new CallFuture(future, options.loop ?? current.loop ?? policy.loop ?? servingLoop(), options.what ?? 'call');
}

/** The loop of another thread, in hosts where that has a memory of its own. */
interface LoopElsewhere {
  /** @internal */ _runCoroutine<T>(work: Coroutine<T>): ConcurrentFuture<T>;
}

/**
 * CPython: `asyncio.run_coroutine_threadsafe`. Makes a task of the coroutine in `loop`, from outside of it; what is given
 * has the outcome later, and cancelling that cancels the task.
 */
export function runCoroutineThreadsafe<T>(work: Coroutine<T>, loop: EventLoop | LoopElsewhere): ConcurrentFuture<T> {
  if (!isCoroutine(work)) throw new TypeError('A coroutine object is required');
  if ('_runCoroutine' in loop) return loop._runCoroutine(work);
  const outside = new ConcurrentFuture<T>();
  const start = named('runCoroutineThreadsafe', (): void => {
    try {
      tie(ensureFuture(work, { loop }), outside);
    } catch (error) {
      if (!endsLoop(error) && outside.setRunningOrNotifyCancel()) outside.setException(asError(error));
      throw error;
    }
  });
  loop.callSoonThreadsafe(start);
  return outside;
}

/** CPython: `_chain_future`, with the loop's future as the source. */
function tie<T>(source: Future<T>, outside: ConcurrentFuture<T>): void {
  const loop = source._loop;
  outside.addDoneCallback(() => {
    if (outside.cancelled() && !loop.isClosed()) loop.callSoonThreadsafe(cancelSource, source);
  });
  source.addDoneCallback(named('setState', () => copyTo(outside, source)));
}

const cancelSource = named('cancel', (source: Future<unknown>): void => void source.cancel());

/** CPython: `_set_concurrent_future_state`. */
function copyTo<T>(outside: ConcurrentFuture<T>, source: Future<T>): void {
  if (source._state === CANCELLED) outside.cancel();
  if (!outside.setRunningOrNotifyCancel()) return;
  if (source._state === FAILED) outside.setException(source._takeError());
  else outside.setResult(source._value as T);
}
