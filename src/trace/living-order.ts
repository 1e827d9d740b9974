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
    return [...this.#collect(countBelow(this.#moments, moment), from, limit)];
  }

  #record(moment: number, change: number, difference: 1 | -1): void {
    this.#moments.push(moment);
    this.#changes.push(change);
    this.#counts.push((this.#counts.last ?? 0) + difference);
    const since = this.#changes.length - this.#copiedAfter.last!;
    if (since < Math.max(LEAST_CHANGES_BETWEEN_COPIES, this.#copies.last!.length >> 3)) return;
    this.#copies.push(this.#collect(this.#changes.length, 0, Infinity));
    this.#copiedAfter.push(this.#changes.length);
  }

  /** Merges the nearest copy, without who left since, with who joined since: most of these come after all that it has. */
  #collect(changeCount: number, from: number, limit: number): Int32Array {
    const nearest = countUpTo(this.#copiedAfter, changeCount) - 1;
    const copy = this.#copies.get(nearest)!;
    const joined = new Set<number>();
    const left = new Set<number>();
    for (let index = this.#copiedAfter.get(nearest)!; index < changeCount; index++) {
      const change = this.#changes.get(index)!;
      if (change > 0) joined.add(change - 1);
      else if (!joined.delete(-change - 1)) left.add(-change - 1);
    }
    const count = copy.length + joined.size - left.size;
    const begin = Math.max(0, Math.min(from, count));
    const window = new Int32Array(Math.max(0, Math.min(from + limit, count) - begin));
    /** Where in the window the next one goes: before it, at first. */
    let at = -begin;
    let copied = 0;
    const takeUpTo = (end: number): void => {
      for (; copied < end && at < window.length; copied++) {
        const slot = copy[copied]!;
        if (left.size > 0 && left.has(slot)) continue;
        if (at >= 0) window[at] = slot;
        at++;
      }
    };
    for (const slot of [...joined].sort((one, other) => this.#compare(one, other))) {
      takeUpTo(this.#placeOf(slot, copy, copied));
      if (at >= window.length) return window;
      if (at >= 0) window[at] = slot;
      at++;
    }
    takeUpTo(copy.length);
    return window;
  }

  /** The first place at or after `from` of the ordered `slots` that is not before `slot`: near ones are found at once. */
  #placeOf(slot: number, slots: Int32Array, from: number): number {
    let step = 1;
    let low = from;
    while (low + step <= slots.length && this.#compare(slots[low + step - 1]!, slot) < 0) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step - 1, slots.length);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(slots[middle]!, slot) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(one: number, other: number): number {
    const first = this.#keys.get(one)!;
    const second = this.#keys.get(other)!;
    return first === second ? one - other : first - second;
  }
}
