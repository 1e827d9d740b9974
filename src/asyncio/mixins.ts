import type { EventLoop } from './base-events.ts';
import { servingLoop } from './default-loop.ts';
import { RuntimeError } from './exceptions.ts';
import { INSPECT } from './repr.ts';

/**
 * CPython: `mixins._LoopBoundMixin`. A lock or queue belongs to the loop in which somebody first had to wait for it.
 * Differs: top-level code, which has no running loop, waits in the program's default loop.
 */
export abstract class LoopBound {
  #loop: EventLoop | null = null;

  /** @internal The loop to wait in. `RuntimeError` in any other than the first. */
  _getLoop(): EventLoop {
    const loop = servingLoop();
    this.#loop ??= loop;
    if (this.#loop !== loop) throw new RuntimeError(`${this} is bound to a different event loop`);
    return loop;
  }

  abstract toString(): string;

  [INSPECT](): string {
    return this.toString();
  }
}
