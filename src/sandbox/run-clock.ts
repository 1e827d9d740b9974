/**
 * The clock of one run, which its threads and processes share, and what is to happen at which time. On a `virtual` clock time
 * stands still while anybody computes; on `auto` it follows the wall for as long as others than the program's own thread are busy;
 * `real` always follows it.
 */
import type { Clock } from '../trace/event.ts';

export interface Appointment {
  readonly at: number;
  cancel(): void;
}

interface Entry extends Appointment {
  readonly happen: () => void;
  /** Those of one time come in the order they were made. */
  readonly number: number;
  isCancelled: boolean;
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.number < other.number);
}

/** What takes less is free on an `auto` clock, as a handle of the program's own thread is, seconds. */
const FREE_SECONDS = 0.05;
/** So few cancelled appointments are no burden. */
const MOST_CANCELLED = 100;

export class RunClock {
  readonly kind: Clock;
  readonly #wallMs: () => number;
  #at = 0;
  /** Where the clock stood when it began to follow the wall; null: it does not. */
  #followed: { readonly at: number; readonly wallMs: number } | null = null;
  #busy = 0;
  /** Those that are busy with what is charged to nobody: starting. Time stands still for them, but on a real clock. */
  #starting = 0;
  /** A heap: whoever is told of many ends of waits must not be kept from everything else by a program that makes them. */
  #heap: Entry[] = [];
  #cancelled = 0;
  #lastNumber = 0;

  constructor(kind: Clock, wallMs: () => number = () => performance.now()) {
    this.kind = kind;
    this.#wallMs = wallMs;
  }

  /** Seconds since the start of the run. */
  now(): number {
    if (this.#followed === null) return this.#at;
    const { at, wallMs } = this.#followed;
    const passed = (this.#wallMs() - wallMs) / 1000;
    return Math.max(this.#at, this.kind === 'auto' && passed < FREE_SECONDS ? at : at + passed);
  }

  /** A real clock begins to go. */
  start(): void {
    if (this.kind === 'real') this.#followed ??= { at: 0, wallMs: this.#wallMs() };
  }

  reach(at: number): void {
    if (at > this.#at) this.#at = at;
  }

  get isBusy(): boolean {
    return this.#busy > 0 || this.#starting > 0;
  }

  /** Somebody else than the program's own thread has begun something that takes real time. */
  busyBegins(): void {
    if (this.#busy++ === 0 && this.kind === 'auto') this.#followed = { at: this.#at, wallMs: this.#wallMs() };
  }

  startBegins(): void {
    this.#starting++;
  }

  startEnds(): void {
    this.#starting--;
  }

  busyEnds(): void {
    this.reach(this.now());
    if (--this.#busy === 0 && this.kind === 'auto') this.#followed = null;
  }

  meet(at: number, happen: () => void): Appointment {
    const entry: Entry = {
      at,
      happen,
      number: ++this.#lastNumber,
      isCancelled: false,
      cancel: () => this.#cancel(entry),
    };
    this.#add(entry);
    return entry;
  }

  /** Takes the cancelled ones out when they are the most. */
  #cancel(entry: Entry): void {
    if (entry.isCancelled) return;
    entry.isCancelled = true;
    if (++this.#cancelled < MOST_CANCELLED || this.#cancelled < this.#heap.length / 2) return;
    // What is in order is a heap too.
    this.#heap = this.#heap.filter(({ isCancelled }) => !isCancelled).sort((a, b) => (isBefore(a, b) ? -1 : 1));
    this.#cancelled = 0;
  }

  /** When the next appointment is, seconds, or null. */
  next(): number | null {
    while (this.#heap[0]?.isCancelled === true) {
      this.#takeFirst();
      this.#cancelled--;
    }
    return this.#heap[0]?.at ?? null;
  }

  /** Keeps the next appointment whose time has come; false: there is none. */
  keepDue(): boolean {
    const at = this.next();
    if (at === null || at > this.now()) return false;
    const entry = this.#takeFirst();
    // Who cancels it now has nothing to take out.
    entry.isCancelled = true;
    this.reach(at);
    entry.happen();
    return true;
  }

  #add(entry: Entry): void {
    const heap = this.#heap;
    let index = heap.length;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (!isBefore(entry, heap[above]!)) break;
      heap[index] = heap[above]!;
      index = above;
    }
    heap[index] = entry;
  }

  #takeFirst(): Entry {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) this.#sink(last);
    return first;
  }

  /** Puts an entry where the first one was, and then below those that come before it. */
  #sink(entry: Entry): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let below = 2 * index + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++;
      if (!isBefore(heap[below]!, entry)) break;
      heap[index] = heap[below]!;
      index = below;
    }
    heap[index] = entry;
  }

  /** How far the program's own thread may go by itself before others have had their say, seconds. */
  horizon(): number {
    if (this.kind === 'real') return Infinity;
    if (this.isBusy) return this.now();
    return this.next() ?? Infinity;
  }
}
