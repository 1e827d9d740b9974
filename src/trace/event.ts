/**
 * What can happen while a program runs: one union, versioned.
 *
 * A trace is a list of these facts in the order they happened. Every face of the program (panel, plain text, JSON,
 * exports) shows the same trace, replayed to a moment. Nothing here knows how events are sent or shown.
 */
import type { Saying } from './saying.ts';

/** Raised whenever an event changes its meaning or loses a field. */
export const TRACE_VERSION = 1;

/** Tasks and handles are numbered from 1 in the order they are created, each in a count of its own. */
export type TaskId = number;
export type HandleId = number;
/** Loops are numbered from 1; loop 0 is the program's own, which serves a top-level `await`. */
export type LoopId = number;
/** Of the same count as handles. */
export type MicrotaskId = number;

/** A place in the program's source: both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type TaskKind = 'task' | 'async' | 'thread' | 'process';
/** The thread computed (`cpu`), blocked itself (`sleep`: `time.sleep`), or waited for something outside (`outside`). */
export type ChargeReason = 'cpu' | 'sleep' | 'outside';
export type TaskOutcome = 'done' | 'failed' | 'cancelled';
export type Clock = 'auto' | 'virtual' | 'real';

/** How a run ended; `INTERFACE.md` and `async-tutor run --help` say what each means. */
export type RunStatus = 'done' | 'failed' | 'rejected' | 'deadlock' | 'timeout' | 'memory' | 'output' | 'killed';

/** An error as text; the object itself never leaves the sandbox. */
export interface ErrorText {
  readonly name: string;
  readonly message: string;
  readonly place: Place | null;
  /** Where an error that another thread or process threw was waited for. */
  readonly awaitedAt?: Place;
  /** What to print in place of name and message, where they leave something out: causes, members of a group, properties. */
  readonly whole?: string;
  /** When it is the sandbox that speaks: the same as `message`, for whoever says it in another language. */
  readonly saying?: Saying;
}

/** `Wait.what` of a thread or process of a pool that has nothing to do. */
export const NEXT_CALL = 'nextCall';

/**
 * What a suspended task waits for. `what` names the kind of thing: `sleep`, `task`, `future`, `gather`, `lock`,
 * `event`, `queue`, `promise`, …; `until` is the clock time (seconds) at which it surely ends; `task` is the awaited task.
 */
export interface Wait {
  readonly what: string;
  readonly until: number | null;
  readonly task: TaskId | null;
}

interface Facts {
  /**
   * The first event of every trace. `seed` is what `Math.random` began with, `dateMs` what `Date` said at the start (ms since
   * 1970): given to another run, they make the same numbers and dates.
   */
  runStarted: { readonly version: number; readonly clock: Clock; readonly seed: number; readonly dateMs: number };
  loopStarted: { readonly loop: LoopId };
  loopStopped: { readonly loop: LoopId };
  loopClosed: { readonly loop: LoopId };
  /** One turn of a loop begins: exactly `handles` handles that are ready now will run. */
  iterationStarted: { readonly loop: LoopId; readonly handles: number };
  /** A handle joins the end of the ready queue (`call_soon`). `task` is the task that it will start or wake. */
  handleScheduled: {
    readonly loop: LoopId;
    readonly handle: HandleId;
    readonly label: string;
    readonly task: TaskId | null;
  };
  /** A handle joins the timer heap (`call_at`), to become ready when the clock says `due` (seconds). */
  timerSet: {
    readonly loop: LoopId;
    readonly handle: HandleId;
    readonly label: string;
    readonly task: TaskId | null;
    readonly due: number;
  };
  /** A timer's time has come: it moves from the heap to the end of the ready queue. */
  timerDue: { readonly handle: HandleId };
  /** A cancelled timer leaves the heap: it came to the front, or most of the heap was cancelled. */
  timerDropped: { readonly handle: HandleId };
  /**
   * A handle will not run. In the ready queue it stays until its turn comes and is then skipped, silently; among the timers
   * until it is dropped. Show it struck out.
   */
  handleCancelled: { readonly handle: HandleId };
  /** A handle leaves the ready queue and runs, with every microtask that it leaves behind, until `handleEnded`. */
  handleStarted: { readonly handle: HandleId };
  handleEnded: { readonly handle: HandleId };
  /** The clock moved while a handle held the loop. */
  clockCharged: { readonly seconds: number; readonly why: ChargeReason };
  taskCreated: {
    readonly task: TaskId;
    readonly kind: TaskKind;
    readonly name: string;
    readonly coroutine: string;
    /** The task that created this one; null when it was created outside every task. */
    readonly parent: TaskId | null;
    readonly place: Place | null;
  };
  taskRenamed: { readonly task: TaskId; readonly name: string };
  /** The task is suspended at `place` until what it waits for is there. */
  taskSuspended: { readonly task: TaskId; readonly place: Place | null; readonly wait: Wait };
  /** A thread or process goes on, beside the loop, until it is suspended or ends: `label` says in what. */
  taskRuns: { readonly task: TaskId; readonly label: string };
  /** The running task is at `place` and goes no further for now: what follows holds the thread. */
  lineReached: { readonly task: TaskId; readonly place: Place };
  /** Code of the task runs again, which no handle and no known microtask has told: what it awaited has settled. */
  taskResumed: { readonly task: TaskId };
  /**
   * The engine has queued a microtask that is known: a callback of `queueMicrotask`, or the rest of `task`, which is ready
   * from here on. A promise's other reactions are not seen.
   */
  microtaskQueued: { readonly microtask: MicrotaskId; readonly label: string; readonly task: TaskId | null };
  /** It runs: `task` goes on. How long a callback takes is not told. */
  microtaskStarted: { readonly microtask: MicrotaskId };
  taskCancelRequested: { readonly task: TaskId; readonly by: TaskId | null };
  taskEnded: {
    readonly task: TaskId;
    readonly outcome: TaskOutcome;
    /** The line where it ended, or where its error was thrown. */
    readonly place: Place | null;
    readonly error: ErrorText | null;
  };
  /** The program printed. `text` keeps its line breaks. */
  output: {
    readonly stream: 'out' | 'err';
    readonly text: string;
    readonly task: TaskId | null;
    readonly place: Place | null;
  };
  /** `saying` where it is the sandbox that warns, of how the program is written. */
  warning: {
    readonly category: string;
    readonly message: string;
    readonly place: Place | null;
    readonly saying?: Saying;
  };
  /** A limit cut something: from here on, what it names is missing from the trace or the program was stopped. */
  limitReached: { readonly name: string; readonly value: number; readonly place: Place | null };
  /** Of a session: an entry begins, as the task `task`. */
  entryStarted: { readonly entry: number; readonly task: TaskId };
  /** It is over. `text`: what its value looks like; empty where it has none. */
  entryEnded: {
    readonly entry: number;
    readonly outcome: TaskOutcome;
    readonly text: string;
    readonly error: ErrorText | null;
  };
  /** Of a session: nobody caught the error. `task`: whose it is, and that nobody waits for; null: of a callback or a promise. */
  errorUncaught: { readonly task: TaskId | null; readonly name: string; readonly error: ErrorText };
  /** The last event of every trace. */
  runEnded: { readonly status: RunStatus; readonly error: ErrorText | null };
}

export type EventType = keyof Facts;
/** One fact. `at` is the loop's clock in seconds, 0 at the start of the run; it never goes back. */
export type Event = { [T in EventType]: { readonly type: T; readonly at: number } & Facts[T] }[EventType];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
