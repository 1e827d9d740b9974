/** Which entry of a session a line is of: the lines of places count through all entries. */

import type { FileStart, WholeProgram } from './program-lines.ts';

/** `[2]`, which no file is called. */
export function entryName(number: number): string {
  return `[${number}]`;
}

export function isEntryName(name: string): boolean {
  return /^\[\d+\]$/.test(name);
}

export interface EntryLine {
  readonly text: string;
  /** `[2]`, or `[2]:3` where the entry has several lines, or `menu.ts:3`. */
  readonly label: string;
}

interface Entry {
  /** Null: its lines need no more than their number. */
  readonly name: string | null;
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** It only ever grows. */
export class EntryLines {
  readonly #entries: Entry[] = [];

  /** Entries come in the order of their lines. */
  add(number: number, firstLine: number, source: string): void {
    this.#entries.push({ name: entryName(number), firstLine, lines: source.split('\n') });
  }

  /** A program of its own, and no entries beside it. */
  addProgram({ source, files }: WholeProgram): void {
    const lines = source.split('\n');
    const starts: readonly (readonly [name: string | null, firstLine: number])[] = files ?? [[null, 1]];
    starts.forEach(([name, firstLine], index) => {
      const next = starts[index + 1]?.[1] ?? lines.length + 1;
      this.#entries.push({ name, firstLine, lines: lines.slice(firstLine - 1, next - 1) });
    });
  }

  /** All entries, each at its lines, as the files of one program. */
  get program(): WholeProgram {
    const lines: string[] = [];
    const files: FileStart[] = [];
    for (const { name, firstLine, lines: own } of this.#entries) {
      while (lines.length < firstLine - 1) lines.push('');
      for (const line of own) lines.push(line);
      if (name !== null) files.push([name, firstLine]);
    }
    return { fileName: 'session.ts', source: lines.join('\n'), ...(files.length > 0 && { files }) };
  }

  /** Null for a line of none. */
  at(line: number): EntryLine | null {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#entries[middle]!.firstLine <= line) low = middle + 1;
      else high = middle;
    }
    const entry = this.#entries[low - 1];
    const text = entry?.lines[line - entry.firstLine];
    if (entry === undefined || text === undefined) return null;
    const within = line - entry.firstLine + 1;
    if (entry.name === null) return { text, label: String(line) };
    return { text, label: labelOf(entry.name, within, entry.lines.length > 1 || !isEntryName(entry.name)) };
  }
}

function labelOf(name: string, line: number, isOneOfSeveral: boolean): string {
  return name + (isOneOfSeveral ? `:${line}` : '');
}

/** Of a line of an entry that cannot be read, and so has no lines in the session. */
export function entryLabel(number: number, source: string, line: number): string {
  return labelOf(entryName(number), line, source.includes('\n'));
}
