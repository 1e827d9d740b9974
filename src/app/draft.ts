/**
 * A text that is being written, as plain data: lines, and a cursor in one of them. All that changes it goes through
 * `exchange`, which keeps it within its bounds and the cursor where one may stand.
 */
import { MAX_COLUMNS, MAX_LINES } from '../course/program-bounds.ts';
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

/** Which bound was met: what was beyond it is dropped, or the change was not made at all. */
export type Overflow = 'lines' | 'columns';

export interface Change {
  readonly draft: Draft;
  readonly overflow: Overflow | null;
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
