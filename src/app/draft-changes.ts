/** What a key does to the text of a draft. Code is indented by steps of two spaces, as all of the course is. */
import { MAX_LINES, linesOf } from '../course/program-bounds.ts';
import { left, indentationOf, right, wordLeft, wordRight } from './draft-moves.ts';
import type { Change, Draft, Place } from './draft.ts';
import { exchange, lineAt, withCursor } from './draft.ts';

const STEP = 2;
const OPENING = '([{';
const CLOSING = ')]}';

export function insert(draft: Draft, text: string): Change {
  return exchange(draft, draft.cursor, draft.cursor, linesOf(text));
}

/** As `insert`, but a closing bracket on a blank line goes one step back, to where its block began. */
export function typeIn(draft: Draft, text: string): Change {
  const line = lineAt(draft);
  const closes = text.length === 1 && CLOSING.includes(text);
  if (!closes || !/^ +$/.test(line)) return insert(draft, text);
  const indented = ' '.repeat(line.length - stepBack(line.length)) + text;
  return exchange(draft, start(draft), { ...draft.cursor, column: line.length }, [indented]);
}

/** A line with the indentation of this one; one step deeper in a bracket that was opened at its end. */
export function breakLine(draft: Draft): Change {
  const { lines, cursor } = draft;
  const line = lineAt(draft);
  if (lines.length === MAX_LINES) return { draft, overflow: 'lines' };
  const before = line.slice(0, cursor.column).replace(/ +$/, '');
  const after = line.slice(cursor.column).replace(/^ +/, '');
  if (before === '') return pushDown(draft);
  const indentation = ' '.repeat(indentationOf(line));
  const deeper = indentation + ' '.repeat(STEP);
  const bracket = OPENING.indexOf(before.at(-1)!);
  const from = { line: cursor.line, column: before.length };
  const to = { line: cursor.line, column: line.length - after.length };
  if (bracket === -1) return exchange(draft, from, to, ['', indentation]);
  const isPair = after.startsWith(CLOSING[bracket]!) && lines.length + 2 <= MAX_LINES;
  if (!isPair) return exchange(draft, from, to, ['', deeper]);
  const { draft: open, overflow } = exchange(draft, from, to, ['', deeper, indentation]);
  return { draft: withCursor(open, { line: cursor.line + 1, column: deeper.length }), overflow };
}

/** From within its indentation a line moves down as it is. */
function pushDown(draft: Draft): Change {
  const { line, column } = draft.cursor;
  const { draft: pushed, overflow } = exchange(draft, start(draft), start(draft), ['', '']);
  return { draft: withCursor(pushed, { line: line + 1, column }), overflow };
}

/** One character; within the indentation of a line, one step of that. */
export function eraseBack(draft: Draft): Change {
  const { cursor } = draft;
  const isIndentation = cursor.column > 0 && cursor.column <= indentationOf(lineAt(draft));
  const from = isIndentation ? { ...cursor, column: cursor.column - stepBack(cursor.column) } : left(draft);
  return erase(draft, from, cursor);
}

export function eraseForward(draft: Draft): Change {
  return erase(draft, draft.cursor, right(draft));
}

export function eraseWordBack(draft: Draft): Change {
  return erase(draft, wordLeft(draft), draft.cursor);
}

export function eraseWordForward(draft: Draft): Change {
  return erase(draft, draft.cursor, wordRight(draft));
}

/** At the end of a line, its line end. */
export function eraseToEnd(draft: Draft): Change {
  const { line, column } = draft.cursor;
  const { length } = lineAt(draft);
  return column === length ? eraseForward(draft) : erase(draft, draft.cursor, { line, column: length });
}

export function eraseToStart(draft: Draft): Change {
  return erase(draft, start(draft), draft.cursor);
}

/** The cursor goes along with its line. */
export function indent(draft: Draft): Change {
  const blanks = STEP - (indentationOf(lineAt(draft)) % STEP);
  return reindent(draft, exchange(draft, start(draft), start(draft), [' '.repeat(blanks)]));
}

export function dedent(draft: Draft): Change {
  const { line } = draft.cursor;
  const blanks = stepBack(indentationOf(lineAt(draft)));
  return reindent(draft, erase(draft, start(draft), { line, column: blanks }));
}

function reindent(draft: Draft, { draft: changed, overflow }: Change): Change {
  const { line, column } = draft.cursor;
  const moved = changed.lines[line]!.length - lineAt(draft).length;
  return { draft: withCursor(changed, { line, column: Math.max(0, column + moved) }), overflow };
}

function erase(draft: Draft, from: Place, to: Place): Change {
  return exchange(draft, from, to, ['']);
}

/** How many of so many blanks are beyond the last whole step before them. */
function stepBack(blanks: number): number {
  return blanks === 0 ? 0 : blanks % STEP || STEP;
}

function start({ cursor }: Draft): Place {
  return { line: cursor.line, column: 0 };
}
