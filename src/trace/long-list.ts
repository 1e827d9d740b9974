/**
 * A list that only grows, at the same small price for every value. An array that grows past its room is copied whole: at a
 * million events, several of them in the same step, that keeps the terminal waiting for longer than a frame.
 */
const PIECE_BITS = 14;
const PIECE = 1 << PIECE_BITS;

export class LongList<T> {
  /** The last piece; only this one grows, as an array does. */
  #growing: T[] = [];
  /** All pieces, once there are two. */
  #pieces: T[][] | null = null;
  #before = 0;

  get length(): number {
    return this.#before + this.#growing.length;
  }

  get last(): T | undefined {
    return this.get(this.length - 1);
  }

  push(value: T): void {
    if (this.#growing.length === PIECE) this.#beginPiece();
    this.#growing.push(value);
  }

  /** Undefined outside of 0 to `length` - 1. */
  get(index: number): T | undefined {
    if (this.#pieces === null) return this.#growing[index];
    return this.#pieces[index >> PIECE_BITS]?.[index & (PIECE - 1)];
  }

  slice(from: number, to: number): T[] {
    const values: T[] = [];
    for (let index = Math.max(0, from); index < Math.min(to, this.length); index++) values.push(this.get(index)!);
    return values;
  }

  #beginPiece(): void {
    this.#pieces ??= [this.#growing];
    this.#before += PIECE;
    this.#growing = [];
    this.#pieces.push(this.#growing);
  }
}
