/**
 * Lines that are no facts, copied once to a file of their own beside the one where they stand, and stay. What is in an
 * earlier copy is neither copied nor said again. All copies together have a bound: a file of nothing but garbage is not doubled.
 */
import { constants, readdirSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ProgressProblem } from '../progress/problem.ts';
import { linesOf, withPlainFile } from './plain-file.ts';

const MOST_COPIED_BYTES = 16 * 1024 * 1024;
/** Of a longer line, the beginning is copied. */
const MOST_LINE_BYTES = 1024 * 1024;
/** So many line numbers are told. */
const MOST_NUMBERS = 5;

const COPY = /^progress\.corrupt-.*\.jsonl$/;

interface Found {
  readonly numbers: number[];
  count: number;
}

export class CorruptLines {
  readonly #folder: string;
  readonly #now: number;
  readonly #found = new Map<string, Found>();
  /** What the copies hold, each byte as a character; read when the first corrupt line is met. */
  #copied: Set<string> | null = null;
  #copiedBytes = 0;
  #toCopy: Buffer[] = [];
  #isAllCopied = true;

  constructor(folder: string, now: number) {
    this.#folder = folder;
    this.#now = now;
  }

  add(file: string, number: number, line: Buffer): void {
    this.#copied ??= this.#readCopies();
    const bytes = line.subarray(0, MOST_LINE_BYTES);
    const key = bytes.toString('latin1');
    if (this.#copied.has(key)) return;
    const found = this.#found.get(file) ?? { numbers: [], count: 0 };
    this.#found.set(file, found);
    found.count++;
    if (found.numbers.length < MOST_NUMBERS) found.numbers.push(number);
    this.#isAllCopied &&= this.#copiedBytes + bytes.length < MOST_COPIED_BYTES;
    if (!this.#isAllCopied) return;
    this.#copied.add(key);
    this.#copiedBytes += bytes.length + 1;
    this.#toCopy.push(Buffer.from(bytes));
  }

  /** Writes the copy; a problem for each file with lines that were not copied before. */
  problems(): readonly ProgressProblem[] {
    if (this.#found.size === 0) return [];
    const written = this.#writeCopy();
    const copy = this.#isAllCopied ? written : null;
    return [...this.#found].map(([file, { numbers, count }]) => ({ is: 'corrupt', file, lines: numbers, count, copy }));
  }

  #readCopies(): Set<string> {
    const lines = new Set<string>();
    for (const name of this.#copyNames()) {
      withPlainFile(join(this.#folder, name), constants.O_RDONLY, (file) => {
        for (const { bytes } of linesOf(file, MOST_LINE_BYTES)) {
          this.#copiedBytes += bytes.length + 1;
          if (this.#copiedBytes > MOST_COPIED_BYTES) break;
          lines.add(bytes.toString('latin1'));
        }
        return { is: 'read' } as const;
      });
    }
    return lines;
  }

  #copyNames(): readonly string[] {
    try {
      return readdirSync(this.#folder).filter((name) => COPY.test(name));
    } catch {
      return [];
    }
  }

  /** The name of the new file, or null where it could not be written. Another instance may do the same: then there are two. */
  #writeCopy(): string | null {
    const bytes = Buffer.concat(this.#toCopy.flatMap((line) => [line, Buffer.from('\n')]));
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    const time = new Date(this.#now).toISOString().replaceAll(':', '-');
    for (const suffix of ['', `-${process.pid}`]) {
      const path = join(this.#folder, `progress.corrupt-${time}${suffix}.jsonl`);
      const result = withPlainFile(path, flags, (file) => ({
        is: 'written' as const,
        isWhole: writeSync(file, bytes) === bytes.length,
      }));
      if (result.is === 'written' && result.isWhole) return path;
      // The disk is full: half a copy says nothing, and the lines are still where they were.
      if (result.is === 'written' || (result.is === 'failed' && result.why !== 'EEXIST')) return removed(path);
    }
    return null;
  }
}

function removed(path: string): null {
  try {
    unlinkSync(path);
  } catch {
    // It stays, and holds nothing that is missing elsewhere.
  }
  return null;
}
