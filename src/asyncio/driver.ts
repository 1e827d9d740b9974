/**
 * The ports of the loop: who steps it, what time it is, and who calls functions in threads. The port itself never waits for
 * anything.
 *
 * A driver steps a loop from `loopStarted` until a step comes to `STOPPED`, one handle a step:
 * `step()`, then every microtask drained, then `handleEnded()`, then the next step of this or another loop.
 * While a native promise is awaited the loop does not know which task goes on: it is told by `enterTask`, which the marks of the
 * sandbox's compile step call. In plain Node nobody does: after `await fetch(…)` a task has lost its identity.
 * `currentTask()` no longer gives it, and what the code then awaits of asyncio's, it awaits outside of all tasks, where
 * `cancel()`, `timeout` and groups do not reach it. There, await `wrapPromise(fetch(…))`.
 * After `IDLE` it moves or waits for the clock (`loop.nextDue()`), waits for `loopWoken`, or calls `loop.deadlock()`.
 */
import type { EventLoop } from './base-events.ts';
import { VirtualClock } from './clock.ts';
import type { LoopClock } from './clock.ts';
import type { DefaultExecutor } from './concurrent-futures.ts';
import { RuntimeError } from './exceptions.ts';
import type { PlaceMark } from './instrument.ts';
import type { FramesOf } from './traceback.ts';

/** One handle ran its synchronous part; its microtasks are still to be drained. */
export const RAN = 0;
/** Nothing is ready. `loop.nextDue()` says when the next timer is due. */
export const IDLE = 1;
/** The run is over: its promise is settled, and the loop wants no more steps until it is started again. */
export const STOPPED = 2;
export type StepOutcome = typeof RAN | typeof IDLE | typeof STOPPED;

export interface Driver {
  /** The loop wants to be stepped from now on. Never step it inside this call. */
  loopStarted(loop: EventLoop): void;
  /** The last step of this loop was `IDLE`, and something is ready now, or a timer was set. Never step it inside this call. */
  loopWoken(loop: EventLoop): void;
}

const noDriver: Driver = {
  loopStarted() {
    throw new RuntimeError('no driver steps the event loops: call configure({ driver }) first');
  },
  loopWoken() {},
};

interface Ports {
  driver: Driver;
  clock: LoopClock;
  /** Makes the pool of one loop; null: there are no threads. */
  makeThreads: (() => DefaultExecutor) | null;
  /** Whether a new loop is in debug mode. CPython: the environment's `PYTHONASYNCIODEBUG`. */
  debug: boolean;
  /** What is under “Traceback” where an error is printed; null: the lines of its stack. */
  framesOf: FramesOf | null;
  /** The line of a place, for who reads messages; null: places have none. */
  lineOf: ((place: PlaceMark) => string | null) | null;
}

export const ports: Ports = {
  driver: noDriver,
  clock: new VirtualClock(),
  makeThreads: null,
  debug: false,
  framesOf: null,
  lineOf: null,
};

/** Plugs the ports in. Loops made afterwards use the new clock, threads and mode. */
export function configure(given: Readonly<Partial<Ports>>): void {
  if (given.driver) ports.driver = given.driver;
  if (given.clock) ports.clock = given.clock;
  if (given.makeThreads !== undefined) ports.makeThreads = given.makeThreads;
  if (given.debug !== undefined) ports.debug = given.debug;
  if (given.framesOf !== undefined) ports.framesOf = given.framesOf;
  if (given.lineOf !== undefined) ports.lineOf = given.lineOf;
}
