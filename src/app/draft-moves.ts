/** Where a key takes the cursor of a draft. */
import { stopAtCell, stopBefore, stopFrom } from '../text/stops.ts';
import type { Draft, Place } from './draft.ts';
import { lineAt } from './draft.ts';

export function left(draft: Draft): Place {
  const { line, column } = draft.cursor;
  return column === 0 ? endOfLineAbove(draft) : { line, column: stopBefore(lineAt(draft), column - 1).column };
}

export function right(draft: Draft): Place {
  const { line, column } = draft.cursor;
  const text = lineAt(draft);
  return column === text.length ? startOfLineBelow(draft) : { line, column: stopFrom(text, column + 1).column };
}

/** What is a word to a move: a name of a program, or a run of Chinese. */
const WORD_BEFORE = /[\p{L}\p{N}\p{M}_$]*[^\p{L}\p{N}\p{M}_$]*$/u;
const WORD_AFTER = /^[^\p{L}\p{N}\p{M}_$]*[\p{L}\p{N}\p{M}_$]*/u;

/** The start of the word that is before the cursor. */
export function wordLeft(draft: Draft): Place {
  const { line, column } = draft.cursor;
  if (column === 0) return endOfLineAbove(draft);
  const start = WORD_BEFORE.exec(lineAt(draft).slice(0, column))!.index;
  return { line, column: stopBefore(lineAt(draft), start).column };
}

/** The end of the word that is after the cursor. */
export function wordRight(draft: Draft): Place {
  const { line, column } = draft.cursor;
  const text = lineAt(draft);
  if (column === text.length) return startOfLineBelow(draft);
  const end = column + WORD_AFTER.exec(text.slice(column))![0].length;
  return { line, column: stopFrom(text, end).column };
}

/** The first character that is not blank; from there, the start of the line. */
export function home(draft: Draft): Place {
  const { line, column } = draft.cursor;
  const indentation = indentationOf(lineAt(draft));
  return { line, column: column === indentation ? 0 : stopBefore(lineAt(draft), indentation).column };
}

export function end(draft: Draft): Place {
  return { line: draft.cursor.line, column: lineAt(draft).length };
}

/** So many lines on, as near to the cell as that line has a stop; from the first and the last line to its very end. */
export function byLines(draft: Draft, count: number, cell: number): Place {
  const { lines, cursor } = draft;
  const last = lines.length - 1;
  if (count < 0 && cursor.line === 0) return { line: 0, column: 0 };
  if (count > 0 && cursor.line === last) return end(draft);
  const line = Math.max(0, Math.min(last, cursor.line + count));
  return { line, column: stopAtCell(lines[line]!, cell).column };
}

export function indentationOf(line: string): number {
  return /^ */.exec(line)![0].length;
}

function endOfLineAbove({ lines, cursor }: Draft): Place {
  if (cursor.line === 0) return cursor;
  return { line: cursor.line - 1, column: lines[cursor.line - 1]!.length };
}

function startOfLineBelow({ lines, cursor }: Draft): Place {
  return cursor.line === lines.length - 1 ? cursor : { line: cursor.line + 1, column: 0 };
}
