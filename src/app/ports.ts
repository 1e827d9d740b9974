/**
 * What the tutor needs of the world, as plain interfaces; `commands/learn` plugs the real ones in, tests plug in fakes.
 */
import type { Source } from '../course/questions/question.ts';
import type { Progress } from '../progress/progress.ts';
import type { Clock } from '../trace/event.ts';
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
  /** Once typing has paused: what was found, if anything. Null: it has gone on, and a newer text has been asked about. */
  check(program: Source): Promise<{ readonly problem: SyntaxProblem | null } | null>;
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

export interface Ports {
  readonly runner: RunnerPort;
  readonly terminal: TerminalPort;
  readonly progress: ProgressPort;
  readonly syntax: SyntaxPort;
  readonly editor: EditorPort;
}
