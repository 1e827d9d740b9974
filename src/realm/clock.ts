/**
 * The program's clock, and what a program reads from `performance`, `Date` and `Math.random`, which must agree with it.
 * Evaluated inside the context.
 */
import { CLOCK_RESOLUTION, type LoopClock } from '../asyncio/clock.ts';
import { ownProxy } from './engine-peek.ts';

export type ClockKind = 'auto' | 'virtual' | 'real';

/** What takes less is free: `sandbox/isolate.ts` has the same number. */
const CHARGED_FROM_MS = 50;

const wallMs = Date.now;
// Held fast before the program's globals are scrubbed.
const { wait } = Atomics;
const waitedFor = new Int32Array(new SharedArrayBuffer(4));

/** Seconds since the start of the run. Virtual and auto clocks move when told; a real one follows the wall between pauses. */
export class RealmClock implements LoopClock {
  readonly resolution = CLOCK_RESOLUTION;
  kind: ClockKind = 'virtual';
  /** Told when running code looks at its loop's clock. */
  onReading: () => void = () => {};
  /** Told when the program is about to block its thread. */
  onBlocking: () => void = () => {};
  /** Told when the program has blocked its thread for so many seconds. */
  onBlocked: (seconds: number) => void = () => {};
  /** Where several threads share the clock: lets it pass by so many seconds while this thread stands still. */
  blockOutside: ((seconds: number) => void) | null = null;
  #startMs = 0;
  #seconds = 0;
  /** Real clock: the wall's time (ms) at which the run's clock would have been 0, pauses taken out. */
  #originMs = wallMs();
  #handleStartMs = 0;
  #lastReading = 0;
  #processorLooks = 0;
  /** Gives the seconds for which the processor has worked for this thread. */
  askProcessor: () => number = () => 0;

  now(): number {
    if (this.kind === 'real') {
      const seconds = (wallMs() - this.#originMs) / 1000;
      if (seconds > this.#seconds) this.#seconds = seconds;
    }
    return this.#seconds;
  }

  /** A wait that begins after long computing ends later by that. */
  reading(): number {
    this.onReading();
    return this.now();
  }

  advanceTo(when: number): void {
    if (this.kind !== 'real' && when > this.#seconds) this.#seconds = when;
  }

  /** A slice begins; the parent's clock, which stands still in pauses, says `seconds`. Others may have moved it. */
  begin(seconds: number): void {
    this.#originMs = wallMs() - seconds * 1000;
    this.advanceTo(seconds);
  }

  /** The program has computed for so long; gives how far the clock has moved, seconds. */
  charge(seconds: number): number {
    if (this.kind !== 'auto') return 0;
    const charged = this.#seconds + seconds;
    // What the program has read off its watch is not taken back.
    const moved = this.#lastReading > charged ? this.#lastReading - this.#seconds : seconds;
    this.#seconds = this.#lastReading > charged ? this.#lastReading : charged;
    return moved;
  }

  /** A run begins on a clock of this kind; `Date` says `dateMs` then. */
  start(kind: ClockKind, dateMs: number): void {
    this.kind = kind;
    this.#startMs = dateMs;
  }

  /** Blocks the thread, and with it every task, for so many seconds of this clock; a real one makes the process wait. */
  block(seconds: number): void {
    this.onBlocking();
    if (this.blockOutside !== null) {
      this.blockOutside(seconds);
      this.onBlocked(seconds);
      return;
    }
    if (this.kind === 'real') {
      this.now();
      wait(waitedFor, 0, 0, seconds * 1000);
    } else this.#seconds += seconds;
    this.onBlocked(seconds);
  }

  /** The running handle has taken so long that what it has computed may be charged. */
  get isChargeDue(): boolean {
    return this.kind === 'auto' && this.#handleStartMs !== 0 && wallMs() - this.#handleStartMs > CHARGED_FROM_MS;
  }

  handleStarted(): void {
    if (this.kind === 'auto') this.#handleStartMs = wallMs();
  }

  /** Real work also where `now` stands still, so that a loop that waits for the time to pass ends on every clock. */
  stopwatch(): number {
    const seconds = this.#measured();
    this.#lastReading = seconds > this.#lastReading ? seconds : this.#lastReading;
    return this.#lastReading;
  }

  /** Seconds for which this thread has computed. Where nothing is measured, every look is a microsecond, as for the stopwatch. */
  processorTime(): number {
    return this.kind === 'virtual' ? ++this.#processorLooks / 1e6 : this.askProcessor();
  }

  /** What `Date` shows: ms since 1970, the clock's reading after the moment at which the run began. */
  dateMs(): number {
    return this.#startMs + this.stopwatch() * 1000;
  }

  get originMs(): number {
    return this.#startMs;
  }

  #measured(): number {
    switch (this.kind) {
      case 'real':
        return this.now();
      case 'auto':
        return this.#seconds + (this.#handleStartMs === 0 ? 0 : (wallMs() - this.#handleStartMs) / 1000);
      case 'virtual':
        // Nothing is measured: every look at the watch is a microsecond.
        return (this.#lastReading > this.#seconds ? this.#lastReading : this.#seconds) + 1e-6;
    }
  }
}

/** The one clock of this realm. */
export const clock = new RealmClock();

/** Lets the program's `Date` and `performance` read the clock, and seeds `Math.random`. */
export function installClock(): {
  start(kind: ClockKind, seed: number, dateMs: number): void;
  /** Random numbers of an entry of a session: its own, so that they are the same whatever was entered before it. */
  seedEntry(entry: number): void;
} {
  let random = smallRandom(1);
  let firstSeed = 1;
  const dateNow = (): number => Math.floor(clock.dateMs());
  const RealDate = Date;
  const ClockDate = ownProxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [dateNow()] : args, newTarget) as object,
    apply: () => new RealDate(dateNow()).toString(),
  });
  define(RealDate.prototype, 'constructor', ClockDate);
  define(RealDate, 'now', dateNow);
  define(globalThis, 'Date', ClockDate);
  define(globalThis, 'performance', {
    now: () => clock.stopwatch() * 1000,
    get timeOrigin() {
      return clock.originMs;
    },
  });
  define(Math, 'random', () => random());
  return {
    start(kind, seed, dateMs) {
      clock.start(kind, dateMs);
      firstSeed = seed;
      random = smallRandom(seed);
    },
    seedEntry(entry) {
      random = smallRandom(firstSeed ^ Math.imul(entry, 0x85ebca6b));
    },
  };
}

/** Numbers in [0, 1) that look random and are the same for the same seed: `Math.random` must be repeatable here. */
function smallRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
}

function define(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, enumerable: false, configurable: true });
}
