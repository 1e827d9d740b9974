/**
 * What parent and child say to each other: orders as JSON lines on the child's stdin, answers as frames on its fd 3.
 * A frame is a letter, the payload's length in bytes, a line break, the payload. They take turns: every order gets exactly
 * one closing answer, with any number of event frames before it.
 *
 * The child's half may be forged by a program that broke out, so `FrameReader` has a limit for everything, and what it
 * hands on is still a stranger's text.
 */
import type { Clock } from '../trace/event.ts';
import type { LaneSettings } from '../trace/pool-question.ts';
import type { LanePart } from './lane-parts.ts';
import type { OwnFile } from './own-files.ts';
import type { Signature } from './signatures.ts';
import type { CompileProblem } from './strip-types.ts';
import type { CompileWarning } from './warnings.ts';

/** What the program's own thread is told of its other threads and its processes. */
export interface Others {
  /** Nothing outside of it can bring about anything any more. */
  readonly alone: boolean;
  /** Threads or calls in pools, whoever began them, go on: the program does not end before them. */
  readonly held: boolean;
  /** Where both are true: which threads wait for what. */
  readonly stuck: string;
}

/** There are none. */
export const NO_OTHERS: Others = { alone: true, held: false, stuck: '' };

export type Order =
  | {
      readonly op: 'load';
      readonly fileName: string;
      readonly source: string;
      /** The other files of a program that may have some. */
      readonly files?: readonly OwnFile[];
      /** What comes on standard input, and what `process.argv` ends with. */
      readonly input?: string;
      readonly args?: readonly string[];
      readonly clock: Clock;
      /** What `Math.random` begins with. */
      readonly seed: number;
      /** What `Date` says at the start of the run, ms since 1970. */
      readonly dateMs: number;
      /** How far the loop's clock may go, seconds. */
      readonly furthest: number;
      readonly settings: LaneSettings;
    }
  | {
      readonly op: 'slice';
      /** When to come back although there is more to do, ms. */
      readonly ms: number;
      /** The loop's clock may not pass this, seconds; null: no bound. */
      readonly until: number | null;
      /** At most this many handles; null: no bound. */
      readonly handles: number | null;
      /** When to cut the program off in the middle of whatever it does, ms. */
      readonly budgetMs: number;
      /** It will be interrupted when it has computed for so long, standing still not counted, ms; without: only by somebody's wish. */
      readonly computesMs?: number;
      /** What the run's clock says, seconds. */
      readonly now: number;
      readonly others: Others;
    }
  /** A session begins, in place of a program. `interactive`: somebody is there to cancel what waits for nothing. */
  | {
      readonly op: 'open';
      readonly clock: Clock;
      readonly seed: number;
      readonly dateMs: number;
      readonly furthest: number;
      readonly settings: LaneSettings;
      readonly interactive: boolean;
    }
  /** To a session: `firstLine` counts through all entries. */
  | {
      readonly op: 'enter';
      readonly number: number;
      readonly source: string;
      readonly firstLine: number;
      readonly now: number;
    }
  /** To a session: ask the task to end; 0: the entries that are not over. Nothing closes it. */
  | { readonly op: 'cancel'; readonly task: number }
  /** To a session: no more entries will come. Nothing closes it. */
  | { readonly op: 'finish' }
  /** To a session: what may follow; `path` is a JSON list of names. */
  | { readonly op: 'complete'; readonly path: string }
  /** To a thread or process: make this call; `call` is a `LaneCall` as JSON. */
  | { readonly op: 'call'; readonly call: string; readonly budgetMs: number; readonly now: number }
  /** What the blocking question that is open is answered with, as JSON. */
  | { readonly op: 'reply'; readonly text: string }
  /** There will be no answer to the blocking question that is open: the isolate is about to be stopped where it stands. */
  | { readonly op: 'halt' }
  /** An answer to another question, as JSON. Nothing closes it. */
  | { readonly op: 'tell'; readonly text: string };

/**
 * `H` the child is ready for a program · `L` its answer to `load`, `open` and `enter` · `C` names that may follow · `E` events · `R` its answer to `slice` · `Q` a question ·
 * `D` what a call came to · `X` a thread is gone.
 */
export type FrameKind = 'H' | 'L' | 'C' | 'E' | 'R' | 'Q' | 'D' | 'X';

export type Loaded =
  | {
      readonly ok: true;
      readonly warnings: readonly CompileWarning[];
      /** Of an entry: all names that it declares, and what threads and processes have of it. */
      readonly declared?: readonly string[];
      readonly parts?: readonly LanePart[];
      /** For whoever types a call of what it declares. */
      readonly signatures?: readonly Signature[];
    }
  | { readonly ok: false; readonly problem: CompileProblem };

export interface Frame {
  readonly kind: FrameKind;
  readonly payload: string;
}

/** A program with more warnings is told of the first. */
export const MOST_WARNINGS = 20;
/** Longer frames end the child: nothing that the realm writes comes near. */
export const MAX_FRAME_BYTES = 4 * 1024 * 1024;
const MAX_HEADER_BYTES = 12;

export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** Cuts the child's bytes into frames. Throws `ProtocolError` at the first byte that no honest child would send. */
export class FrameReader {
  #pending: Buffer[] = [];
  #pendingBytes = 0;

  read(chunk: Buffer): Frame[] {
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    const frames: Frame[] = [];
    for (;;) {
      const header = this.#header();
      if (header === null || this.#pendingBytes < header.size + header.bytes) return frames;
      const bytes = this.#joined();
      frames.push({ kind: header.kind, payload: bytes.toString('utf8', header.size, header.size + header.bytes) });
      this.#keep(bytes.subarray(header.size + header.bytes));
    }
  }

  #header(): { readonly kind: FrameKind; readonly size: number; readonly bytes: number } | null {
    if (this.#pendingBytes === 0) return null;
    if (this.#pending[0]!.length < MAX_HEADER_BYTES && this.#pending.length > 1) this.#keep(this.#joined());
    const start = this.#pending[0]!.toString('latin1', 0, MAX_HEADER_BYTES);
    const end = start.indexOf('\n');
    if (end === -1) {
      if (start.length >= MAX_HEADER_BYTES) throw new ProtocolError('a frame without a header');
      return null;
    }
    const match = /^([HLCERQDX])(\d{1,8})$/.exec(start.slice(0, end));
    if (!match) throw new ProtocolError('a frame with a broken header');
    const bytes = Number(match[2]);
    if (bytes > MAX_FRAME_BYTES) throw new ProtocolError(`a frame of ${bytes} bytes`);
    return { kind: match[1] as FrameKind, size: end + 1, bytes };
  }

  #joined(): Buffer {
    return this.#pending.length === 1 ? this.#pending[0]! : Buffer.concat(this.#pending);
  }

  #keep(rest: Buffer): void {
    this.#pending = rest.length === 0 ? [] : [rest];
    this.#pendingBytes = rest.length;
  }
}
