/** What a picture of a program at one moment consists of: plain facts, handed out in windows because there may be many. */
import type { Saying } from './saying.ts';
import type {
  ChargeReason,
  ErrorText,
  HandleId,
  LoopId,
  MicrotaskId,
  Place,
  RunStatus,
  TaskId,
  TaskKind,
  TaskOutcome,
  Wait,
} from './event.ts';

export type TaskState = 'ready' | 'running' | 'waiting' | TaskOutcome;

/** What a task is called by. */
export interface NamedTask {
  /** Its position in the order of creation, from 0. */
  readonly index: number;
  readonly kind: TaskKind;
  readonly name: string;
  readonly coroutine: string;
}

/** Where the names of tasks are to be found: a picture has them. */
export interface TaskNames {
  taskById(id: TaskId): NamedTask | null;
}

export interface TaskPicture extends NamedTask {
  readonly id: TaskId;
  readonly parent: TaskId | null;
  /** How many ancestors are known. */
  readonly depth: number;
  readonly state: TaskState;
  /** Where it last was known to be: where it waits, printed, ended, or was created. */
  readonly place: Place | null;
  /** What it waits for; null unless `state` is `waiting`. */
  readonly wait: Wait | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly error: ErrorText | null;
  readonly cancelRequested: boolean;
}

export interface HandlePicture {
  readonly handle: HandleId;
  readonly loop: LoopId;
  readonly label: string;
  readonly task: TaskId | null;
  readonly cancelled: boolean;
}

export interface TimerPicture extends HandlePicture {
  /** Clock time, seconds. */
  readonly due: number;
}

export interface MicrotaskPicture {
  readonly microtask: MicrotaskId;
  readonly label: string;
  /** The task that it lets go on. */
  readonly task: TaskId | null;
}

/** The queues of Node's own loop whose callbacks have no time. */
export type NodeQueue = 'ticks' | 'immediates';

export interface OutputLine {
  readonly stream: 'out' | 'err';
  readonly text: string;
  /** Whether its line break was printed. */
  readonly complete: boolean;
  /** The clock when its first piece was printed. */
  readonly at: number;
  /** How many events had happened when its last piece was printed. */
  readonly moment: number;
  readonly task: TaskId | null;
  readonly place: Place | null;
}

export interface WarningPicture {
  readonly category: string;
  readonly message: string;
  readonly place: Place | null;
  /** Where it is the sandbox that warns, of how the program is written. */
  readonly saying?: Saying;
}

export interface LimitPicture {
  readonly name: string;
  readonly value: number;
  readonly place: Place | null;
}

/** What a task did within a stretch of the trace, for one cell of its timeline. */
export interface Stretch {
  /** Its state at the end of the stretch. */
  readonly state: TaskState;
  /** It was running at some moment of the stretch. */
  readonly ran: boolean;
  readonly began: boolean;
  readonly ended: boolean;
}

/** A program after the first `index` events of its trace. */
export interface Picture {
  readonly index: number;
  /** The clock, seconds. */
  readonly at: number;
  /** How many turns of loops have begun. */
  readonly iteration: number;
  /** The handle that runs now. */
  readonly running: HandlePicture | null;
  /** The handle that runs now or ran last. */
  readonly lastRun: HandlePicture | null;
  readonly taskCount: number;
  /** In the order of creation, from 0. */
  task(index: number): TaskPicture;
  taskById(id: TaskId): TaskPicture | null;
  /** What a program without tasks did at `clock` (seconds); null: it has some, or nothing has taken time. */
  readonly ownThread: ((clock: number) => ChargeReason | null) | null;
  /** Those that have not ended, in the order of creation. */
  readonly livingTaskCount: number;
  livingTasks(from: number, limit: number): readonly TaskPicture[];
  /** Null: the task did not exist yet, or it had ended before. Both bounds are event indexes; `to` is cut at `index`. */
  stretch(taskIndex: number, from: number, to: number): Stretch | null;
  /** Of a stretch in which there was the task: its state at most of the moments, which are in order; of none, at the end. */
  mostly(taskIndex: number, from: number, to: number, moments: readonly number[]): TaskState;
  readonly readyCount: number;
  ready(from: number, limit: number): readonly HandlePicture[];
  /** Whether any of Node's own queues was used so far: ticks, microtasks, timers, immediates. */
  readonly usesNodeQueues: boolean;
  /** Of the ready handles, those that stand in a queue of Node's. */
  nodeQueueCount(queue: NodeQueue): number;
  nodeQueue(queue: NodeQueue, from: number, limit: number): readonly HandlePicture[];
  /** Microtasks that are known to be queued. */
  readonly microtaskCount: number;
  microtasks(from: number, limit: number): readonly MicrotaskPicture[];
  readonly timerCount: number;
  timers(from: number, limit: number): readonly TimerPicture[];
  readonly outputLineCount: number;
  outputLines(from: number, limit: number): readonly OutputLine[];
  readonly warningCount: number;
  warnings(from: number, limit: number): readonly WarningPicture[];
  readonly limitCount: number;
  limits(from: number, limit: number): readonly LimitPicture[];
  readonly ended: { readonly status: RunStatus; readonly error: ErrorText | null } | null;
}
