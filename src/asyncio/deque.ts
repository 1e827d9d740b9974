const FIRST_CAPACITY = 4;

/**
 * CPython: `collections.deque`, as far as locks and queues use it: first in, first out. A ring that grows, so that neither
 * end ever moves the rest.
 */
export class Deque<T> implements Iterable<T> {
  #ring: (T | undefined)[] = Array.from({ length: FIRST_CAPACITY });
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The item that came first; undefined if there is none. */
  get first(): T | undefined {
    return this.#ring[this.#head];
  }

  push(item: T): void {
    if (this.#length === this.#ring.length) this.#grow();
    this.#ring[this.#at(this.#length++)] = item;
  }

  /** Takes the item that came first; undefined if there is none. CPython: `popleft`. */
  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#ring[this.#head];
    this.#ring[this.#head] = undefined;
    this.#head = this.#at(1);
    this.#length--;
    return item;
  }

  /** Removes the first occurrence of `item`; false: it is not here. (CPython raises `ValueError`.) */
  remove(item: T): boolean {
    for (let i = 0; i < this.#length; i++) {
      if (this.#ring[this.#at(i)] !== item) continue;
      for (let j = i; j > 0; j--) this.#ring[this.#at(j)] = this.#ring[this.#at(j - 1)];
      this.shift();
      return true;
    }
    return false;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let i = 0; i < this.#length; i++) yield this.#ring[this.#at(i)] as T;
  }

  #at(index: number): number {
    return (this.#head + index) & (this.#ring.length - 1);
  }

  #grow(): void {
    const items = [...this] as (T | undefined)[];
    const { length } = items;
    for (let i = 0; i < length; i++) items.push(undefined);
    this.#ring = items;
    this.#head = 0;
  }
}
