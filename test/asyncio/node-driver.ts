/**
 * Drives loops in plain Node: one handle, then every microtask, then the next handle.
 *
 * A tick of `process.nextTick` that is queued from a microtask begins when the microtask queue is empty. It then runs handle
 * after handle, and between two of them lets Node drain its queues as it does between any two callbacks: ticks, microtasks,
 * rejections. Now and then a turn of Node's own loop is let in.
 */
import type { EventLoop } from '../../src/asyncio/base-events.ts';
import { CLOCK_RESOLUTION, VirtualClock } from '../../src/asyncio/clock.ts';
import type { LoopClock } from '../../src/asyncio/clock.ts';
import { IDLE, STOPPED } from '../../src/asyncio/driver.ts';
import type { Driver } from '../../src/asyncio/driver.ts';

/** What Node calls after each callback of its own; the types do not know it. */
const drain = (process as unknown as { readonly _tickCallback: () => void })._tickCallback;

/** Handles between two turns of Node's loop. */
const BURST = 2000;
/** setTimeout takes no more. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** A driver drains Node's queues. What the ticks in them begin would run inside of it, on the same stack. */
let isDraining = false;

/** The machine's clock. */
export class RealClock implements LoopClock {
  readonly resolution = CLOCK_RESOLUTION;

  now(): number {
    return performance.now() / 1000;
  }
}

/** A virtual clock that can still measure real work, for debug mode. */
export class NodeVirtualClock extends VirtualClock {
  stopwatch(): number {
    return performance.now() / 1000;
  }
}

export class NodeDriver implements Driver {
  readonly #clock: LoopClock;
  readonly #active: EventLoop[] = [];
  readonly #drained = Promise.resolve();
  /** A tick is on its way, or runs. */
  #scheduled = false;
  #timer: NodeJS.Timeout | null = null;
  /** Node's own loop had its turn since the last step. */
  #hasLetIn = false;

  constructor(clock: LoopClock) {
    this.#clock = clock;
  }

  loopStarted(loop: EventLoop): void {
    if (!this.#active.includes(loop)) this.#active.push(loop);
    this.#scheduleTick();
  }

  loopWoken(): void {
    this.#scheduleTick();
  }

  #scheduleTick(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    void this.#drained.then(this.#toTick);
  }

  readonly #toTick = (): void => {
    process.nextTick(this.#tick);
  };

  readonly #tick = (): void => {
    this.#scheduled = true;
    if (isDraining) {
      // A driver that was made where another one's loop ended: it waits until that one is back, or the stack would grow with each.
      setImmediate(this.#tick);
      return;
    }
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
    for (let i = 0; i < BURST; i++) {
      const stepped = this.#stepOne();
      if (stepped === null) {
        this.#scheduled = false;
        this.#rest();
        return;
      }
      this.#hasLetIn = false;
      this.#drain();
      stepped.handleEnded();
    }
    setImmediate(this.#tick);
  };

  /** What a callback of Node's throws on the way is Node's affair; the loops go on. */
  #drain(): void {
    let threw = true;
    isDraining = true;
    try {
      drain();
      threw = false;
    } finally {
      isDraining = false;
      if (threw) setImmediate(this.#tick);
    }
  }

  /** Loops take turns of one handle each. Null: none has anything to do now. */
  #stepOne(): EventLoop | null {
    const active = this.#active;
    for (let i = 0; i < active.length; i++) {
      const loop = active[i]!;
      const outcome = loop.step();
      if (outcome === IDLE) continue;
      if (outcome === STOPPED) active.splice(i, 1);
      else if (active.length > 1) active.push(active.splice(i, 1)[0]!);
      return loop;
    }
    return null;
  }

  #rest(): void {
    const due = this.#active.map((loop) => loop.nextDue()).filter((when) => when !== null);
    if (due.length > 0) this.#waitUntil(Math.min(...due));
    else this.#detectDeadlock();
  }

  #waitUntil(when: number): void {
    const { advanceTo } = this.#clock;
    if (advanceTo === undefined) {
      const ms = Math.min(Math.max(0, (when - this.#clock.now()) * 1000), LONGEST_TIMEOUT_MS);
      this.#timer = setTimeout(this.#tick, ms);
    } else if (!this.#hasLetIn && this.#active.some((loop) => loop.outside > 0 || loop.waitsForPromises())) {
      // What comes from outside comes before time jumps, if it is on its way.
      this.#hasLetIn = true;
      this.#scheduled = true;
      setImmediate(this.#tick);
    } else {
      this.#hasLetIn = false;
      this.#clock.advanceTo!(when);
      this.#scheduleTick();
    }
  }

  /** Only loops that wait for nothing outside can be in a deadlock; the default loop just waits, as Node would. */
  #detectDeadlock(): void {
    for (const loop of this.#active.slice()) {
      if (loop.id === 0 || loop.outside > 0 || loop.waitsForPromises()) continue;
      loop.deadlock();
      if (loop.isRunning()) continue;
      this.#active.splice(this.#active.indexOf(loop), 1);
      this.#scheduleTick();
    }
  }
}
