/**
 * The editor as plain data: a draft, and how it came about. A key is one function from what was to what is; nothing here
 * knows how wide the screen is or what the text means.
 */
import { linesOf } from '../course/program-bounds.ts';
import { stopBefore } from '../text/stops.ts';
import {
  breakLine,
  dedent,
  eraseBack,
  eraseForward,
  eraseToEnd,
  eraseToStart,
  eraseWordBack,
  eraseWordForward,
  indent,
  insert,
  typeIn,
} from './draft-changes.ts';
import { byLines, end, home, left, right, wordLeft, wordRight } from './draft-moves.ts';
import type { Change, Draft, Overflow, Place } from './draft.ts';
import { exchange, lineAt, withCursor } from './draft.ts';
import type { Key } from './keys.ts';

export interface TextArea extends Draft {
  /** The cell that up and down keep to, through lines that are shorter. */
  readonly wantedCell: number | null;
  /** What undo goes back to, and redo forward; the nearest last. */
  readonly past: readonly Draft[];
  readonly future: readonly Draft[];
  /** What the last key did, if the next one of its kind belongs to the same step of undo. */
  readonly run: Run | null;
  /** The last key or paste met a bound: not all of it is in the text. */
  readonly overflow: Overflow | null;
}

type Run = 'typing' | 'erasing';

/** Steps that can be undone; they hold whole drafts, which share all lines that did not change. */
const MAX_STEPS = 200;

const EMPTY: Draft = { lines: [''], cursor: { line: 0, column: 0 } };

/** The cursor is at the start; there is nothing to undo. */
export function openText(text: string): TextArea {
  const { draft, overflow } = insert(EMPTY, text);
  const atStart = withCursor(draft, EMPTY.cursor);
  return { ...atStart, wantedCell: null, past: [], future: [], run: null, overflow };
}

export function textOf({ lines }: Draft): string {
  return lines.join('\n');
}

/** One character as a key gives it, or several: a closing bracket that is typed finds its place by itself. */
export function typeText(area: TextArea, text: string): TextArea {
  return changed(area, typeIn(area, text), 'typing');
}

/** As it stands, its indentation too; all of it, or nothing: half of a program would be none. */
export function pasteText(area: TextArea, text: string): TextArea {
  const change = insert(area, text);
  return change.overflow === null ? changed(area, change, null) : { ...area, overflow: change.overflow };
}

/** All of the text exchanged, from another editor or for a solution: one step, which can be undone. */
export function replaceText(area: TextArea, text: string): TextArea {
  const last = area.lines.length - 1;
  const whole = exchange(area, EMPTY.cursor, { line: last, column: area.lines[last]!.length }, linesOf(text));
  const line = Math.min(area.cursor.line, whole.draft.lines.length - 1);
  const draft = withCursor(whole.draft, { line, column: area.cursor.column });
  return changed(area, { ...whole, draft }, null);
}

/**
 * What an editing key does; null for a key that edits nothing. `pageRows`: how far the page keys go.
 *
 * Undo is Ctrl-Z, and Ctrl-_ as in Emacs and every shell; most terminals send that for Ctrl-/ too. Redo is Ctrl-Y, since
 * Ctrl-Shift-Z is no key of its own in a terminal; what is erased is not kept for a yank.
 */
export function editText(area: TextArea, key: Key, pageRows: number): TextArea | null {
  switch (key) {
    case 'up':
      return movedByLines(area, -1);
    case 'down':
      return movedByLines(area, 1);
    case 'pageup':
      return movedByLines(area, -pageRows);
    case 'pagedown':
      return movedByLines(area, pageRows);
    case 'ctrl-z':
    case 'ctrl-_':
      return undone(area);
    case 'ctrl-y':
      return redone(area);
    default: {
      const change = CHANGES.get(key);
      if (change !== undefined) return changed(area, change(area), ERASING.has(key) ? 'erasing' : null);
      const move = MOVES.get(key);
      return move === undefined ? null : moved(area, move(area), null);
    }
  }
}

const MOVES: ReadonlyMap<Key, (draft: Draft) => Place> = new Map([
  ['left', left],
  ['ctrl-b', left],
  ['right', right],
  ['ctrl-f', right],
  ['ctrl-left', wordLeft],
  ['alt-b', wordLeft],
  ['ctrl-right', wordRight],
  ['alt-f', wordRight],
  ['home', home],
  ['ctrl-a', home],
  ['end', end],
  ['ctrl-e', end],
]);

const CHANGES: ReadonlyMap<Key, (draft: Draft) => Change> = new Map([
  ['enter', breakLine],
  ['tab', indent],
  ['shift-tab', dedent],
  ['backspace', eraseBack],
  ['delete', eraseForward],
  ['ctrl-w', eraseWordBack],
  ['alt-backspace', eraseWordBack],
  ['alt-d', eraseWordForward],
  ['ctrl-k', eraseToEnd],
  ['ctrl-u', eraseToStart],
]);

/** Keys that are held: as much as they erase in a row is one step of undo. */
const ERASING: ReadonlySet<Key> = new Set(['backspace', 'delete']);

function movedByLines(area: TextArea, count: number): TextArea {
  const cell = area.wantedCell ?? stopBefore(lineAt(area), area.cursor.column).cell;
  return moved(area, byLines(area, count, cell), cell);
}

function moved(area: TextArea, cursor: Place, wantedCell: number | null): TextArea {
  return { ...area, cursor, wantedCell, run: null, overflow: null };
}

/** A key that changes nothing is no step, and what could be done again still can. */
function changed(area: TextArea, { draft, overflow }: Change, run: Run | null): TextArea {
  if (hasSameText(area, draft)) return { ...area, wantedCell: null, overflow };
  const goesOn = run !== null && run === area.run;
  const past = goesOn ? area.past : [...area.past, draftOf(area)].slice(-MAX_STEPS);
  return { ...draft, wantedCell: null, past, future: [], run, overflow };
}

function hasSameText(area: Draft, { lines }: Draft): boolean {
  return lines.length === area.lines.length && lines.every((line, index) => line === area.lines[index]);
}

function undone(area: TextArea): TextArea {
  const draft = area.past.at(-1);
  if (draft === undefined) return moved(area, area.cursor, null);
  return { ...at(draft), past: area.past.slice(0, -1), future: [...area.future, draftOf(area)] };
}

function redone(area: TextArea): TextArea {
  const draft = area.future.at(-1);
  if (draft === undefined) return moved(area, area.cursor, null);
  return { ...at(draft), past: [...area.past, draftOf(area)], future: area.future.slice(0, -1) };
}

function at(draft: Draft): Omit<TextArea, 'past' | 'future'> {
  return { ...draft, wantedCell: null, run: null, overflow: null };
}

function draftOf({ lines, cursor }: Draft): Draft {
  return { lines, cursor };
}
