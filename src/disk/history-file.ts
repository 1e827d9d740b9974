/**
 * Keeps what was entered in live sessions in `history.jsonl` of a folder: an entry a line, as a JSON string. Lines are only ever
 * added, each with one write, so that two instances lose nothing; what is no string is left out. When the file is opened and has
 * grown long, its end takes its place: written beside it, then renamed. Nothing here throws.
 */
import { constants, fstatSync, mkdirSync, readSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf, textOf, withPlainFile } from './plain-file.ts';

export interface HistoryFile {
  /** The oldest first. */
  readonly entries: readonly string[];
  append(entry: string): void;
}

const MOST_LINE_BYTES = 256 * 1024;

/** `most` entries are kept; the file has at most so many more before it is cut. */
export function openHistory(folder: string, most: number): HistoryFile {
  const file = join(folder, 'history.jsonl');
  const entries: string[] = [];
  let lines = 0;
  withPlainFile(file, constants.O_RDONLY, (opened) => {
    for (const line of linesOf(opened, MOST_LINE_BYTES)) {
      lines++;
      const entry = entryOf(textOf(line));
      if (entry !== null) entries.push(entry);
      if (entries.length > 2 * most) entries.splice(0, most);
    }
    return { is: 'read' } as const;
  });
  const kept = entries.slice(-most);
  if (lines > 2 * most) cut(file, kept);
  return { entries: kept, append: (entry) => append(folder, file, entry) };
}

function entryOf(text: string | null): string | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function cut(file: string, entries: readonly string[]): void {
  const beside = `${file}.${process.pid}`;
  try {
    writeFileSync(beside, entries.map(lineOf).join(''), { mode: 0o600, flag: 'wx' });
    renameSync(beside, file);
  } catch {
    // It stays as long as it is.
  }
}

function lineOf(entry: string): string {
  return `${JSON.stringify(entry)}\n`;
}

function append(folder: string, file: string, entry: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return;
  }
  withPlainFile(file, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, (opened) => {
    const { size } = fstatSync(opened);
    const last = Buffer.alloc(1);
    // Half a line of an instance that was killed spoils only itself.
    const isOpen = size > 0 && readSync(opened, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
    writeSync(opened, (isOpen ? '\n' : '') + lineOf(entry));
    return { is: 'written' } as const;
  });
}
