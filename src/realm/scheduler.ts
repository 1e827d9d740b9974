/**
 * Drives the program's loops, one handle a step: the loop of `run`, and the default loop that serves a top-level await.
 * The host drains every microtask between two steps.
 */
import type { EventLoop } from '../asyncio/base-events.ts';
import { type Driver, RAN, STOPPED } from '../asyncio/driver.ts';
import type { RealmClock } from './clock.ts';

export class Scheduler implements Driver {
  /** The loop that started last comes first. */
  #active: EventLoop[] = [];
  /** The loop whose handle ran in the last step, until its microtasks are drained. */
  #open: EventLoop | null = null;
  readonly #clock: RealmClock;

  constructor(clock: RealmClock) {
    this.#clock = clock;
  }

  loopStarted(loop: EventLoop): void {
    this.#active = [loop, ...this.#active];
  }

  loopWoken(): void {}

  /** To be called when the microtasks of the last step are drained. */
  closeHandle(): void {
    const loop = this.#open;
    this.#open = null;
    loop?.handleEnded();
  }

  /** Runs one handle of the first loop that has one, or ends a loop's run. */
  step(): 'ran' | 'stopped' | 'idle' {
    for (const loop of this.#active) {
      const outcome = loop.step();
      if (outcome === RAN) {
        this.#open = loop;
        return 'ran';
      }
      if (outcome === STOPPED) {
        this.#active = this.#active.filter((other) => other !== loop);
        return 'stopped';
      }
    }
    return 'idle';
  }

  /** When the next timer of any loop is due, or null. */
  nextDue(): number | null {
    let next: number | null = null;
    for (const loop of this.#active) {
      const due = loop.nextDue();
      if (due !== null && (next === null || due < next)) next = due;
    }
    return next;
  }

  /** Nothing can ever happen again: tells a loop, which raises it where `run` (or the future) was awaited. False: none cares. */
  deadlock(): boolean {
    for (const loop of this.#active) {
      // The default loop has nobody to tell unless top-level code waits in it.
      if (!loop.deadlockDetection || (loop.id === 0 && loop._outsideWaiters.size === 0)) continue;
      loop.deadlock();
      return true;
    }
    return false;
  }

  /** Whether the clock has reached the next timer by itself. */
  isDue(due: number): boolean {
    return due < this.#clock.now() + this.#clock.resolution;
  }
}
