/**
 * One program in its sandbox, seen from the parent: driven slice by slice, watched, and ended when it passes a limit.
 *
 * The parent believes nothing that comes from the child. Every answer is cut to known fields, every event checked, the
 * clock may not go back, and a child that is late, too large, or off its protocol is killed. Whatever happens, a run ends
 * with one `runEnded` event, and no promise of this file rejects.
 */
import {
  type Clock,
  type ErrorText,
  type Event,
  type EventOf,
  type Place,
  type RunStatus,
  TRACE_VERSION,
} from '../trace/event.ts';
import type { LaneSettings } from '../trace/pool-question.ts';
import { wholeProgram } from '../trace/program-lines.ts';
import type { Slice, SliceOrder, SliceReport } from '../trace/slice.ts';
import type { Saying } from '../trace/saying.ts';
import { readEvent } from '../trace/wire.ts';
import { type CompletionName, readCompletions, readLoaded, readReport } from './answers.ts';
import { type CompileProblem, type Source, wholeText } from './strip-types.ts';
import { type Limits, limitsOf } from './limits.ts';
import { MemoryWatch } from './memory-watch.ts';
import { PacedFrames } from './paced-frames.ts';
import { type Frame, FrameReader, type Order, ProtocolError } from './protocol.ts';
import { LaneEvents } from './lane-events.ts';
import { LaneParts } from './lane-parts.ts';
import type { Lane } from './lanes.ts';
import { RunClock } from './run-clock.ts';
import { type Child, needsOf, NO_THREADS, takeChild } from './spare.ts';
import type { Signature } from './signatures.ts';
import { Switchboard, type Unstamped } from './switchboard.ts';
import { tooLong } from './too-long.ts';
import { mayStandStill } from './top-level.ts';
import type { CompileWarning } from './warnings.ts';

export interface RunOptions {
  readonly clock: Clock;
  readonly limits?: Partial<Limits>;
  /** What `Math.random` begins with; by default 1 on a virtual clock, and by chance on the others. */
  readonly seed?: number;
  /** What `Date` says at the start, ms since 1970; by default `VIRTUAL_START_MS` on a virtual clock, and now on the others. */
  readonly dateMs?: number;
  /** How long one slice may go on before it answers, ms: short for a screen, longer for a run to the end. */
  readonly sliceMs?: number;
  /** What comes on standard input, and what stands behind the file on the command line; by default nothing. */
  readonly input?: string;
  readonly args?: readonly string[];
  /** For tests that play a child of their own. */
  readonly child?: Child;
}

/** The largest seed: a chance of 31 bits. */
export const MOST_SEED = 2 ** 31 - 1;
/** What `Date` says at the start of a run on a virtual clock: an arbitrary Monday morning, the same every time. */
const VIRTUAL_START_MS = Date.UTC(2001, 0, 1, 9, 0, 0);
const DEFAULT_SLICE_MS = 8;
/** Whoever shows the events does it in one turn of the event loop: so many take a few milliseconds. */
export const MOST_EVENTS_AT_ONCE = 2_048;
/** So many printed characters are as much work as another event. */
const OUTPUT_AN_EVENT = 16;
/** So many more events come of a session that has stopped itself at the limit: `realm/recorder.ts`. */
const LAST_WORDS = 100;
/** How long an interrupted child has before it is killed, ms. */
const LAST_WORDS_MS = 1000;
/** How long a child that is too large has to hand over what it printed, ms; and how much larger it may grow meanwhile, MB. */
const LAST_BREATH_MS = 1500;
const LAST_BREATH_MB = 128;
/** What a thread takes before it has been given anything, MB: measured 13 to 25. */
const THREAD_MB = 30;
/** How long after its deadline a program that stands still is woken, so that it is cut off there, ms. */
const STANDING_MS = 50;
/** How often it is looked whether a session computes or stands still, ms. */
const WATCH_MS = 100;
/** How much later than its deadline an answer may come before the child is killed, ms. */
const GRACE_MS = 3000;
/** How long it may look for what can follow a name, ms. */
const COMPLETION_MS = 1_000;
/** How long the child may take to read and compile a program, ms. */
const LOAD_MS = 10_000;
/** What Node says when it dies is at the end of its stderr: that much is kept, characters. */
const KEPT_COMPLAINTS = 65_536;
/**
 * A program can make Node complain as long as it runs (each stack that overflows in a rejection does), so much at most; and this
 * much while nothing is asked of the child: nothing runs then.
 */
const MOST_COMPLAINTS = 64 * 1024 * 1024;
const MOST_UNASKED_COMPLAINTS = 1024 * 1024;

export function runCode(file: Source, options: RunOptions): SandboxRun {
  return new SandboxRun(file, options);
}

/** How a session is driven. `interactive`: somebody may cancel what waits for nothing, and no entry is the end of it. */
export interface SessionOptions extends RunOptions {
  readonly interactive: boolean;
}

/** A session: entries follow one another, and what they declare stays. */
export function openSession(options: SessionOptions): SandboxRun {
  return new SandboxRun(SESSION_FILE, options, options.interactive ? 'interactive' : 'piped');
}

const SESSION_FILE: Source = { fileName: 'session.ts', source: '' };

/** What became of an entry that was handed in. Lines of problems count from its own first line. */
export type Entered =
  | {
      readonly ok: true;
      readonly number: number;
      readonly firstLine: number;
      /** Of the functions that it declares. */
      readonly signatures: readonly Signature[];
    }
  | { readonly ok: false; readonly problem: CompileProblem };

/** So soon an answer to ^C is given, or the code that runs is stopped where it stands, ms. */
const PATIENCE_MS = 150;
const CHECKS = 2;

export class SandboxRun {
  readonly #limits: Limits;
  readonly #sliceMs: number;
  readonly #child: Child;
  readonly #reader = new FrameReader();
  readonly #frames: PacedFrames;
  readonly #memory: MemoryWatch;
  readonly #loaded: Promise<void>;
  #events: Event[] = [];
  #eventCount = 0;
  /** More events have come than one slice hands out. */
  #isHandingOut = false;
  /** Where the program was when it was last heard of. */
  #place: Place | null = null;
  readonly #clock: RunClock;
  /** Of a session: all entries so far. */
  #file: Source;
  readonly #input: string;
  readonly #args: readonly string[];
  readonly #switchboard: Switchboard;
  readonly #lanes = new Map<Lane, LaneEvents>();
  readonly #start: RunStart;
  #usedMs = 0;
  /** When what is running now began, ms; null: nothing runs. */
  #runsSince: number | null = null;
  /** The characters in all events: what a child that has broken out could fill the parent with. */
  #textLength = 0;
  #status: RunStatus | null = null;
  #complaints = '';
  #complained = 0;
  #complainedUnasked = 0;
  #isGreeted = false;
  #awaited: { readonly kind: 'L' | 'R' | 'C'; readonly resolve: (payload: string | null) => void } | null = null;

  readonly #mode: 'program' | 'interactive' | 'piped';

  constructor(file: Source, options: RunOptions, mode: 'program' | 'interactive' | 'piped' = 'program') {
    this.#mode = mode;
    this.#limits = limitsOf(options.limits);
    this.#sliceMs = options.sliceMs ?? DEFAULT_SLICE_MS;
    this.#input = options.input ?? '';
    this.#args = options.args ?? [];
    this.#file = file;
    const needs = mode === 'program' ? needsOf(file) : { threads: NO_THREADS === null };
    this.#child = options.child ?? takeChild(this.#limits.memoryMb, needs);
    this.#frames = new PacedFrames(this.#child.answers, (frame) => this.#hearFrame(frame));
    this.#start = startOf(options);
    this.#clock = new RunClock(options.clock);
    this.#mayStandStill = mayStandStill(wholeText(file), this.#sleepsTakeTime);
    this.#switchboard = this.#openSwitchboard();
    this.#switchboard.foresee(wholeText(file));
    this.#memory = new MemoryWatch(
      this.#child,
      this.#limits.memoryMb,
      () => THREAD_MB * this.#switchboard.threadCount,
      (overMb) => this.#stopTooLarge(overMb),
    );
    this.#listen();
    this.#events.push({ type: 'runStarted', at: 0, version: TRACE_VERSION, ...this.#start });
    this.#loaded = this.#load(file);
  }

  /**
   * Lets the program go on until the order's bounds, its end, or a few milliseconds later, whichever is first. Of a flood of
   * events each slice hands out a part.
   */
  slice(order: SliceOrder): Promise<Slice> {
    return this.#mode === 'program' ? this.#sliceNow(order) : this.#inTurn(() => this.#sliceNow(order));
  }

  /**
   * Hands an entry to a session, at `at` of its clock (seconds): it begins with the next slice. What it came to is told by
   * the event `entryEnded`. `number`: by default the next one; never one that was given before.
   */
  enter(source: string, at: number, number = this.#entries + 1): Promise<Entered> {
    return this.#inTurn(async () => {
      await this.#loaded;
      await this.#slicing;
      const tooMuch = tooLong(source);
      if (tooMuch !== null) return { ok: false, problem: tooMuch };
      this.#switchboard.foresee(source);
      this.#clock.reach(at);
      const firstLine = this.#nextLine;
      const order = { op: 'enter', number, source, firstLine, now: this.#clock.now() } as const;
      const payload = await this.#ask(order, 'L', LOAD_MS);
      const loaded = payload === null ? null : readLoaded(payload);
      if (loaded === null) {
        if (this.#status === null) this.#broken('an answer to `enter` that is none');
        return { ok: false, problem: { message: 'The session is over.', line: null, column: null } };
      }
      if (!loaded.ok) return { ok: false, problem: lineOfEntry(loaded.problem, firstLine) };
      this.#entries = number;
      this.#nextLine += source.split('\n').length + 1;
      this.#usedMs = 0;
      this.#eventCount = 0;
      this.#textLength = 0;
      this.#warn(loaded.warnings);
      this.#parts.add(loaded.declared ?? [], loaded.parts ?? []);
      this.#file = { fileName: this.#file.fileName, source: `${this.#file.source}\n${source}` };
      this.#mayStandStill ||= mayStandStill(source, this.#sleepsTakeTime);
      return { ok: true, number, firstLine, signatures: loaded.signatures ?? [] };
    });
  }

  /** Asks a task of a session to end, or (null) the entries that are not over; code that never waits is stopped where it stands. */
  cancel(task: number | null): void {
    if (this.#status !== null) return;
    this.#isCancelAsked = true;
    this.#child.orders.write(`${JSON.stringify({ op: 'cancel', task: task ?? 0 } satisfies Order)}\n`);
    if (task === null) this.#stopWhatStands(this.#entries, CHECKS);
  }

  /** What takes a slice for so long waits for nothing; the slice may begin only after the request. */
  #stopWhatStands(entries: number, checks: number): void {
    const awaited = this.#awaited;
    setTimeout(() => {
      if (this.#entries !== entries || this.#status !== null) return;
      if (awaited?.kind !== 'R' || this.#awaited !== awaited) {
        if (checks > 1) this.#stopWhatStands(entries, checks - 1);
        return;
      }
      this.#switchboard.release();
      this.#child.process.kill('SIGINT');
    }, PATIENCE_MS).unref();
  }

  /** No more entries will come: what is left is cancelled, and the session ends once that is over. */
  finish(): void {
    if (this.#status === null) this.#child.orders.write(`${JSON.stringify({ op: 'finish' } satisfies Order)}\n`);
  }

  /** What a chain of names, with dots between, may be continued with; the last of them is not yet whole. */
  complete(path: readonly string[]): Promise<readonly CompletionName[]> {
    return this.#inTurn(async () => {
      await this.#loaded;
      await this.#slicing;
      const payload = await this.#ask({ op: 'complete', path: JSON.stringify(path) }, 'C', COMPLETION_MS);
      return payload === null ? [] : readCompletions(payload);
    });
  }

  #entries = 0;
  /** Since the last slice: it came at the time that the next one is allowed to reach. */
  #isCancelAsked = false;
  /** How far the clock may go in this slice, seconds. */
  #until = Infinity;
  /** Asked at every slice: a session does not read all of its entries for it. */
  #mayStandStill: boolean;

  /** Of an interactive session as long as whoever drives it says: its clock is the wall's. */
  get #sleepsTakeTime(): boolean {
    return this.#clock.kind === 'real' || this.#mode === 'interactive';
  }

  readonly #parts = new LaneParts();
  #nextLine = 2;
  #turn: Promise<unknown> = Promise.resolve();

  /** One thing at a time is asked of the child. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => {});
    return next;
  }

  async #sliceNow(order: SliceOrder): Promise<Slice> {
    await this.#loaded;
    // What the last order has brought about comes first, and in a turn of its own.
    if (this.#isHandingOut) await new Promise((resume) => setImmediate(resume));
    else await this.#advance(order);
    return this.#takeSlice();
  }

  /** Ends the run at once; a slice under way then answers `ended` with status `killed`. */
  kill(): void {
    this.#end('killed', null);
  }

  /** As `kill`, but the program is stopped inside the handle that runs, so that what it has printed there is not lost. */
  interrupt(): void {
    if (this.#interrupted || this.#status !== null) return;
    this.#interrupted = true;
    if (this.#awaited?.kind !== 'R') return this.kill();
    this.#switchboard.release();
    this.#child.process.kill('SIGINT');
    setTimeout(() => this.kill(), LAST_WORDS_MS).unref();
  }

  #openSwitchboard(): Switchboard {
    const { virtualSeconds, seconds, memoryMb } = this.#limits;
    return new Switchboard(
      {
        child: this.#child,
        program: () => wholeProgram([this.#file, ...(this.#file.files ?? [])]),
        isSession: this.#mode !== 'program',
        horizon: () => (this.#mode === 'interactive' ? this.#until : Infinity),
        memoryMb,
        furthest: virtualSeconds,
        // After its end nothing happens any more.
        record: (event) => void (this.#status === null && this.#record(event)),
        recordLines: (lines, lane) => this.#hearEvents(lines, lane),
        loadOrder: (settings) => this.#loadOrder(settings),
        budgetMs: () => seconds * 1000 - this.#usedMs - (performance.now() - (this.#runsSince ?? performance.now())),
        limit: (name, value, status, place) => {
          this.#limit(name, value, place ?? this.#place);
          this.#end(status, null);
        },
        reached: (place) => {
          this.#place = place;
        },
        laneStopped: (status, error) => {
          if (status === 'timeout') this.#limit('seconds', seconds, error?.place ?? null);
          this.#end(status, error);
        },
        exited: (code, place) =>
          code === 0 ? this.#end('done', null) : this.#end('failed', { name: 'SystemExit', message: `${code}`, place }),
        broken: (what) => this.#broken(what),
        news: () => this.#hearNews(),
        othersRest: () => this.#wake?.(),
      },
      this.#clock,
    );
  }

  #loadOrder(settings: LaneSettings): Order {
    const { fileName, files } = this.#file;
    const source = this.#mode === 'program' ? this.#file.source : this.#parts.source();
    const seed = this.#start.seed + settings.lane;
    return {
      op: 'load',
      fileName,
      source,
      ...(files === undefined ? {} : { files }),
      input: settings.lane === 0 ? this.#input : '',
      args: this.#args,
      ...this.#start,
      seed,
      furthest: this.#limits.virtualSeconds,
      settings,
    };
  }

  #openOrder(settings: LaneSettings): Order {
    const furthest = this.#limits.virtualSeconds;
    return { op: 'open', ...this.#start, furthest, settings, interactive: this.#mode === 'interactive' };
  }

  async #load(file: Source): Promise<void> {
    const tooMuch = tooLong(wholeText(file));
    if (tooMuch !== null) return this.#reject(tooMuch);
    const settings = this.#switchboard.settings(null);
    const order = this.#mode === 'program' ? this.#loadOrder(settings) : this.#openOrder(settings);
    const payload = await this.#ask(order, 'L', LOAD_MS);
    // The answer may be good, and what came right behind it the end.
    if (this.#status !== null) return;
    if (payload === null)
      return this.#childEnded('rejected', 'The program could not be read in time.', {
        code: 'notReadInTime',
        args: [],
      });
    const loaded = readLoaded(payload);
    if (loaded === null) return this.#broken('an answer to `load` that is none');
    if (loaded.ok) this.#warn(loaded.warnings);
    else this.#reject(loaded.problem);
  }

  #reject({ message, line, column, saying }: CompileProblem): void {
    const place = line === null ? null : { line, column: column ?? 1 };
    const syntax = message.startsWith('SyntaxError: ');
    this.#end('rejected', {
      name: syntax ? 'SyntaxError' : 'Rejected',
      message: message.replace(/^SyntaxError: /, ''),
      place,
      ...(saying === undefined ? {} : { saying }),
    });
  }

  /** Slice after slice of the program's own thread, and waits for others, until there is something to answer. */
  async #advance(order: SliceOrder): Promise<void> {
    const stop = performance.now() + this.#sliceMs;
    this.#clock.start();
    if (this.#isCancelAsked && order.until !== Infinity) this.#clock.reach(order.until);
    this.#isCancelAsked = false;
    this.#until = order.until;
    while (this.#status === null) {
      this.#switchboard.settle();
      this.#hasNews = false;
      await this.#runSlice({ ...order, until: Math.min(order.until, this.#clock.horizon()) }, stop);
      // Idle: no handle was there to run, not even one.
      if (this.#status !== null || this.#lastReport.state !== 'idle' || this.#switchboard.mainStands) return;
      if (this.#hasEntryEnded) {
        this.#hasEntryEnded = false;
        return;
      }
      const goesOn = this.#hasNews || this.#isDue(order.until) || (await this.#passTime(order.until, stop));
      if (!goesOn) return;
    }
  }

  /** It only came back to hear whether there is an answer to what it asked. */
  #isDue(until: number): boolean {
    const { nextDue } = this.#lastReport;
    return this.#clock.kind !== 'real' && nextDue !== null && nextDue <= Math.min(until, this.#clock.horizon());
  }

  /** The program's own thread has nothing to do now. Whether it may have again, within this slice. */
  async #passTime(until: number, stop: number): Promise<boolean> {
    if (this.#clock.isBusy) {
      const leftMs = stop - performance.now();
      if (leftMs <= 0) {
        // What they do comes before any timer: whoever drives the run has to ask again.
        if (this.#clock.kind === 'virtual') this.#lastReport = { ...this.#lastReport, nextDue: null };
        return false;
      }
      await this.#waitForNews(Math.min(leftMs, this.#msUntilDue()));
      return true;
    }
    const next = this.#clock.next();
    const { nextDue } = this.#lastReport;
    if (next === null || (nextDue !== null && nextDue <= next)) return false;
    if (this.#clock.kind === 'real') {
      const leftMs = Math.min(stop - performance.now(), (next - this.#clock.now()) * 1000);
      if (leftMs <= 0 && stop <= performance.now()) return false;
      await this.#waitForNews(Math.max(0, leftMs));
      return true;
    }
    if (next > until) {
      this.#lastReport = { ...this.#lastReport, nextDue: next };
      return false;
    }
    if (next > this.#limits.virtualSeconds) {
      this.#limit('virtual seconds', this.#limits.virtualSeconds, this.#place);
      this.#end('timeout', null);
      return false;
    }
    this.#clock.reach(next);
    return true;
  }

  /** While others compute, a clock that follows the wall may bring the next timer before they are done. */
  #msUntilDue(): number {
    const { nextDue } = this.#lastReport;
    if (nextDue === null || this.#clock.kind === 'virtual') return Infinity;
    return Math.max(1, (nextDue - this.#clock.now()) * 1000);
  }

  #hasNews = false;
  #wake: (() => void) | null = null;

  #hearNews(): void {
    this.#hasNews = true;
    this.#wake?.();
  }

  /** What the threads of the program take counts as time that it runs. */
  async #waitForNews(mostMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const started = (this.#runsSince = performance.now());
    const timer = setTimeout(resolve, mostMs);
    this.#memory.start();
    this.#wake = resolve;
    await promise;
    this.#wake = null;
    clearTimeout(timer);
    this.#memory.stop();
    this.#runsSince = null;
    this.#usedMs += performance.now() - started;
    const leftMs = this.#limits.seconds * 1000 - this.#usedMs;
    if (this.#status !== null || leftMs > 0) return;
    // A thread has a watchdog of its own, which can say on which line the thread was.
    if (this.#switchboard.othersCompute && leftMs > -GRACE_MS) return this.#waitForNews(GRACE_MS);
    this.#limit('seconds', this.#limits.seconds, this.#place);
    this.#end('timeout', null);
  }

  /**
   * A slice of the program's own thread. One that stands still may outlast it: what it has printed until then is handed out, and
   * the next slice waits on.
   */
  async #runSlice(order: SliceOrder, stop: number): Promise<void> {
    this.#slicing ??= this.#orderSlice(order).finally(() => {
      this.#slicing = null;
    });
    for (;;) {
      const leftMs = Math.max(this.#sliceMs, stop - performance.now());
      const { promise, resolve } = Promise.withResolvers<'time'>();
      const timer = setTimeout(() => resolve('time'), leftMs);
      const came = await Promise.race([this.#slicing, promise]);
      clearTimeout(timer);
      if (came !== 'time') return;
      if (!this.#switchboard.mainStands) continue;
      const sleepsUntil = this.#mode === 'interactive' && !this.#clock.isBusy ? this.#clock.next() : null;
      const state = sleepsUntil === null ? 'ready' : 'idle';
      this.#lastReport = { state, clock: this.#clock.now(), nextDue: sleepsUntil };
      return;
    }
  }

  #slicing: Promise<void> | null = null;

  async #orderSlice(order: SliceOrder): Promise<void> {
    const leftMs = Math.max(1, this.#limits.seconds * 1000 - this.#usedMs);
    // The last handle of a slice may begin when the slice is nearly over.
    const unawaitedMs = this.#mayStandStill ? Infinity : this.#limits.unawaitedSeconds * 1000;
    const handleMs = unawaitedMs + Math.min(this.#sliceMs, leftMs);
    const budgetMs = Math.min(leftMs, handleMs);
    this.#timeLimit = leftMs <= handleMs ? 'seconds' : 'seconds without an await';
    const started = (this.#runsSince = performance.now());
    this.#switchboard.mainRuns(true);
    // A thread that stands still feels its watchdog only when it is answered.
    const waking = setTimeout(() => this.#switchboard.release(), budgetMs + STANDING_MS);
    const computesMs =
      this.#mode === 'interactive' && this.#mayStandStill ? this.#limits.unawaitedSeconds * 1000 : null;
    const watching = computesMs === null ? null : this.#watchComputing(computesMs);
    const payload = await this.#ask(
      {
        op: 'slice',
        ms: Math.min(this.#sliceMs, budgetMs),
        until: Math.min(order.until, this.#limits.virtualSeconds),
        handles: order.handles,
        budgetMs,
        ...(computesMs === null ? {} : { computesMs }),
        now: this.#clock.now(),
        others: this.#switchboard.others,
      },
      'R',
      budgetMs + GRACE_MS,
    );
    clearTimeout(waking);
    if (watching !== null) clearInterval(watching);
    this.#runsSince = null;
    this.#usedMs += performance.now() - started;
    if (this.#status !== null) return;
    if (payload === null) return this.#endTimedOut(null);
    this.#believeReport(payload);
    this.#switchboard.mainRuns(false);
    if (this.#interrupted) this.kill();
  }

  /** Of a slice that may stand still for as long as it likes, only what it computes is limited; it says itself what stopped it. */
  #watchComputing(mostMs: number): NodeJS.Timeout {
    let computedMs = 0;
    const watching = setInterval(() => {
      if (!this.#switchboard.mainStands) computedMs += WATCH_MS;
      if (computedMs <= mostMs + WATCH_MS) return;
      clearInterval(watching);
      this.#child.process.kill('SIGINT');
    }, WATCH_MS);
    return watching;
  }

  /** What is passed when the program is cut off in this slice. */
  #timeLimit: 'seconds' | 'seconds without an await' = 'seconds';
  #interrupted = false;
  #isTooLarge = false;
  #lastReport: SliceReport = { state: 'ready', clock: 0, nextDue: null };

  #believeReport(payload: string): void {
    const report = readReport(payload);
    if (report === null) return this.#broken('a report that is none');
    this.#clock.reach(report.clock);
    this.#place = report.error?.place ?? report.place ?? this.#place;
    this.#lastReport = { state: report.state, clock: this.#clock.now(), nextDue: report.nextDue };
    if (this.#isTooLarge) return this.#endTooLarge(report.error, this.#place);
    if (report.state === 'ended') {
      if (report.status === 'timeout' && report.error !== null) return this.#endTimedOut(report.error);
      return this.#end(report.status, report.error);
    }
    if (this.#usedMs >= this.#limits.seconds * 1000) {
      this.#limit('seconds', this.#limits.seconds, this.#place);
      return this.#end('timeout', null);
    }
    if (report.state === 'idle' && report.nextDue !== null && report.nextDue > this.#limits.virtualSeconds) {
      this.#limit('virtual seconds', this.#limits.virtualSeconds, this.#place);
      this.#end('timeout', null);
    }
  }

  #warn(warnings: readonly CompileWarning[]): void {
    for (const { message, line, column, saying } of warnings)
      this.#record({ type: 'warning', category: 'SyntaxWarning', message, place: { line, column }, saying });
  }

  #takeSlice(): Slice {
    const events = this.#events.splice(0, countAtOnce(this.#events));
    this.#isHandingOut = this.#events.length > 0;
    if (this.#isHandingOut) return { events, report: { state: 'ready', clock: events.at(-1)!.at, nextDue: null } };
    const report =
      this.#status === null ? this.#lastReport : ({ state: 'ended', clock: this.#clock.now(), nextDue: null } as const);
    return { events, report };
  }

  /** Sends an order and waits for its closing answer; null when none came in time or the child is gone. */
  #ask(order: Order, kind: 'L' | 'R' | 'C', withinMs: number): Promise<string | null> {
    if (this.#status !== null) return Promise.resolve(null);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#answer(null), withinMs);
      this.#memory.start();
      this.#awaited = {
        kind,
        resolve: (payload) => {
          clearTimeout(timer);
          this.#memory.stop();
          resolve(payload);
        },
      };
      this.#child.orders.write(`${JSON.stringify(order)}\n`);
    });
  }

  #answer(payload: string | null): void {
    const awaited = this.#awaited;
    this.#awaited = null;
    awaited?.resolve(payload);
  }

  #listen(): void {
    this.#child.answers.on('data', (chunk: Buffer) => this.#hear(chunk));
    // A child that closes its pipe can never answer again: there is no need to wait until its time is up.
    this.#child.answers.once('end', () => this.#child.process.kill('SIGKILL'));
    this.#child.complaints.on('data', (chunk: Buffer) => {
      this.#complaints = (this.#complaints + chunk.toString('latin1')).slice(-KEPT_COMPLAINTS);
      this.#complained += chunk.length;
      if (this.#awaited === null) this.#complainedUnasked += chunk.length;
      if (this.#complained > MOST_COMPLAINTS || this.#complainedUnasked > MOST_UNASKED_COMPLAINTS)
        this.#broken('complaints without end');
    });
    // 'close' comes after the pipes are empty: what the child said last is heard first.
    this.#child.process.once('close', (_code, signal) =>
      this.#frames.whenHeard(() => {
        // Inside a handle it would have answered the signal: it was between two, and all that it had to say is said.
        if (signal === 'SIGINT' && this.#isTooLarge) this.#endTooLarge(null, this.#place);
        this.#childEnded('killed', 'The sandbox ended unexpectedly.', { code: 'sandboxEnded', args: [] });
      }),
    );
    this.#child.process.once('error', (error) =>
      this.#childEnded('killed', `The sandbox could not be started: ${error.message}`, {
        code: 'sandboxNotStarted',
        args: [error.message],
      }),
    );
  }

  #hear(chunk: Buffer): void {
    if (this.#status !== null) return;
    try {
      this.#frames.add(this.#reader.read(chunk));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#broken(error.message);
    }
  }

  #hearFrame(frame: Frame): void {
    if (this.#status !== null) return;
    if (frame.kind === 'H') return this.#hearGreeting(frame.payload);
    if (this.#awaited === null) return this.#broken('an answer to nothing');
    if (frame.kind === 'E') return this.#hearEvents(frame.payload, null);
    if (frame.kind === 'Q') return this.#switchboard.ask(frame.payload);
    if (frame.kind !== this.#awaited.kind) return this.#broken('an answer to something else');
    this.#answer(frame.payload);
  }

  /** Once: greetings without end would keep the parent busy while nothing is asked. */
  #hearGreeting(payload: string): void {
    if (this.#isGreeted || payload !== '') return this.#broken('a greeting that is none');
    this.#isGreeted = true;
  }

  /** `lane` null: from the program's own thread. */
  #hearEvents(lines: string, lane: Lane | null): void {
    let values: unknown;
    try {
      values = JSON.parse(`[${lines.replace(/\n$/, '').replaceAll('\n', ',')}]`);
    } catch {
      return this.#broken('events that are none');
    }
    this.#textLength += lines.length;
    if (this.#textLength > this.#limits.eventText) {
      this.#limit('event text', this.#limits.eventText, this.#place);
      return this.#end('output', null);
    }
    for (const value of values as unknown[]) {
      const event = readEvent(value);
      if (event === null) return this.#broken('an event that is none');
      if (++this.#eventCount > this.#limits.events + (this.#mode === 'program' ? 0 : LAST_WORDS)) {
        this.#limit('events', this.#limits.events, this.#place);
        return this.#end('output', null);
      }
      if (lane === null) this.#clock.reach(event.at);
      if (lane === null && 'place' in event && event.place !== null) this.#place = event.place;
      const own = lane === null ? event : this.#eventsOf(lane).read(event);
      if (own !== null) this.#record(own);
    }
  }

  #eventsOf(lane: Lane): LaneEvents {
    let events = this.#lanes.get(lane);
    if (events === undefined) this.#lanes.set(lane, (events = new LaneEvents(lane.task)));
    return events;
  }

  #recordedAt = 0;
  /** In this slice: whoever waits for it decides what comes next. */
  #hasEntryEnded = false;

  /** The clock of a trace never goes back. */
  #record(event: Unstamped): void {
    this.#recordedAt = Math.max(this.#recordedAt, this.#clock.now());
    this.#events.push({ ...event, at: this.#recordedAt } as Event);
    if (event.type === 'entryEnded') this.#hasEntryEnded = true;
  }

  /** Stopped inside its handle, the program can still hand over what it has printed there. */
  #stopTooLarge(overMb: number): void {
    if (overMb > LAST_BREATH_MB) return this.#endTooLarge(null, this.#place);
    if (this.#isTooLarge || this.#status !== null) return;
    this.#isTooLarge = true;
    if (this.#awaited === null) return this.#endTooLarge(null, this.#place);
    this.#child.process.kill('SIGINT');
    this.#switchboard.release();
    setTimeout(() => this.#endTooLarge(null, this.#place), LAST_BREATH_MS).unref();
  }

  #limit(name: string, value: number, place: Place | null): void {
    this.#record({ type: 'limitReached', name, value, place });
  }

  /** The program was cut off inside a handle; `stopped` says where, if it could still be asked. */
  #endTimedOut(stopped: ErrorText | null): void {
    const name = this.#timeLimit;
    const value = name === 'seconds' ? this.#limits.seconds : this.#limits.unawaitedSeconds;
    this.#limit(name, value, stopped?.place ?? null);
    this.#end('timeout', stopped);
  }

  #childEnded(status: RunStatus, message: string, saying: Saying): void {
    if (this.#status !== null) return;
    if (this.#isTooLarge) return this.#endTooLarge(null, this.#place);
    if (/out of memory|Allocation failed|invalid size error/i.test(this.#complaints)) {
      this.#limit('memory', this.#limits.memoryMb, null);
      return this.#end('memory', null);
    }
    this.#end(status, { name: 'SandboxError', message, place: null, saying });
  }

  #broken(what: string): void {
    this.#end('killed', {
      name: 'SandboxError',
      message: `The sandbox broke its protocol (${what}) and was ended.`,
      place: null,
      saying: { code: 'sandboxBroke', args: [what] },
    });
  }

  #endTooLarge(error: ErrorText | null, place: Place | null = null): void {
    if (this.#status !== null) return;
    this.#limit('memory', this.#limits.memoryMb, place);
    this.#end('memory', error);
  }

  #end(status: RunStatus, error: ErrorText | null): void {
    if (this.#status !== null) return;
    this.#status = status;
    this.#record({ type: 'runEnded', status, error });
    this.#switchboard.end();
    this.#wake?.();
    this.#memory.stop();
    this.#child.process.kill('SIGKILL');
    this.#answer(null);
  }
}

/** As lines of an entry count from its own first. */
function lineOfEntry(problem: CompileProblem, firstLine: number): CompileProblem {
  return problem.line === null ? problem : { ...problem, line: Math.max(1, problem.line - firstLine + 1) };
}

/** How many of the first events are handed out together: at least one. */
function countAtOnce(events: readonly Event[]): number {
  let work = 0;
  for (const [index, event] of events.entries()) {
    // A printed text may be lines from end to end.
    work += event.type === 'output' ? 1 + event.text.length / OUTPUT_AN_EVENT : 1;
    if (work > MOST_EVENTS_AT_ONCE) return Math.max(1, index);
  }
  return events.length;
}

type RunStart = Pick<EventOf<'runStarted'>, 'clock' | 'seed' | 'dateMs'>;

/** What a run begins with: all that makes two runs of a program differ, but the time that they take. */
function startOf({ clock, seed, dateMs }: RunOptions): RunStart {
  const isVirtual = clock === 'virtual';
  return {
    clock,
    seed: seed ?? (isVirtual ? 1 : 1 + Math.floor(Math.random() * (MOST_SEED - 1))),
    dateMs: dateMs ?? (isVirtual ? VIRTUAL_START_MS : Date.now()),
  };
}
