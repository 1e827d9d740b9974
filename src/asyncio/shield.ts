import { named } from './events.ts';
import type { Future } from './futures.ts';
import { CANCELLED, FAILED, FINISHED, LabelledFuture, PENDING } from './futures.ts';
import { ensureFuture } from './tasks.ts';

/**
 * CPython: `asyncio.shield`. A future with the outcome of `work`; cancelling it leaves `work` alone.
 * What is done already is returned itself.
 */
export function shield<T>(work: PromiseLike<T>): Future<T> {
  const inner = ensureFuture(work);
  if (inner._state !== PENDING) return inner;
  const outer = new LabelledFuture<T>('shield', inner._loop);
  const innerDone = named('shield', (): void => {
    if (outer._state !== PENDING) inner._retrieved();
    else if (inner._state === CANCELLED) outer.cancel();
    else if (inner._state === FINISHED) outer._complete(FINISHED, inner._value);
    else {
      outer._complete(FAILED, inner._takeError());
      outer._expectRetrieval();
    }
  });
  inner.addDoneCallback(innerDone);
  outer.addDoneCallback(
    named('shield', () => {
      if (inner._state === PENDING) inner.removeDoneCallback(innerDone);
    }),
  );
  return outer;
}
