/**
 * Drives the program's loops, one handle a step: the loop of `run`, the default loop that serves a top-level await, and
 * Node's own queues. The host drains every microtask between two steps.
 */
import type { EventLoop } from '../asyncio/base-events.ts';
import { type Driver, RAN, STOPPED } from '../asyncio/driver.ts';
import type { RealmClock } from './clock.ts';
import type { NodeQueues } from './node/queues.ts';

/** A turn takes a moment also where the clock stands still, or who adds immediates until a timer comes would wait for ever. */
const TURN_SECONDS = 1e-5;

type Came = 'ran' | 'stopped' | 'idle';

export class Scheduler implements Driver {
  /** The loop that started last comes first. */
  #active: EventLoop[] = [];
  /** The loop whose handle ran in the last step, until its microtasks are drained. */
  #open: EventLoop | null = null;
  readonly #clock: RealmClock;
  readonly #queues: NodeQueues;
  #turns: Generator<Came, never>;
  /** Whether the program goes on for something outside: then timers without a reference come due as well. */
  holdsOutside: () => boolean = () => false;
  /** In the middle of Node's timers or immediates. */
  isInPhase = false;

  constructor(clock: RealmClock, queues: NodeQueues) {
    this.#clock = clock;
    this.#queues = queues;
    this.#turns = this.#takeTurns();
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
    this.#queues.close();
  }

  /** The last step was cut off in the middle: it is over. */
  recover(): void {
    this.isInPhase = false;
    this.#turns = this.#takeTurns();
    this.closeHandle();
  }

  /** Runs the ticks that the last step left, or the next callback in the order of Node's loop. */
  step(): Came {
    if (this.#queues.hasTicks) {
      this.#queues.runTicks();
      return 'ran';
    }
    // Most programs leave Node's queues alone, and need no turns.
    return this.isInPhase || !this.#queues.isEmpty ? this.#turns.next().value : this.#pollLoops();
  }

  /** Turn by turn of Node's loop, libuv's `uv_run`; `idle` where Node would sleep, or end. */
  *#takeTurns(): Generator<Came, never> {
    if (this.nextDue() !== null || this.#queues.holdsImmediate) yield* this.#phase(this.#queues.timersPhase());
    for (;;) {
      const came = this.#pollLoops();
      if (came !== 'idle') yield came;
      else if (this.#queues.holdsImmediate) this.#clock.advanceTo(this.#clock.now() + TURN_SECONDS);
      else if (!this.#isTimerDue()) {
        yield 'idle';
        continue;
      }
      yield* this.#phase(this.#queues.checkPhase());
      yield* this.#phase(this.#queues.timersPhase());
    }
  }

  *#phase(callbacks: Iterable<void>): Generator<Came, void> {
    this.isInPhase = true;
    for (const _ of callbacks) yield 'ran';
    this.isInPhase = false;
  }

  #isTimerDue(): boolean {
    const due = this.nextDue();
    return due !== null && this.isDue(due);
  }

  /** Where Node polls for what comes from outside, it is the loops' turn. */
  #pollLoops(): Came {
    const came = this.#stepLoops();
    if (came === 'ran') this.#queues.runTicks();
    return came;
  }

  /** Runs one handle of the first loop that has one, or ends a loop's run. */
  #stepLoops(): Came {
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
    const nodeDueMs = this.#queues.timers.nextDueMs(next !== null || this.holdsOutside());
    if (nodeDueMs === null) return next;
    const due = nodeDueMs / 1000;
    return next === null || due < next ? due : next;
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
