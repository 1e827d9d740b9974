import type { TimerHandle } from './events.ts';
import { watcher } from './instrument.ts';

/** CPython: `_MIN_SCHEDULED_TIMER_HANDLES` and `_MIN_CANCELLED_TIMER_HANDLES_FRACTION`. */
const MANY = 100;
const MOSTLY = 0.5;

function before(a: TimerHandle, b: TimerHandle): boolean {
  return a._when < b._when || (a._when === b._when && a.id < b.id);
}

function drop(timer: TimerHandle): void {
  timer._scheduled = timer._waiting = false;
  watcher.current?.timerDropped(timer);
}

/**
 * Timers by (when, order of creation). A cancelled one stays until it is the first, or until most are cancelled:
 * cancelling costs nothing, as in CPython.
 */
export class TimerHeap {
  /** How many in the heap are cancelled. */
  cancelledCount = 0;
  #heap: TimerHandle[] = [];

  get size(): number {
    return this.#heap.length;
  }

  /** The next one due, cancelled or not. */
  get first(): TimerHandle | null {
    return this.#heap[0] ?? null;
  }

  /** When the next that is not cancelled is due; null: there is none. Looking changes nothing. */
  get nextWhen(): number | null {
    const first = this.#heap[0];
    if (first === undefined) return null;
    if (!first._cancelled) return first._when;
    let next: TimerHandle | null = null;
    for (const timer of this) if (next === null || before(timer, next)) next = timer;
    return next === null ? null : next._when;
  }

  push(timer: TimerHandle): void {
    timer._scheduled = true;
    const heap = this.#heap;
    heap.push(timer);
    this.#siftUp(heap.length - 1, timer);
  }

  /** The heap must not be empty. */
  pop(): TimerHandle {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) this.#siftDown(0, last);
    first._scheduled = false;
    if (first._cancelled) this.cancelledCount--;
    return first;
  }

  /** CPython does this at the start of each iteration: all cancelled ones go when they are most, else those in front. */
  prune(): void {
    if (this.cancelledCount === 0) return;
    if (this.#heap.length > MANY && this.cancelledCount / this.#heap.length > MOSTLY) this.#rebuild();
    else while (this.#heap[0]?._cancelled) drop(this.pop());
  }

  clear(): void {
    for (const timer of this.#heap) timer._scheduled = false;
    this.#heap = [];
    this.cancelledCount = 0;
  }

  /** Those that are not cancelled, in no order. */
  *[Symbol.iterator](): Generator<TimerHandle> {
    for (const timer of this.#heap) if (!timer._cancelled) yield timer;
  }

  #rebuild(): void {
    for (const timer of this.#heap) if (timer._cancelled) drop(timer);
    this.#heap = this.#heap.filter((timer) => !timer._cancelled).toSorted((a, b) => (before(a, b) ? -1 : 1));
    this.cancelledCount = 0;
  }

  #siftUp(start: number, timer: TimerHandle): void {
    const heap = this.#heap;
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent]!;
      if (!before(timer, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = timer;
  }

  #siftDown(start: number, timer: TimerHandle): void {
    const heap = this.#heap;
    const size = heap.length;
    let index = start;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      if (child + 1 < size && before(heap[child + 1]!, heap[child]!)) child++;
      const below = heap[child]!;
      if (!before(below, timer)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = timer;
  }
}
