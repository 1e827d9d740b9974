/**
 * Keeps what a learner did in `progress.jsonl` of a folder: a fact a line, only ever added to. Nothing here throws or waits.
 *
 *     const progress = openProgress(folder, Date.now());
 *     summarize(progress.facts);         // what there is
 *     progress.append(fact);             // written when it returns, unless `problems` has an `unwritten`
 *     progress.problems;                 // for the screen: all that was found, and what cannot be written now
 *     progress.flush();                  // at the end: once more what could not be written
 *
 * **Two instances at once.** A fact is one `write` of a whole line to a file opened with O_APPEND: the kernel puts every such
 * write behind all others (on a local disk; NFS does not promise it). Each instance sees the other's facts when it is opened
 * next. Nothing is ever rewritten or compacted: to put a smaller file in the place of this one would lose what another instance
 * appends to the old one meanwhile, and a lock that nobody leaves behind when killed does not exist everywhere. A fact has about
 * a hundred bytes, and the text of an exercise where there is one: kept when the learner pauses or runs it, not at every key,
 * ten thousand facts are a megabyte, read in a tenth of a second.
 *
 * **A process is killed, or the disk is full.** Half a line may be left. So a line begins with an end of line wherever the
 * file does not end with one, and what was written is looked at again: had another instance left half a line in just that
 * moment, the two would be one, and ours is written once more (a fact that is there twice counts once). Half a line spoils
 * only itself. What cannot be written stays in memory and goes with the next fact, in one write.
 *
 * **No fsync.** What `write` took is in the kernel, and survives the death of the process at any moment. If the machine itself
 * loses power, the last half minute may be missing. To wait for the disk at every fact would make the screen stand still, at
 * worst for seconds; a learner who sees the screen of half a minute ago loses nothing that hurts.
 *
 * **Corrupt lines** are left out and stay where they are; a copy is put once into `progress.corrupt-TIME.jsonl`, where someone
 * finds it who misses something.
 *
 * **A newer program** wrote lines that are not understood: this one leaves `progress.jsonl` alone, still believes the lines in
 * it that it knows, and keeps its own facts in `progress-v1.jsonl`, which every later version reads as well. The same where
 * `progress.jsonl` cannot be used at all: it is a folder, a link, somebody else's. If the newer one starts while
 * we run, we go on appending until we end: its lines and ours stand side by side, each with its version.
 */
import { constants, fstatSync, mkdirSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { factLine, PROGRESS_VERSION, type Fact } from '../progress/fact.ts';
import { parseFact } from '../progress/parse-fact.ts';
import type { ProgressProblem } from '../progress/problem.ts';
import { CorruptLines } from './corrupt-lines.ts';
import { codeOf, linesOf, type NoFile, textOf, withPlainFile } from './plain-file.ts';

export interface ProgressFile {
  /** What was read, then what was appended since; the same fact may be there twice. */
  readonly facts: readonly Fact[];
  /** What was found when it was opened, and what cannot be written at this moment. */
  readonly problems: readonly ProgressProblem[];
  append(fact: Fact): void;
  /** As one write. */
  appendAll(facts: readonly Fact[]): void;
  /** Tries once more what could not be written. There is nothing to close. */
  flush(): void;
}

/** More than the longest fact can take, escaped. */
export const MOST_LINE_BYTES = 8 * 1024 * 1024;
/** What goes into one write, unless one line alone is longer. */
const MOST_WRITE_BYTES = 1024 * 1024;
const LINE_END = 0x0a;

interface ReadFile {
  readonly is: 'read';
  readonly version: number;
}

/** Reads only; the folder and the file are made by the first fact. `now`, in milliseconds, names the copy of corrupt lines. */
export function openProgress(folder: string, now: number): ProgressFile {
  return new FactsFile(folder, now);
}

class FactsFile implements ProgressFile {
  readonly facts: Fact[] = [];
  readonly #folder: string;
  readonly #found: ProgressProblem[] = [];
  /** Where facts are appended. */
  readonly #file: string;
  /** Lines with their ends, to be written. */
  #waiting: string[] = [];
  #failure: string | null = null;

  constructor(folder: string, now: number) {
    this.#folder = folder;
    const main = join(folder, 'progress.jsonl');
    const own = join(folder, `progress-v${PROGRESS_VERSION}.jsonl`);
    const corrupt = new CorruptLines(folder, now);
    const result = this.#read(main, corrupt);
    this.#file = result.is === 'missing' || (result.is === 'read' && result.version === PROGRESS_VERSION) ? main : own;
    this.#report(main, result);
    // Earlier versions, too, may have had to leave the main file alone.
    for (let version = 1; version <= PROGRESS_VERSION; version++) {
      const beside = join(folder, `progress-v${version}.jsonl`);
      this.#report(beside, this.#read(beside, corrupt));
    }
    this.#found.push(...corrupt.problems());
  }

  get problems(): readonly ProgressProblem[] {
    if (this.#failure === null) return this.#found;
    const unwritten = { is: 'unwritten', file: this.#file, why: this.#failure, count: this.#waiting.length } as const;
    return [...this.#found, unwritten];
  }

  append(fact: Fact): void {
    this.appendAll([fact]);
  }

  appendAll(facts: readonly Fact[]): void {
    for (const fact of facts) {
      this.facts.push(fact);
      const line = factLine(fact);
      const parsed = parseFact(line);
      if (parsed.is === 'fact') this.#waiting.push(`${line}\n`);
      else this.#found.push({ is: 'refused', file: this.#file, why: parsed.is === 'corrupt' ? parsed.why : '' });
    }
    this.flush();
  }

  flush(): void {
    this.#failure = null;
    while (this.#waiting.length > 0 && this.#failure === null) this.#failure = this.#writeSome();
  }

  /** Takes the facts out of a file; `version` is the newest that a line of it has. */
  #read(file: string, corrupt: CorruptLines): ReadFile | NoFile {
    return withPlainFile(file, constants.O_RDONLY, (opened) => {
      let version = PROGRESS_VERSION;
      let number = 0;
      for (const line of linesOf(opened, MOST_LINE_BYTES)) {
        number++;
        const text = textOf(line);
        if (text?.trim() === '') continue;
        const parsed = text === null ? null : parseFact(text);
        if (parsed?.is === 'fact') this.facts.push(parsed.fact);
        else if (parsed?.is === 'newer') version = Math.max(version, parsed.version);
        else corrupt.add(file, number, line.bytes);
      }
      return { is: 'read', version };
    });
  }

  #report(file: string, result: ReadFile | NoFile): void {
    const keptIn = this.#file;
    switch (result.is) {
      case 'missing':
        return;
      case 'read':
        if (result.version > PROGRESS_VERSION) this.#found.push({ is: 'newer', file, version: result.version, keptIn });
        return;
      case 'noPlainFile':
        this.#found.push({ ...result, file, keptIn });
        return;
      case 'failed':
        this.#found.push({ is: 'unreadable', file, why: result.why, keptIn });
        return;
    }
  }

  /** One write of what waits, as much as fits; null, or why it failed. */
  #writeSome(): string | null {
    const lines = firstLines(this.#waiting, MOST_WRITE_BYTES);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      return codeOf(error);
    }
    const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;
    const result = withPlainFile(this.#file, flags, (opened) => ({
      is: 'written' as const,
      count: appendLines(opened, lines),
    }));
    switch (result.is) {
      case 'written':
        this.#waiting = this.#waiting.slice(result.count);
        // Where only some were taken, the next write says why.
        return result.count > 0 ? null : 'ENOSPC';
      case 'missing':
        return 'ENOENT';
      case 'noPlainFile':
        return result.found === 'folder' ? 'EISDIR' : 'ELOOP';
      case 'failed':
        return result.why;
    }
  }
}

/** At least one. */
function firstLines(lines: readonly string[], mostBytes: number): readonly string[] {
  let bytes = 0;
  const end = lines.findIndex((line) => (bytes += Buffer.byteLength(line)) > mostBytes);
  return end === -1 ? lines : lines.slice(0, Math.max(1, end));
}

/** How many of the lines are now in the file as lines of their own. A full disk takes only part of what it is given. */
function appendLines(file: number, lines: readonly string[]): number {
  const { size } = fstatSync(file);
  const isOpen = size > 0 && bytesOf(file, size - 1, size)[0] !== LINE_END;
  const taken = append(file, isOpen ? `\n${lines.join('')}` : lines.join('')) - (isOpen ? 1 : 0);
  const whole = countWhole(lines, taken);
  if (whole === 0 || isOpen || standsAlone(file, size, lines[0]!)) return whole;
  return countWhole(lines, append(file, `\n${lines.join('')}`) - 1);
}

function append(file: number, text: string): number {
  return writeSync(file, Buffer.from(text));
}

function countWhole(lines: readonly string[], bytes: number): number {
  let rest = bytes;
  const torn = lines.findIndex((line) => (rest -= Buffer.byteLength(line)) < 0);
  return torn === -1 ? lines.length : torn;
}

/** Whether the line, just written to a file that had this size a moment ago, begins where a line begins. */
function standsAlone(file: number, sizeBefore: number, line: string): boolean {
  const written = bytesOf(file, Math.max(0, sizeBefore - 1), fstatSync(file).size);
  const begins = sizeBefore === 0 ? Buffer.concat([Buffer.of(LINE_END), written]) : written;
  return begins.includes(`\n${line}`);
}

function bytesOf(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, end - start));
  return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
}
