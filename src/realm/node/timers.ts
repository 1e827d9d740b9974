/**
 * Node's timers: lists of timers of one duration each, by when the first of each list is due. Source: Node's
 * `lib/internal/timers.js`. Times are whole milliseconds, as libuv counts them.
 */

import { customInspect } from '../inspect.ts';
import { OwnMap } from '../own-collections.ts';

/** A longer one becomes 1 ms, as in Node. */
const LONGEST_MS = 2 ** 31 - 1;

/** Who is told what happens to a timer, and knows the time. */
export interface TimerKeeper {
  nowMs(): number;
  timerSet(timer: Timeout): void;
  timerCleared(timer: Timeout): void;
}

/** What a program asked to be called, with what. */
export interface Call {
  readonly fn: (...args: readonly unknown[]) => unknown;
  readonly args: readonly unknown[];
}

/** What `setTimeout` and `setInterval` give. */
export class Timeout {
  /** @internal */ _handle = 0;
  /** @internal */ _startMs = 0;
  /** @internal */ readonly _durationMs: number;
  /** @internal */ readonly _call: Call;
  /** @internal As a number; 0: nobody has asked. */ _number = 0;
  /** @internal */ readonly _repeats: boolean;
  /** @internal */ _list: TimerList | null = null;
  /** @internal It never comes again, whoever refreshes it. */ _isCleared = false;
  /** @internal */ _holdsProgram = true;
  readonly #timers: Timers;

  constructor(timers: Timers, durationMs: number, repeats: boolean, call: Call) {
    this.#timers = timers;
    this._durationMs = durationMs;
    this._repeats = repeats;
    this._call = call;
  }

  /** The program does not end before this has run. So it is from the start. */
  ref(): this {
    this._holdsProgram = true;
    return this;
  }

  /** The program may end before this has run. */
  unref(): this {
    this._holdsProgram = false;
    return this;
  }

  hasRef(): boolean {
    return this._holdsProgram;
  }

  /** Begins its duration anew, also when it has run already. */
  refresh(): this {
    if (this._isCleared) return this;
    if (this._list !== null) this.#timers.remove(this);
    this.#timers.insert(this);
    return this;
  }

  close(): this {
    this.#timers.clear(this);
    return this;
  }

  /** Its number is what `clearTimeout` takes as well. */
  [customInspect](): string {
    const what = `${this._repeats ? 'every' : 'after'} ${this._durationMs} ms`;
    const state = this._isCleared ? ' cleared' : this._list === null ? ' over' : '';
    return `<Timeout ${+this} ${what}${state}>`;
  }

  [Symbol.dispose](): void {
    this.#timers.clear(this);
  }

  [Symbol.toPrimitive](): number {
    if (this._number === 0) this.#timers.number(this);
    return this._number;
  }
}

/** Timers of one duration, in the order they were set. */
interface TimerList {
  readonly durationMs: number;
  readonly timers: Set<Timeout>;
  expiryMs: number;
  /** Of lists that expire together, the lower comes first. */
  order: number;
}

export class Timers {
  readonly #keeper: TimerKeeper;
  readonly #lists = new OwnMap<number, TimerList>();
  readonly #byNumber = new Map<number, Timeout>();
  #listCount = 0;
  #numbers = 0;

  constructor(keeper: TimerKeeper) {
    this.#keeper = keeper;
  }

  set(call: Call, after: unknown, repeats: boolean): Timeout {
    const given = Number(after);
    const durationMs = given >= 1 && given <= LONGEST_MS ? Math.trunc(given) : 1;
    const timer = new Timeout(this, durationMs, repeats, call);
    this.insert(timer);
    return timer;
  }

  /** `clearTimeout` and `clearInterval`: of a timer or its number; anything else is no error. */
  clear(given: unknown): void {
    const isNumber = typeof given === 'number' || typeof given === 'string';
    const timer = given instanceof Timeout ? given : isNumber ? this.#byNumber.get(Number(given)) : undefined;
    if (timer === undefined || timer._isCleared) return;
    if (timer._list !== null) this.remove(timer);
    timer._isCleared = true;
    this.#byNumber.delete(timer._number);
  }

  /** Gives it a number, for who keeps the timer as one. */
  number(timer: Timeout): void {
    timer._number = ++this.#numbers;
    if (!timer._isCleared) this.#byNumber.set(timer._number, timer);
  }

  insert(timer: Timeout, startMs = this.#keeper.nowMs()): void {
    const durationMs = timer._durationMs;
    timer._startMs = startMs;
    let list = this.#lists.get(durationMs);
    if (list === undefined) {
      list = { durationMs, timers: new Set(), expiryMs: 0, order: 0 };
      this.#lists.set(durationMs, list);
    }
    if (list.timers.size === 0) {
      list.expiryMs = startMs + durationMs;
      list.order = this.#listCount++;
    }
    list.timers.add(timer);
    timer._list = list;
    this.#keeper.timerSet(timer);
  }

  remove(timer: Timeout): void {
    this.#take(timer);
    this.#keeper.timerCleared(timer);
  }

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }

  /** When the next list is due; null: there is none that holds the program, or at all. */
  nextDueMs(alsoWithoutRef: boolean): number | null {
    let held = alsoWithoutRef;
    let next: number | null = null;
    this.#lists.forEach((list) => {
      if (list.timers.size === 0) return;
      if (next === null || list.expiryMs < next) next = list.expiryMs;
      if (!held) for (const timer of list.timers) if (timer._holdsProgram) held = true;
    });
    return held ? next : null;
  }

  /**
   * Hands the timers that are due to `run`, one after another, and yields what it made of each. Node's `processTimers` and
   * `listOnTimeout`: a list is gone through to its end before the next one, however late it is.
   */
  *runDue<T>(run: (timer: Timeout) => T): Generator<T> {
    const nowMs = this.#keeper.nowMs();
    for (let list = this.#firstDue(nowMs); list !== null; list = this.#firstDue(nowMs))
      yield* this.#runDueIn(list, nowMs, run);
  }

  *#runDueIn<T>(list: TimerList, nowMs: number, run: (timer: Timeout) => T): Generator<T> {
    for (const timer of list.timers) {
      if (nowMs - timer._startMs < list.durationMs) {
        list.expiryMs = Math.max(timer._startMs + list.durationMs, nowMs + 1);
        list.order = this.#listCount++;
        return;
      }
      const startMs = this.#keeper.nowMs();
      this.#take(timer);
      const came = run(timer);
      // Before the ticks and the microtasks that it left: theirs are set after it.
      if (timer._repeats && !timer._isCleared) this.#repeat(timer, startMs);
      else if (timer._list === null) this.#byNumber.delete(timer._number);
      yield came;
    }
    if (this.#lists.get(list.durationMs) === list && list.timers.size === 0) this.#lists.delete(list.durationMs);
  }

  #repeat(timer: Timeout, startMs: number): void {
    // Its own callback may have refreshed it.
    if (timer._list !== null) this.remove(timer);
    this.insert(timer, startMs);
  }

  #take(timer: Timeout): void {
    timer._list!.timers.delete(timer);
    timer._list = null;
  }

  #firstDue(nowMs: number): TimerList | null {
    let first: TimerList | null = null;
    this.#lists.forEach((list) => {
      if (list.timers.size === 0) this.#lists.delete(list.durationMs);
      else if (list.expiryMs <= nowMs && (first === null || before(list, first))) first = list;
    });
    return first;
  }
}

function before(a: TimerList, b: TimerList): boolean {
  return a.expiryMs < b.expiryMs || (a.expiryMs === b.expiryMs && a.order < b.order);
}
