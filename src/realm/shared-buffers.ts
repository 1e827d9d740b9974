/**
 * Shared memory, in programs that import `threading`: which buffers have crossed, and under which numbers. The host carries the
 * buffers themselves from thread to thread, since no text can.
 */

const NativeShared = SharedArrayBuffer;
const { byteLength } = Object.getOwnPropertyDescriptors(SharedArrayBuffer.prototype) as unknown as {
  byteLength: { get: () => number };
};
const { apply } = Reflect;

export class SharedBuffers {
  readonly #byId = new Map<number, SharedArrayBuffer>();
  readonly #ids = new Map<SharedArrayBuffer, number>();
  #sent: number[] = [];
  #lastId = 0;

  startAt(id: number): void {
    this.#lastId = id;
  }

  isShared(value: object): value is SharedArrayBuffer {
    try {
      apply(byteLength.get, value, []);
      return value instanceof NativeShared;
    } catch {
      return false;
    }
  }

  idOf(buffer: SharedArrayBuffer): number {
    const known = this.#ids.get(buffer);
    if (known !== undefined) return known;
    const id = ++this.#lastId;
    this.keep(id, buffer);
    this.#sent.push(id);
    return id;
  }

  get(id: number): SharedArrayBuffer | undefined {
    return this.#byId.get(id);
  }

  keep(id: number, buffer: SharedArrayBuffer): void {
    this.#byId.set(id, buffer);
    this.#ids.set(buffer, id);
  }

  /** The number of a buffer that the host has not carried yet, or 0. */
  takeSent(): number {
    return this.#sent.shift() ?? 0;
  }
}
