/**
 * Shared memory, in programs that import `threading`: which buffers have crossed, and under which numbers. The host carries the
 * buffers themselves from thread to thread, since no text can.
 */
import { OwnMap } from './own-collections.ts';

const NativeShared = SharedArrayBuffer;
const { byteLength } = Object.getOwnPropertyDescriptors(SharedArrayBuffer.prototype) as unknown as {
  byteLength: { get: () => number };
};
const { apply, setPrototypeOf } = Reflect;
const SharedPrototype = SharedArrayBuffer.prototype as object;

interface Sent {
  readonly id: number;
  next: Sent | null;
}

export class SharedBuffers {
  readonly #byId = new OwnMap<number, SharedArrayBuffer>();
  readonly #ids = new OwnMap<SharedArrayBuffer, number>();
  /** Those that the host has not carried yet, the oldest first. A chain: a program could put its own in place of an array's `shift`. */
  #sent: Sent | null = null;
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
    this.#send({ id, next: null });
    return id;
  }

  #send(sent: Sent): void {
    let last = this.#sent;
    while (last !== null && last.next !== null) last = last.next;
    if (last === null) this.#sent = sent;
    else last.next = sent;
  }

  get(id: number): SharedArrayBuffer | undefined {
    return this.#byId.get(id);
  }

  /** What another thread has sent: from now on an object of this realm's. */
  arrived(id: number, buffer: SharedArrayBuffer): void {
    setPrototypeOf(buffer, SharedPrototype);
    this.keep(id, buffer);
  }

  keep(id: number, buffer: SharedArrayBuffer): void {
    this.#byId.set(id, buffer);
    this.#ids.set(buffer, id);
  }

  /** The number of a buffer that the host has not carried yet, or 0. */
  takeSent(): number {
    const sent = this.#sent;
    this.#sent = sent?.next ?? null;
    return sent?.id ?? 0;
  }
}
