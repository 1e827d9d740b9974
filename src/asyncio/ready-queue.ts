import type { Handle } from './events.ts';

const FIRST_CAPACITY = 64;

// Filled in a loop: Array.from with a callback is many times slower.
function ringOf(size: number): (Handle | null)[] {
  const ring: (Handle | null)[] = [];
  for (let i = 0; i < size; i++) ring.push(null);
  return ring;
}

/** The handles that are ready, first in, first out: a ring that grows, so that neither end ever moves the rest. */
export class ReadyQueue {
  length = 0;
  #ring: (Handle | null)[] = ringOf(FIRST_CAPACITY);
  #mask = FIRST_CAPACITY - 1;
  #head = 0;

  push(handle: Handle): void {
    if (this.length > this.#mask) this.#grow();
    this.#ring[(this.#head + this.length++) & this.#mask] = handle;
  }

  /** The queue must not be empty. */
  shift(): Handle {
    const head = this.#head;
    const handle = this.#ring[head]!;
    this.#ring[head] = null;
    this.#head = (head + 1) & this.#mask;
    this.length--;
    return handle;
  }

  clear(): void {
    while (this.length > 0) this.shift();
  }

  #grow(): void {
    const old = this.#ring;
    const size = old.length;
    const ring = ringOf(size * 2);
    for (let i = 0; i < size; i++) ring[i] = old[(this.#head + i) & this.#mask]!;
    this.#ring = ring;
    this.#mask = size * 2 - 1;
    this.#head = 0;
  }
}
