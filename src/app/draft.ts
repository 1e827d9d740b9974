/**
 * A text that is being written, as plain data: lines, and a cursor in one of them. All that changes it goes through
 * `exchange`, which keeps it within its bounds and the cursor where one may stand.
 */
import { stopBefore, stopFrom } from '../text/stops.ts';

export interface Draft {
  /** At least one; none has a line end, a tab or a control character. */
  readonly lines: readonly string[];
  readonly cursor: Place;
}

/** Both count from 0; the column in UTF-16 units, never inside a grapheme. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Far more than a step of a lesson or an entry needs, and little enough to be coloured and parsed between two keys. */
export const MAX_LINES = 200;
export const MAX_COLUMNS = 1_000;

/** Which bound was met: what was beyond it is dropped, or the change was not made at all. */
export type Overflow = 'lines' | 'columns';

export interface Change {
  readonly draft: Draft;
  readonly overflow: Overflow | null;
}

const TAB = '  ';

/** A text from outside as lines of a draft, before any bound. */
export function linesOf(text: string): readonly string[] {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', TAB)
    .replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '')
    .split('\n');
}

/** Whether all of a text from outside has room. */
export function fitsDraft(text: string): boolean {
  const lines = linesOf(text);
  return lines.length <= MAX_LINES && lines.every(({ length }) => length <= MAX_COLUMNS);
}

export function lineAt({ lines, cursor }: Draft): string {
  return lines[cursor.line]!;
}

/** The same draft with its cursor at the place, or where the grapheme around that ends. */
export function withCursor(draft: Draft, { line, column }: Place): Draft {
  return { lines: draft.lines, cursor: { line, column: stopFrom(draft.lines[line]!, column).column } };
}

/**
 * Other lines in place of what is between two places; the cursor comes after them. What is around them always stays: if
 * there is no room it is the new lines that are cut, and lines that do not fit into one are not joined.
 */
export function exchange(draft: Draft, from: Place, to: Place, inserted: readonly string[]): Change {
  const { lines } = draft;
  const before = lines[from.line]!.slice(0, from.column);
  const after = lines[to.line]!.slice(to.column);
  const room = MAX_LINES - (lines.length - (to.line - from.line + 1));
  const kept = inserted.slice(0, room);
  const last = kept.length - 1;
  if (last === 0 && before.length + after.length > MAX_COLUMNS) return { draft, overflow: 'columns' };
  const fitting = kept.map((line, index) => {
    const around = (index === 0 ? before.length : 0) + (index === last ? after.length : 0);
    return line.slice(0, stopBefore(line, MAX_COLUMNS - around).column);
  });
  const whole = fitting.map((line, index) => (index === 0 ? before : '') + line + (index === last ? after : ''));
  const isCut = fitting.some((line, index) => line !== kept[index]);
  return {
    draft: withCursor(
      { lines: lines.toSpliced(from.line, to.line - from.line + 1, ...whole), cursor: from },
      { line: from.line + last, column: whole[last]!.length - after.length },
    ),
    overflow: kept.length < inserted.length ? 'lines' : isCut ? 'columns' : null,
  };
}
