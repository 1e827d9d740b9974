/** What a program does that has no tasks: when its own thread computed, and when it stood still. */
import { countBelow } from './bisect.ts';
import type { ChargeReason } from './event.ts';
import { LongList } from './long-list.ts';

export class OwnThread {
  readonly #moments = new LongList<number>();
  readonly #from = new LongList<number>();
  readonly #to = new LongList<number>();
  readonly #why = new LongList<ChargeReason>();

  /** Event `moment` says of the `seconds` before `clock` what they were spent with. */
  add(moment: number, clock: number, seconds: number, why: ChargeReason): void {
    this.#moments.push(moment);
    this.#from.push(clock - seconds);
    this.#to.push(clock);
    this.#why.push(why);
  }

  /** Whether anything was said in the first `moment` events. */
  isKnown(moment: number): boolean {
    return countBelow(this.#moments, moment) > 0;
  }

  /** What it did at `clock`, as far as the first `moment` events say; null: nothing that took time. */
  at(clock: number, moment: number): ChargeReason | null {
    const index = countBelow(this.#to, clock);
    const from = this.#from.get(index);
    return from === undefined || from > clock || this.#moments.get(index)! >= moment ? null : this.#why.get(index)!;
  }
}
