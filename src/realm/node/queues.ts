/**
 * The queues of Node's own event loop, in Node's order: ticks after each callback and before its microtasks, timers that are
 * due, then (where Node polls) the loops of `asyncio`, then immediates. Sources: Node's `lib/internal/timers.js` and
 * `lib/internal/process/task_queues.js`, libuv's `uv_run`. The microtasks are V8's own: they are drained when a step ends.
 */
import { takeHandleId } from '../../asyncio/events.ts';
import type { RealmClock } from '../clock.ts';
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
/** In one step. */
const MOST_TICKS = 10_000;

export class NodeQueues implements TimerKeeper {
  readonly timers = new Timers(this);
  /** Told what a callback throws: it ends the program. */
  onUncaught: (error: unknown) => void = () => {};
  #ticks: Tick[] = [];
  #immediates: Immediate[] = [];
  /** The handle whose microtasks are being drained, or 0. */
  #open = 0;
  readonly #clock: RealmClock;
  readonly #recorder: Recorder;

  constructor(clock: RealmClock, recorder: Recorder) {
    this.#clock = clock;
    this.#recorder = recorder;
  }

  nowMs(): number {
    return Math.floor(this.#clock.now() * 1000 + ROUNDING_MS);
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
    for (const timer of this.timers.due()) {
      this.#recorder.nodeTimerDue(timer._handle);
      if (this.#run(timer._handle, timer, timer._call)) this.runTicks();
      yield;
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
