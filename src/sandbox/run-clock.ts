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
}

export class RunClock {
  readonly kind: Clock;
  readonly #wallMs: () => number;
  #at = 0;
  /** Where the clock stood when it began to follow the wall; null: it does not. */
  #followed: { readonly at: number; readonly wallMs: number } | null = null;
  #busy = 0;
  /** By time, and in the order they were made. */
  #entries: Entry[] = [];

  constructor(kind: Clock, wallMs: () => number = () => performance.now()) {
    this.kind = kind;
    this.#wallMs = wallMs;
  }

  /** Seconds since the start of the run. */
  now(): number {
    if (this.#followed === null) return this.#at;
    const { at, wallMs } = this.#followed;
    return Math.max(this.#at, at + (this.#wallMs() - wallMs) / 1000);
  }

  /** A real clock begins to go. */
  start(): void {
    if (this.kind === 'real') this.#followed ??= { at: 0, wallMs: this.#wallMs() };
  }

  reach(at: number): void {
    if (at > this.#at) this.#at = at;
  }

  get isBusy(): boolean {
    return this.#busy > 0;
  }

  /** Somebody else than the program's own thread has begun something that takes real time. */
  busyBegins(): void {
    if (this.#busy++ === 0 && this.kind === 'auto') this.#followed = { at: this.#at, wallMs: this.#wallMs() };
  }

  busyEnds(): void {
    this.reach(this.now());
    if (--this.#busy === 0 && this.kind === 'auto') this.#followed = null;
  }

  meet(at: number, happen: () => void): Appointment {
    const entry: Entry = { at, happen, cancel: () => this.#drop(entry) };
    let index = this.#entries.length;
    while (index > 0 && this.#entries[index - 1]!.at > at) index--;
    this.#entries.splice(index, 0, entry);
    return entry;
  }

  #drop(entry: Entry): void {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }

  /** When the next appointment is, seconds, or null. */
  next(): number | null {
    return this.#entries[0]?.at ?? null;
  }

  /** Keeps the next appointment whose time has come; false: there is none. */
  keepDue(): boolean {
    const [entry] = this.#entries;
    if (entry === undefined || entry.at > this.now()) return false;
    this.#entries.shift();
    this.reach(entry.at);
    entry.happen();
    return true;
  }

  /** How far the program's own thread may go by itself before others have had their say, seconds. */
  horizon(): number {
    if (this.kind === 'real') return Infinity;
    if (this.isBusy) return this.now();
    return this.next() ?? Infinity;
  }
}
