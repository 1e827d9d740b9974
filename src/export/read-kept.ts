/**
 * Reads our part of a kept trace again, line by line, however the file came about. Every event is checked as if the sandbox had
 * just sent it; the first line that is none ends the reading, with a problem that says where.
 */
import type { Event } from '../trace/event.ts';
import { TRACE_VERSION } from '../trace/event.ts';
import { readKept } from '../trace/kept-event.ts';
import { isEntryName } from '../trace/entry-lines.ts';
import { type FileStart, linesOf, MOST_FILES, type WholeProgram } from '../trace/program-lines.ts';
import { Replay } from '../trace/replay.ts';
import { harmless, shortText } from '../trace/wire.ts';
import { KEPT_KEY, KEPT_VERSION } from './chrome-trace.ts';
import type { KeptTrace } from './kept-trace.ts';

export type KeptProblem =
  /** Nothing in it is ours. */
  | { readonly is: 'notATrace' }
  | { readonly is: 'newer' }
  /** `line` of the file; null: it is not written line by line. */
  | { readonly is: 'broken'; readonly line: number | null }
  /** Its end is missing. */
  | { readonly is: 'cut'; readonly events: number }
  /** It has more events, or longer ones, than any sandbox lets happen. */
  | { readonly is: 'tooLong' };

export type Kept = { readonly is: 'read'; readonly kept: KeptTrace } | KeptProblem;

/** More than any sandbox lets happen: events, and UTF-16 units of all of them as they are written. */
const MOST_EVENTS = 1_100_000;
const MOST_TEXT = 128 * 1024 * 1024;
/** Of the program, UTF-16 units. */
const MOST_SOURCE = 4 * 1024 * 1024;
/** Of a session, more than anybody types. */
const MOST_ENTRIES = 100_000;
/** Events are handed to the replay so many at a time. */
const AT_ONCE = 1_024;
/** The first line of a file that is as we wrote it. */
export const FIRST_LINE = '{"traceEvents":[';

export class KeptReader {
  readonly #replay = new Replay();
  #program: { readonly whole: WholeProgram; readonly events: number } | null = null;
  #pending: Event[] = [];
  #taken = 0;
  #text = 0;
  #line = 0;
  #isOver = false;

  /** Whether lines matter that do not begin with our key. */
  get isInside(): boolean {
    return this.#program !== null && !this.#isOver;
  }

  /** The next line, without its end; null: it is no text. Answers once something is wrong. */
  take(line: string | null): KeptProblem | null {
    this.#line++;
    if (this.#isOver) return null;
    if (this.#program === null) return line !== null && line.startsWith(KEPT_KEY) ? this.#begin(line) : null;
    if (line !== null && line.startsWith(']')) return this.#end();
    this.#text += line?.length ?? 0;
    if (this.#text > MOST_TEXT) return { is: 'tooLong' };
    const event = line === null ? null : eventIn(line);
    if (event === null || !this.#fits(event)) return { is: 'broken', line: this.#line };
    return this.#add(event);
  }

  /** A line that does not matter. */
  skip(): void {
    this.#line++;
  }

  result(): Kept {
    const program = this.#program;
    if (program === null) return { is: 'notATrace' };
    if (!this.#isOver || this.#taken !== program.events) return { is: 'cut', events: this.#taken };
    return { is: 'read', kept: { ...program.whole, replay: this.#replay, length: this.#replay.length } };
  }

  #begin(line: string): KeptProblem | null {
    return this.begin(parsed(`{${line}]}}`), this.#line);
  }

  /** What stands under our key, but for its events. */
  begin(file: unknown, line: number | null): KeptProblem | null {
    const ours = own(file, 'asyncTutor');
    const [version, events] = [own(ours, 'version'), own(ours, 'events')];
    if (typeof version !== 'number' || version < 1) return { is: 'broken', line };
    if (version > KEPT_VERSION) return { is: 'newer' };
    const whole = readProgram(ours);
    if (whole === null || typeof events !== 'number') return { is: 'broken', line };
    this.#program = { whole, events };
    return null;
  }

  /** Of a file that is not written line by line, and so is in memory. */
  takeAll(events: unknown): KeptProblem | null {
    if (!Array.isArray(events)) return { is: 'broken', line: null };
    for (const each of events) {
      const event = readKept(each);
      if (event === null || !this.#fits(event)) return { is: 'broken', line: null };
      const problem = this.#add(event);
      if (problem !== null) return problem;
    }
    return this.#end();
  }

  /** The start comes first, and only then; nothing comes after the end. */
  #fits(event: Event): boolean {
    const isFirst = this.#taken === 0;
    return (event.type === 'runStarted') === isFirst && this.#pending.at(-1)?.type !== 'runEnded';
  }

  #add(event: Event): KeptProblem | null {
    if (event.type === 'runStarted' && event.version > TRACE_VERSION) return { is: 'newer' };
    if (++this.#taken > MOST_EVENTS) return { is: 'tooLong' };
    this.#pending.push(event);
    if (this.#pending.length >= AT_ONCE && event.type !== 'runEnded') this.#flush();
    return null;
  }

  #end(): null {
    this.#flush();
    this.#isOver = true;
    return null;
  }

  #flush(): void {
    this.#replay.append(this.#pending);
    this.#pending = [];
  }
}

/** Null where it is not exactly one. */
function readProgram(ours: unknown): WholeProgram | null {
  const [fileName, source, files] = [own(ours, 'fileName'), own(ours, 'source'), own(ours, 'files')];
  if (typeof fileName !== 'string' || typeof source !== 'string' || source.length > MOST_SOURCE) return null;
  const program = { fileName: shortText(fileName), source: harmless(source) };
  if (files === undefined) return program;
  const starts = readStarts(files, linesOf(program.source).length);
  return starts === null ? null : { ...program, files: starts };
}

/** Each begins behind the one before it, and within the program's lines. */
function readStarts(value: unknown, lineCount: number): readonly FileStart[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const starts: FileStart[] = [];
  let last = 0;
  for (const each of value) {
    if (!Array.isArray(each) || each.length !== 2) return null;
    const [name, line] = each as unknown[];
    if (typeof name !== 'string' || !Number.isSafeInteger(line)) return null;
    const firstLine = line as number;
    if (firstLine <= last || firstLine > lineCount) return null;
    starts.push([shortText(name), firstLine]);
    last = firstLine;
  }
  const isSession = starts.every(([name]) => isEntryName(name));
  return starts.length <= (isSession ? MOST_ENTRIES : 1 + MOST_FILES) ? starts : null;
}

function eventIn(line: string): Event | null {
  return readKept(parsed(line.endsWith(',') ? line.slice(0, -1) : line));
}

/** Undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Nothing that a prototype has. */
function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as { readonly [key: string]: unknown })[key]
    : undefined;
}

/** A file that another program has written anew: all of it as one text. */
export function readKeptText(text: string): Kept {
  const file = parsed(text);
  if (file === undefined) return { is: 'broken', line: null };
  if (own(file, 'asyncTutor') === undefined) return { is: 'notATrace' };
  const reader = new KeptReader();
  return reader.begin(file, null) ?? reader.takeAll(own(own(file, 'asyncTutor'), 'trace')) ?? reader.result();
}
