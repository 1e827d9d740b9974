/**
 * What the tutor needs of the world, as plain interfaces; `commands/learn` plugs the real ones in, tests plug in fakes.
 */
import type { Language } from '../course/course.ts';
import type { Source } from '../course/questions/question.ts';
import type { Progress } from '../progress/progress.ts';
import type { Clock } from '../trace/event.ts';
import type { Replay } from '../trace/replay.ts';
import type { Slice, SliceOrder } from '../trace/slice.ts';
import type { Undated } from './effect.ts';

/** One program in its sandbox, driven in lock-step: one slice at a time. */
export interface LiveRun {
  /** Never rejects: whatever goes wrong ends the run, and its last event says so. */
  slice(order: SliceOrder): Promise<Slice>;
  /** Ends the run at once; a slice under way then answers `ended` with status `killed`. */
  kill(): void;
}

export interface RunnerPort {
  start(program: { readonly fileName: string; readonly source: string }, options: { readonly clock: Clock }): LiveRun;
}

/** The terminal that the tutor is shown in. */
export interface TerminalPort {
  /** Leaves the screen for good. */
  quit(): void;
  /** Gives the terminal back to the shell until the tutor is continued. */
  suspend(): void;
}

/** Where a program cannot be read; counts from 1. */
export interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Reads programs without running them. */
export interface SyntaxPort {
  /** Once typing has paused; null where nothing is wrong, or where a newer text has been asked about meanwhile. */
  check(program: Source): Promise<SyntaxProblem | null>;
}

/** What is kept of the learner. */
export interface ProgressPort {
  /** Keeps the fact, and says what all facts come to then. */
  remember(fact: Undated): Progress;
}

/** The learner's own editor. */
export interface EditorPort {
  /** Gives it the terminal, with the program in a file; resolves once it is closed. Never rejects. */
  edit(program: Source, command: string): Promise<Edited>;
}

export type Edited = { readonly is: 'saved'; readonly text: string } | EditorFailure;

/** `file`: where what was written still is. */
export type EditorFailure =
  | { readonly is: 'noEditor'; readonly command: string }
  /** `how`: its exit status, or the signal that ended it. */
  | { readonly is: 'ended'; readonly how: number | string; readonly file: string | null }
  | { readonly is: 'gone' }
  | { readonly is: 'tooLarge'; readonly file: string }
  /** `why`: the system's code, `ENOSPC`. */
  | { readonly is: 'noFile'; readonly why: string };

/** What is known of a run: the first `length` events of the replay, which may grow meanwhile. */
export interface KnownTrace extends Source {
  readonly replay: Replay;
  readonly length: number;
}

/** Where traces are kept that the learner wants to take along. */
export interface TracePort {
  /** Into new files: the trace, and a picture of it. Never rejects. */
  save(trace: KnownTrace, language: Language): Promise<Saved>;
}

/** The names of the files; `why`: the system's code, `ENOSPC`. */
export type Saved =
  | { readonly is: 'saved'; readonly trace: string; readonly picture: string }
  | { readonly is: 'unsaved'; readonly file: string; readonly why: string };

export interface Ports {
  readonly traces: TracePort;
  readonly runner: RunnerPort;
  readonly terminal: TerminalPort;
  readonly progress: ProgressPort;
  readonly syntax: SyntaxPort;
  readonly editor: EditorPort;
}
