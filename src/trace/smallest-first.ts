/** Hands back what was pushed, smallest key first: a binary heap. */
export class SmallestFirst<T> {
  readonly #entries: { readonly key: number; readonly value: T }[] = [];

  push(key: number, value: T): void {
    const entries = this.#entries;
    let index = entries.push({ key, value }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (entries[parent]!.key <= key) break;
      entries[index] = entries[parent]!;
      index = parent;
    }
    entries[index] = { key, value };
  }

  /** Takes out the value with the smallest key if that is at most `limit`. */
  popUpTo(limit: number): T | undefined {
    const entries = this.#entries;
    const first = entries[0];
    if (first === undefined || first.key > limit) return undefined;
    const last = entries.pop()!;
    if (entries.length > 0) this.#sink(last);
    return first.value;
  }

  #sink(entry: { readonly key: number; readonly value: T }): void {
    const entries = this.#entries;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= entries.length) break;
      if (child + 1 < entries.length && entries[child + 1]!.key < entries[child]!.key) child++;
      if (entries[child]!.key >= entry.key) break;
      entries[index] = entries[child]!;
      index = child;
    }
    entries[index] = entry;
  }
}
