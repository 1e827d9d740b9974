/** The part of a text that an editor shows: it stays where it is until the cursor comes near one of its edges. */
import { stopBefore } from '../text/stops.ts';
import type { Draft } from './draft.ts';
import { lineAt } from './draft.ts';
import type { Area } from './screens/lesson-layout.ts';

export interface EditorWindow {
  /** The first line that is shown, and the first cell of every line. */
  readonly top: number;
  readonly left: number;
}

export const AT_START: EditorWindow = { top: 0, left: 0 };

/** Between the cursor and an edge, where the text goes on beyond that; less in an area that is small. */
const MARGIN_LINES = 2;
const MARGIN_CELLS = 4;

/** The window moved as little as it takes to have the cursor in `room`, which is what there is for text alone. */
export function followCursor(window: EditorWindow, draft: Draft, room: Area): EditorWindow {
  const { line, column } = draft.cursor;
  const { cell } = stopBefore(lineAt(draft), column);
  const top = follow(window.top, line, room.height, MARGIN_LINES);
  const fitsFromStart = cell < room.width - marginOf(room.width, MARGIN_CELLS);
  return {
    top: Math.max(0, Math.min(top, draft.lines.length - room.height)),
    left: fitsFromStart ? 0 : Math.max(0, follow(window.left, cell, room.width, MARGIN_CELLS)),
  };
}

function follow(first: number, at: number, size: number, wantedMargin: number): number {
  const margin = marginOf(size, wantedMargin);
  return Math.max(at - (size - 1 - margin), Math.min(first, at - margin));
}

function marginOf(size: number, wanted: number): number {
  return Math.min(wanted, (size - 1) >> 1);
}

/** Left of the text: the mark of an error, the number, a line; right of it a cell for what the cursor pushes on. */
const AROUND_NUMBER = 3;
const FOR_CURSOR = 1;
/** Below the text: what is wrong with it. */
const FOR_ERROR = 1;

export function numberDigits({ lines }: Draft): number {
  return Math.max(2, String(lines.length).length);
}

/** What an editor of this area has for text. */
export function roomForText(draft: Draft, { width, height }: Area): Area {
  return {
    width: Math.max(1, width - AROUND_NUMBER - numberDigits(draft) - FOR_CURSOR),
    height: Math.max(1, height - FOR_ERROR),
  };
}
