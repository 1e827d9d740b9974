/**
 * The queues of Node's own event loop, in Node's order: ticks after each callback and before its microtasks, timers that are
 * due, then (where Node polls) the loops of `asyncio`, then immediates. Sources: Node's `lib/internal/timers.js` and
 * `lib/internal/process/task_queues.js`, libuv's `uv_run`. The microtasks are V8's own: they are drained when a step ends.
 */
import { takeHandleId } from '../../asyncio/events.ts';
import type { RealmClock } from '../clock.ts';
import { customInspect } from '../inspect.ts';
import type { Recorder } from '../recorder.ts';
import { type Call, Timeout, type TimerKeeper, Timers } from './timers.ts';

/** What `setImmediate` gives. */
export class Immediate {
  /** @internal */ readonly _handle: number;
  /** @internal */ readonly _call: Call;
  /** @internal */ _isOver = false;
  #holdsProgram = true;

  constructor(handle: number, call: Call) {
    this._handle = handle;
    this._call = call;
  }

  ref(): this {
    this.#holdsProgram = true;
    return this;
  }

  unref(): this {
    this.#holdsProgram = false;
    return this;
  }

  [customInspect](): string {
    return `<Immediate${this._isOver ? ' over' : ''}>`;
  }

  hasRef(): boolean {
    return this.#holdsProgram && !this._isOver;
  }
}

interface Tick {
  readonly handle: number;
  readonly call: Call;
}

/** A millisecond is whole to Node; the clock's seconds are not exact. */
const ROUNDING_MS = 1e-6;
/** What a callback takes counts from here on: less is how fast the machine happens to be. */
const BUSY_FROM_SECONDS = 0.005;
/** In one step. */
const MOST_TICKS = 10_000;

export class NodeQueues implements TimerKeeper {
  readonly timers = new Timers(this);
  /** Told what a callback throws: it ends the program. */
  onUncaught: (error: unknown) => void = () => {};
  #ticks: Tick[] = [];
  #immediates: Immediate[] = [];
  #latestMs = 0;
  /** The handle whose microtasks are being drained, or 0. */
  #open = 0;
  readonly #clock: RealmClock;
  readonly #recorder: Recorder;

  constructor(clock: RealmClock, recorder: Recorder) {
    this.#clock = clock;
    this.#recorder = recorder;
  }

  /** Also what a callback that has not ended takes: a program that is busy until the time has passed finds its timers late. */
  nowMs(): number {
    const now = this.#clock.now();
    const seen = this.#clock.stopwatch();
    const passed = Math.floor((seen - now < BUSY_FROM_SECONDS ? now : seen) * 1000 + ROUNDING_MS);
    this.#latestMs = Math.max(this.#latestMs, passed);
    return this.#latestMs;
  }

  timerSet(timer: Timeout): void {
    timer._handle = takeHandleId();
    const dueMs = timer._startMs + timer._durationMs;
    this.#recorder.nodeTimerSet(
      timer._handle,
      label(timer._repeats ? 'setInterval' : 'setTimeout', timer._call),
      dueMs / 1000,
    );
  }

  timerCleared(timer: Timeout): void {
    this.#recorder.nodeTimerCleared(timer._handle);
  }

  addTick(call: Call): void {
    const handle = takeHandleId();
    this.#recorder.nodeScheduled(handle, label('nextTick', call));
    this.#ticks.push({ handle, call });
  }

  /** What the engine is to call in its turn. What that throws ends the program, as in Node; a rejection could be caught. */
  addMicrotask(call: Call): () => void {
    const microtask = takeHandleId();
    this.#recorder.microtaskQueued(microtask, label('queueMicrotask', call));
    return () => {
      try {
        this.#recorder.microtaskStarted(microtask);
        call.fn();
      } catch (error) {
        this.onUncaught(error);
      }
    };
  }

  addImmediate(call: Call): Immediate {
    const immediate = new Immediate(takeHandleId(), call);
    this.#recorder.nodeScheduled(immediate._handle, label('setImmediate', call));
    this.#immediates.push(immediate);
    return immediate;
  }

  clearImmediate(immediate: unknown): void {
    if (!(immediate instanceof Immediate) || immediate._isOver) return;
    immediate._isOver = true;
    this.#recorder.nodeCancelled(immediate._handle);
  }

  get hasTicks(): boolean {
    return this.#ticks.length > 0;
  }

  /** Whether an immediate is there for which the program goes on. */
  get holdsImmediate(): boolean {
    return this.#immediates.some((immediate) => immediate.hasRef());
  }

  /** Whether there is neither a timer nor an immediate. */
  get isEmpty(): boolean {
    return this.#immediates.length === 0 && this.timers.isEmpty;
  }

  /**
   * Runs all ticks, also those that they add: Node drains no microtasks between them. After very many the step ends all the
   * same, microtasks and all, or a program that never stops adding could not be told of.
   */
  runTicks(): void {
    for (let left = MOST_TICKS; left > 0 && this.#ticks.length > 0;) {
      const ticks = this.#ticks;
      this.#ticks = [];
      left -= ticks.length;
      for (const { handle, call } of ticks) if (!this.#run(handle, undefined, call)) return;
    }
  }

  /** Node's timers phase, a callback and its ticks at a time. */
  *timersPhase(): Generator<void> {
    // What the last callback took is on the clock by now, or does not count.
    this.#clock.handleStarted();
    for (const hasRun of this.timers.runDue((timer) => this.#runTimer(timer))) {
      if (hasRun) this.runTicks();
      yield;
      this.#clock.handleStarted();
    }
  }

  /** Node's check phase: the immediates that were there when it began. */
  *checkPhase(): Generator<void> {
    const immediates = this.#immediates;
    this.#immediates = [];
    for (const immediate of immediates) {
      if (immediate._isOver) continue;
      immediate._isOver = true;
      if (this.#run(immediate._handle, immediate, immediate._call)) this.runTicks();
      yield;
    }
  }

  #runTimer(timer: Timeout): boolean {
    // The program may have watched the time pass, of which the clock does not know yet.
    this.#clock.advanceTo((timer._startMs + timer._durationMs) / 1000);
    this.#recorder.nodeTimerDue(timer._handle);
    return this.#run(timer._handle, timer, timer._call);
  }

  /** The microtasks of the last callback are drained. */
  close(): void {
    if (this.#open === 0) return;
    this.#recorder.nodeEnded(this.#open);
    this.#open = 0;
  }

  #run(handle: number, self: unknown, { fn, args }: Call): boolean {
    this.close();
    this.#open = handle;
    this.#recorder.nodeStarted(handle);
    try {
      Reflect.apply(fn, self, args);
      return true;
    } catch (error) {
      this.onUncaught(error);
      return false;
    }
  }
}

function label(kind: string, { fn }: Call): string {
  return fn.name === '' ? kind : `${kind} ${fn.name}`;
}
