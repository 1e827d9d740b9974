/**
 * A map from the numbers that a trace gives to its tasks, handles and microtasks, mostly one after another. It is kept in
 * parts of neighbours: one large map is built anew whenever it doubles, which keeps the terminal waiting for longer than a
 * frame at half a million entries.
 */
const PART_BITS = 14;

export class NumberMap<T> {
  readonly #parts = new Map<number, Map<number, T>>();

  has(number: number): boolean {
    return this.#parts.get(partOf(number))?.has(number) ?? false;
  }

  get(number: number): T | undefined {
    return this.#parts.get(partOf(number))?.get(number);
  }

  set(number: number, value: T): void {
    const part = this.#parts.get(partOf(number));
    if (part === undefined) this.#parts.set(partOf(number), new Map([[number, value]]));
    else part.set(number, value);
  }
}

function partOf(number: number): number {
  return Math.floor(number / (1 << PART_BITS));
}
