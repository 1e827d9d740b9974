/** The microtasks that are known to be queued, at every moment, in the order in which they were. */
import type { EventOf, MicrotaskId } from './event.ts';
import { LivingOrder } from './living-order.ts';
import { LongList } from './long-list.ts';
import { NumberMap } from './number-map.ts';
import type { MicrotaskPicture } from './picture.ts';

export class MicrotaskRecord {
  readonly #order = new LivingOrder();
  readonly #all = new LongList<MicrotaskPicture>();
  /** Where they stand in `#all`; -1: it has started. */
  readonly #slots = new NumberMap<number>();

  /** False: there was one of that number. */
  add({ microtask, label, task }: EventOf<'microtaskQueued'>, moment: number): boolean {
    if (this.#slots.has(microtask)) return false;
    this.#slots.set(microtask, this.#order.add(moment, 0));
    this.#all.push({ microtask, label, task });
    return true;
  }

  /** The one that was taken out, or null: it was not there. */
  remove(microtask: MicrotaskId, moment: number): MicrotaskPicture | null {
    const slot = this.#slots.get(microtask) ?? -1;
    if (slot === -1) return null;
    this.#slots.set(microtask, -1);
    this.#order.remove(moment, slot);
    return this.#all.get(slot)!;
  }

  count(moment: number): number {
    return this.#order.count(moment);
  }

  window(moment: number, from: number, limit: number): readonly MicrotaskPicture[] {
    return this.#order.window(moment, from, limit).map((slot) => this.#all.get(slot)!);
  }
}
