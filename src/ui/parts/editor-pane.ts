/** A text that is being edited: numbered, coloured, with its cursor, and with what can't be read in it. */
import type { TextArea } from '../../app/text-area.ts';
import { textOf } from '../../app/text-area.ts';
import type { EditorWindow } from '../../app/editor-window.ts';
import { CURSOR } from '../../app/text-field.ts';
import { followCursor, numberDigits, roomForText } from '../../app/editor-window.ts';
import type { Area } from '../../app/screens/lesson-layout.ts';
import type { CodeLanguage } from '../../text/code.ts';
import { highlightCode } from '../../text/code.ts';
import type { Memory } from '../../text/remembered.ts';
import { remembered } from '../../text/remembered.ts';
import { stopsOf } from '../../text/stops.ts';
import { span, type StyledLine } from '../../text/styled.ts';
import { between, fitLine } from '../../text/truncate.ts';
import { pane } from './frame.ts';

export interface EditorView {
  readonly text: TextArea;
  readonly language: CodeLanguage;
  readonly window: EditorWindow;
  /** Without it no cursor is drawn. */
  readonly isTyping: boolean;
  readonly error: EditorError | null;
  /** Said below, before any error. */
  readonly note?: string | null;
}

/** As the sandbox says it: line and column count from 1. */
interface EditorError {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** By the lines of the text: a cursor that only moves colours nothing anew. */
const COLOURED: Memory<readonly string[], StyledLine> = new WeakMap();

export function editorPane(view: EditorView, area: Area): readonly StyledLine[] {
  const { text, language, error } = view;
  const room = roomForText(text, area);
  const seen = followCursor(view.window, text, room);
  const coloured = remembered(COLOURED, text.lines, language, () => highlightCode(textOf(text), language));
  const shown = text.lines.slice(seen.top, seen.top + room.height);
  const rows = shown.map((line, row): StyledLine => {
    const number = seen.top + row;
    const cursor = view.isTyping && text.cursor.line === number ? text.cursor.column : null;
    return [
      ...numberSpans(number + 1, numberDigits(text), error?.line === number + 1, cursor !== null),
      span(edgeOf(text, seen, room, row), 'axis'),
      ...textSpans(line, coloured[number] ?? [], cursor, seen.left, room.width),
    ];
  });
  const below = view.note != null ? [span(`! ${view.note}`, 'bad')] : error === null ? [] : errorLine(error);
  return [...pane(rows, area.width, area.height - 1), fitLine(below, area.width)].slice(0, area.height);
}

function numberSpans(number: number, digits: number, isWrong: boolean, isCurrent: boolean): StyledLine {
  const mark = isWrong ? span(ERROR, 'bad') : span(' ');
  const look = isWrong ? 'bad' : isCurrent ? 'strong' : 'dim';
  return [mark, span(String(number).padStart(digits), look), span(' ')];
}

const ERROR = '✗';

/** Between number and text: a line, or an arrow where lines are cut off above or below. */
function edgeOf({ lines }: TextArea, { top }: EditorWindow, { height }: Area, row: number): string {
  if (row === 0 && top > 0) return '▴';
  if (row === height - 1 && top + height < lines.length) return '▾';
  return '│';
}

/** The cells of a line from `left` on, at most `width` and one for the cursor; arrows stand in for what is cut off. */
export function textSpans(
  text: string,
  line: StyledLine,
  cursor: number | null,
  left: number,
  width: number,
): StyledLine {
  const stops = stopsOf(text);
  const cells = stops.at(-1)!.cell;
  const [cutLeft, cutRight] = [left > 0 && cells > 0, cells > left + width];
  const first = left + (cutLeft ? 1 : 0);
  const last = left + width - (cutRight ? 1 : 0);
  const from = stops.find(({ cell }) => cell >= first) ?? stops.at(-1)!;
  const to = stops.findLast(({ cell }) => cell <= last)!;
  const middle = cursor ?? to.column;
  return [
    ...(cutLeft ? [span('‹', 'marker')] : []),
    span(' '.repeat(Math.max(0, from.cell - first))),
    ...between(line, from.column, middle),
    ...(cursor === null ? [] : [span(CURSOR, 'marker')]),
    ...between(line, middle, to.column),
    ...(cutRight ? [span(' '.repeat(Math.max(0, last - to.cell))), span('›', 'marker')] : []),
  ];
}

function errorLine({ line, column, text }: EditorError): StyledLine {
  return [span(`${ERROR} ${line}:${column} `, 'bad'), span(text)];
}
