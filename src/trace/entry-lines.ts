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
  /** `[2]`, or `[2]:3` where the entry has several lines. */
  readonly label: string;
}

interface Entry {
  readonly number: number | null;
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** It only ever grows. */
export class EntryLines {
  readonly #entries: Entry[] = [];

  /** Entries come in the order of their lines. `number` null: a program of its own, with lines that need no more than their number. */
  add(number: number | null, firstLine: number, source: string): void {
    this.#entries.push({ number, firstLine, lines: source.split('\n') });
  }

  /** All entries, each at its lines, as the files of one program. */
  get program(): WholeProgram {
    const lines: string[] = [];
    const files: FileStart[] = [];
    for (const { number, firstLine, lines: own } of this.#entries) {
      while (lines.length < firstLine - 1) lines.push('');
      for (const line of own) lines.push(line);
      if (number !== null) files.push([entryName(number), firstLine]);
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
    const label = entry.number === null ? String(line) : labelOf(entry.number, within, entry.lines.length > 1);
    return { text, label };
  }
}

function labelOf(number: number, line: number, isOneOfSeveral: boolean): string {
  return entryName(number) + (isOneOfSeveral ? `:${line}` : '');
}

/** Of a line of an entry that cannot be read, and so has no lines in the session. */
export function entryLabel(number: number, source: string, line: number): string {
  return labelOf(number, line, source.includes('\n'));
}
