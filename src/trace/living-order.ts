/**
 * An ordered set that remembers every moment of its past: what was in it after the first `moment` events, in order.
 * The ready queue and the timer heap of a trace are two of these.
 *
 * Members are slots, numbered from 0 as they are added; order is by key, then by slot. It keeps the list of changes,
 * and a copy of the whole order whenever the changes since the last copy outnumber an eighth of it. So memory stays
 * proportional to the changes, and a look at any moment folds few of them, whatever the sizes.
 */
import { countBelow, countUpTo } from './bisect.ts';
import { LongList } from './long-list.ts';

const LEAST_CHANGES_BETWEEN_COPIES = 1024;

export class LivingOrder {
  readonly #keys = new LongList<number>();
  /** Change n happened at event `#moments[n]`: `slot + 1` joined or, negative, left; then there were `#counts[n]`. */
  readonly #moments = new LongList<number>();
  readonly #changes = new LongList<number>();
  readonly #counts = new LongList<number>();
  readonly #copiedAfter = new LongList<number>();
  readonly #copies = new LongList<Int32Array>();

  constructor() {
    this.#copiedAfter.push(0);
    this.#copies.push(new Int32Array(0));
  }

  /** Adds a member at event `moment` and returns its slot; moments never go back. */
  add(moment: number, key: number): number {
    const slot = this.#keys.length;
    this.#keys.push(key);
    this.#record(moment, slot + 1, 1);
    return slot;
  }

  /** Takes out a member that is in. */
  remove(moment: number, slot: number): void {
    this.#record(moment, -(slot + 1), -1);
  }

  count(moment: number): number {
    return this.#counts.get(countBelow(this.#moments, moment) - 1) ?? 0;
  }

  /** At most `limit` slots in order, without the first `from`. */
  window(moment: number, from: number, limit: number): number[] {
    return this.#collect(countBelow(this.#moments, moment), from, limit);
  }

  #record(moment: number, change: number, difference: 1 | -1): void {
    this.#moments.push(moment);
    this.#changes.push(change);
    this.#counts.push((this.#counts.last ?? 0) + difference);
    const since = this.#changes.length - this.#copiedAfter.last!;
    if (since < Math.max(LEAST_CHANGES_BETWEEN_COPIES, this.#copies.last!.length >> 3)) return;
    const copy = Int32Array.from(this.#collect(this.#changes.length, 0, Infinity));
    this.#copiedAfter.push(this.#changes.length);
    this.#copies.push(copy);
  }

  /** Merges the nearest copy, without who left since, with who joined since. */
  #collect(changeCount: number, from: number, limit: number): number[] {
    const nearest = countUpTo(this.#copiedAfter, changeCount) - 1;
    const copy = this.#copies.get(nearest)!;
    const joined = new Set<number>();
    const left = new Set<number>();
    for (let index = this.#copiedAfter.get(nearest)!; index < changeCount; index++) {
      const change = this.#changes.get(index)!;
      if (change > 0) joined.add(change - 1);
      else if (!joined.delete(-change - 1)) left.add(-change - 1);
    }
    const added = [...joined].sort((one, other) => this.#compare(one, other));
    const end = Math.min(from + limit, copy.length - left.size + added.length);
    const window: number[] = [];
    let copied = 0;
    let merged = 0;
    for (let position = 0; position < end; position++) {
      while (copied < copy.length && left.has(copy[copied]!)) copied++;
      const takeCopy =
        merged === added.length || (copied < copy.length && this.#compare(copy[copied]!, added[merged]!) < 0);
      const slot = takeCopy ? copy[copied++]! : added[merged++]!;
      if (position >= from) window.push(slot);
    }
    return window;
  }

  #compare(one: number, other: number): number {
    const first = this.#keys.get(one)!;
    const second = this.#keys.get(other)!;
    return first === second ? one - other : first - second;
  }
}
