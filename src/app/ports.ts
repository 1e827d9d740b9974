/**
 * What the tutor needs of the world, as plain interfaces; `commands/learn` plugs the real ones in, tests plug in fakes.
 */
import type { Language } from '../course/course.ts';
import type { Source } from '../course/questions/question.ts';
import type { Progress } from '../progress/progress.ts';
import type { Clock } from '../trace/event.ts';
import type { WholeProgram } from '../trace/program-lines.ts';
import type { Saying } from '../trace/saying.ts';
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
  /** `text` for other languages than English. */
  readonly saying?: Saying;
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

/** What is known of a run: the first `length` events of the replay, which may grow meanwhile. */
export interface KnownTrace extends WholeProgram {
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

/** What became of an entry that was handed in. Lines count from its own first. */
export type Entered =
  | {
      readonly ok: true;
      readonly number: number;
      readonly firstLine: number;
      /** Of the functions that it declares. */
      readonly signatures: readonly Signature[];
    }
  | { readonly ok: false; readonly problem: EntryProblem };

export interface EntryProblem {
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly saying?: Saying;
}

export interface CompletionName {
  readonly name: string;
  readonly is: 'function' | 'class' | 'value';
}

/** A session in its sandbox. Nothing of it ever rejects. */
export interface LiveSession extends LiveRun {
  /** `at`: what its clock says by now, seconds. `number`: greater than all before it. */
  enter(source: string, at: number, number: number): Promise<Entered>;
  /** Asks a task to end, or (null) the entries that are not over. */
  cancel(task: number | null): void;
  /** What a chain of names may be continued with; a first one that begins with a quotation mark is a module. */
  complete(path: readonly string[]): Promise<readonly CompletionName[]>;
}

/** A function's name, a class's method with the class before it, and the parameters. */
export type Signature = readonly [name: string, parameters: readonly string[]];

/** Reads entries without running them. */
export interface ReaderPort {
  state(source: string): 'empty' | 'unfinished' | 'whole';
}

/** `program`: the file with those that it imports. `why`: a sentence. */
export type FileRead =
  | { readonly ok: true; readonly text: string; readonly program: WholeProgram }
  | { readonly ok: false; readonly why: string };

export interface FilesPort {
  read(file: string, language: Language): FileRead;
  /** Null, or why it could not be written: the system's code. */
  write(file: string, text: string): string | null;
  /** Never rejects. */
  writeTrace(file: string, trace: KnownTrace, language: Language): Promise<string | null>;
  /** The paths that begin so. */
  list(prefix: string): readonly string[];
}

export interface ReplPorts {
  /** `start`: what `Math.random` and `Date` begin with; null: as it comes. */
  readonly sessions: { open(start: { readonly seed: number; readonly dateMs: number } | null): LiveSession };
  /** A program in a file that was read, with the files that it imports. */
  readonly programs: { start(file: string, source: string): LiveRun };
  readonly reader: ReaderPort;
  readonly history: { remember(entry: string): void };
  readonly files: FilesPort;
  /** A text in the user's own editor. */
  readonly editor: { edit(text: string): Promise<Edited> };
  readonly terminal: TerminalPort;
}
