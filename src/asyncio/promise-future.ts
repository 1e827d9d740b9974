import type { EventLoop } from './base-events.ts';
import type { FutureState } from './futures.ts';
import { hear } from './native-promises.ts';
import { FAILED, FINISHED, LabelledFuture, PENDING } from './futures.ts';

/** The outcome of a native promise, as a future of a loop. While it is out, the loop counts it in `loop.outside`. */
export class PromiseFuture<T> extends LabelledFuture<T> {
  constructor(promise: PromiseLike<T>, loop: EventLoop, what = 'promise') {
    super(what, loop);
    loop.outside++;
    hear(
      promise,
      (value) => this.#arrived(FINISHED, value),
      (error: unknown) => this.#arrived(FAILED, error),
    );
  }

  /** @internal Also if it is cancelled, or somebody else sets the result. */
  override _complete(state: FutureState, value: unknown): void {
    this._loop.outside--;
    super._complete(state, value);
  }

  #arrived(state: typeof FINISHED | typeof FAILED, value: unknown): void {
    if (this._state !== PENDING || this._loop.isClosed()) return;
    this._complete(state, value);
    if (state === FAILED) this._expectRetrieval();
  }
}
