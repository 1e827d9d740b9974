/**
 * What a loop reads the time from. All times are seconds since an origin that only the clock knows.
 */
export interface LoopClock {
  /** The time now. Never goes back. */
  now(): number;
  /** The time as running code reads it, on clocks that count what it has computed until then. Default: `now`. */
  reading?(): number;
  /**
   * How fine the clock is: a timer is due when its time is less than this away, as in CPython, so that times which
   * differ only by rounding come due in one iteration.
   */
  readonly resolution: number;
  /** Only on clocks that do not move by themselves: jumps to `when`, never backwards. The driver calls it when idle. */
  advanceTo?(when: number): void;
  /** A watch that measures real work, also where `now` stands still. Debug mode times handles with it. Default: `now`. */
  stopwatch?(): number;
}

/** CPython's monotonic clock counts nanoseconds on every platform that matters. */
export const CLOCK_RESOLUTION = 1e-9;

/** Time that stands still while code runs and jumps over idle stretches: the same program, the same times, always. */
export class VirtualClock implements LoopClock {
  readonly resolution = CLOCK_RESOLUTION;
  #now = 0;

  now(): number {
    return this.#now;
  }

  advanceTo(when: number): void {
    if (when > this.#now) this.#now = when;
  }
}
