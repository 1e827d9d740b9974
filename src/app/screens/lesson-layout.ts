/** Where the parts of a lesson stand on a screen of any size, and so how far each can be scrolled. Pure. */
import { noteRows, panelTaskRows } from '../../text/panel.ts';
import type { Size } from '../message.ts';
import { isWide } from '../screen-size.ts';
import type { State } from '../state.ts';
import type { Run } from '../playback.ts';
import { isAtEnd } from '../playback.ts';
import type { CodeRow } from './lesson-content.ts';
import { codeRows, marksByLine, textLines } from './lesson-content.ts';
import { noticeLines } from './lesson-notice.ts';
import type { LessonView } from './lesson-state.ts';
import { askingLines } from './asking-content.ts';
import { hasProgram, hiddenFile } from './lesson-state.ts';
import { placesOf } from './own-program.ts';

export interface Area {
  readonly width: number;
  readonly height: number;
}

/** Parts that do not fit now are null; `text` and `code` stand above one another, so do `code` and `panel`. */
export interface LessonLayout {
  /** `columns`: the panel stands right of text and code. */
  readonly arrangement: 'columns' | 'stack';
  readonly text: Area | null;
  readonly code: Area | null;
  readonly panel: Area | null;
  /** Rows of the panel that the notice takes. */
  readonly noticeRows: number;
}

/** Header, rule, rule, keys. */
const ROWS_AROUND = 4;
const WIDEST_TEXT = 80;
const LEAST_PANEL_COLUMNS = 46;
/** Lessons promise code of at most 60 columns; around it stand marks, numbers and a margin. */
const CODE_COLUMNS = 69;
/** Axis, a few tasks, queue and timers, output. */
const LEAST_PANEL_ROWS = 10;
/** Code above this share of the height scrolls. */
const LEAST_CODE_ROWS = 6;

export function bodyRows(size: Size): number {
  return Math.max(1, size.rows - ROWS_AROUND);
}

/** `view` is the state's own; asked for several times in one frame, it is thought through once. */
export function lessonLayout(state: State, view: LessonView): LessonLayout {
  const known = LAYOUTS.get(state);
  if (known !== undefined) return known;
  const layout = layoutOf(state, view);
  LAYOUTS.set(state, layout);
  return layout;
}

const LAYOUTS = new WeakMap<State, LessonLayout>();

function layoutOf(state: State, view: LessonView): LessonLayout {
  const { columns } = state.size;
  const rows = bodyRows(state.size);
  const room = columns - 2;
  if (view.station === null) return { ...NOTHING, text: { width: Math.min(WIDEST_TEXT, room), height: rows } };
  if (isWide(state.size)) return columnsLayout(state, view, rows);
  if (!hasProgram(view.station)) return withoutProgram(state, view, room, rows);
  return view.screenState.view === 'text'
    ? readingLayout(state, view, room, rows)
    : programLayout(state, view, room, rows);
}

const NOTHING = { arrangement: 'stack', text: null, code: null, panel: null, noticeRows: 0 } as const;

function columnsLayout(state: State, view: LessonView, rows: number): LessonLayout {
  const { columns } = state.size;
  // The same for every program, so that nothing moves sideways from screen to screen; all else is the panel's.
  const forCode = Math.min(CODE_COLUMNS, columns - 5 - LEAST_PANEL_COLUMNS);
  // Without a program the question is what there is to read, and lines of code may stand in it.
  const left = hasProgram(view.station) ? forCode : Math.floor(columns / 3);
  const panel = { width: columns - left - 5, height: rows };
  const whole = { ...NOTHING, text: { width: left, height: rows } };
  const stacked = hasProgram(view.station) ? readingLayout(state, view, left, rows) : whole;
  return { ...stacked, arrangement: 'columns', panel, noticeRows: noticeRows(state, view, panel) };
}

/** A question about no program in particular: the text, or the question. */
function withoutProgram(state: State, view: LessonView, width: number, rows: number): LessonLayout {
  if (view.screenState.view === 'text')
    return { ...NOTHING, text: { width: Math.min(WIDEST_TEXT, width), height: rows } };
  const panel = { width, height: rows };
  return { ...NOTHING, panel, noticeRows: noticeRows(state, view, panel) };
}

/** Text above, code below, a rule between them. */
function readingLayout(state: State, view: LessonView, width: number, rows: number): LessonLayout {
  const textWidth = Math.min(WIDEST_TEXT, width);
  const wanted = textLines(state, view, textWidth).length;
  const code = codeHeight(view, width);
  const leastCode = Math.min(code, Math.max(LEAST_CODE_ROWS, Math.floor(rows * 0.4)));
  const text = wanted === 0 ? 0 : Math.min(wanted + 1, rows - 1 - leastCode);
  return { ...NOTHING, text: { width: textWidth, height: text }, code: { width, height: rows - 1 - text } };
}

/** Code above, the panel below, a rule between them; both must be seen while the program runs. */
function programLayout(state: State, view: LessonView, width: number, rows: number): LessonLayout {
  const code = codeHeight(view, width);
  const { run, prediction } = view.stationState;
  const isAsking = prediction.focus !== null || run === null;
  const asked = askingRowsWanted(state, view, width);
  const panelWanted =
    asked !== null
      ? Math.min(asked, Math.floor(rows * (isEditing(view) ? 0.45 : 0.7)))
      : isAsking
        ? formRowsWanted(view, rows)
        : LEAST_PANEL_ROWS + moreOutput(state, view, run, width);
  // Nothing is said of what is written yet: no rule, and no empty rows below it.
  if (panelWanted === 0) return { ...NOTHING, code: { width, height: rows } };
  const isNoticed = noticeRows(state, view, { width, height: rows }) > 2;
  const least = (rows < 16 ? 4 : LEAST_CODE_ROWS) - (isNoticed ? 1 : 0);
  const share = Math.max(least, rows - 1 - panelWanted);
  // Where both panel and notice stand, the code is what has been read.
  const height = Math.min(code, isNoticed && run !== null && !isEditing(view) ? least : share);
  const panel = { width, height: rows - 1 - height };
  return { ...NOTHING, code: { width, height }, panel, noticeRows: noticeRows(state, view, panel) };
}

/** A program that is being written may grow. */
function codeHeight(view: LessonView, width: number): number {
  const { draft } = view.stationState.asking;
  if (draft?.is !== 'edit') return codeRows(view, width).length;
  return draft.area.lines.length + (isEditing(view) ? 3 : 1);
}

function isEditing({ stationState: { asking } }: LessonView): boolean {
  return asking.isAnswering && asking.draft?.is === 'edit';
}

/** Rows that a question or what is said of an exercise takes; null: there is none, or its program runs. */
function askingRowsWanted(state: State, view: LessonView, width: number): number | null {
  const task = view.station?.task ?? null;
  if (task === null || (view.stationState.run !== null && !view.stationState.asking.isAnswering)) return null;
  return askingLines(state, view, width).length;
}

/** Once the program has ended its output is what one reads: the code makes room for the lines that would not be seen. */
function moreOutput(state: State, view: LessonView, run: Run, width: number): number {
  if (!isAtEnd(run)) return 0;
  const picture = run.replay.at(run.cursor);
  const notes = noteRows(
    { picture, language: state.language, fileName: hiddenFile(view), ...placesOf(state, view) },
    width,
  ).length;
  return picture.ended === null ? 0 : Math.max(0, Math.min(4, picture.outputLineCount - 2) + Math.max(0, notes - 1));
}

/** Rows that the questions and what is typed take where the code stands above them: no more than they need. */
function formRowsWanted({ station, stationState }: LessonView, rows: number): number {
  const { prediction } = stationState;
  const predict = station?.predict ?? null;
  if (predict === null) return 2;
  const typed = prediction.output.text.split('\n').length;
  const output = predict.ask.includes('output') ? 1 + Math.min(typed, Math.max(3, rows >> 2)) : 0;
  const seconds = predict.ask.includes('seconds') ? (prediction.isSecondsWrong ? 2 : 1) : 0;
  return output + seconds + (prediction.focus === null ? 1 : 0);
}

/** The notice may push the panel down, never out. */
function noticeRows(state: State, view: LessonView, panel: Area): number {
  const most = panel.height - (panel.height < 14 ? 4 : 7);
  const wanted = noticeLines(state, view, panel.width).length;
  return wanted === 0 ? 0 : Math.max(1, Math.min(wanted, most));
}

export function textLimit(state: State, view: LessonView): number {
  const { text } = lessonLayout(state, view);
  return text === null ? 0 : Math.max(0, textLines(state, view, text.width).length - text.height);
}

/** The row at which the code begins now, and the last one at which it can. */
export function codeLimit(state: State, view: LessonView): { readonly top: number; readonly limit: number } {
  const { code } = lessonLayout(state, view);
  if (code === null) return { top: 0, limit: 0 };
  const rows = codeRows(view, code.width);
  const limit = Math.max(0, rows.length - code.height);
  const top = view.stationState.codeScroll ?? followedTop(view, rows, code.height);
  return { top: Math.max(0, Math.min(top, limit)), limit };
}

/** Every line where a task is, if they fit; else the line that says most, in the middle. */
function followedTop(view: LessonView, rows: readonly CodeRow[], height: number): number {
  const { run, form, prediction } = view.stationState;
  if (run === null || form !== 0 || prediction.focus !== null) return mainTop(rows);
  const lines = [...marksByLine(view).keys()];
  const first = rows.findIndex(({ number }) => number === Math.min(...lines));
  const last = rows.findLastIndex(({ number }) => number === Math.max(...lines));
  if (first !== -1 && last !== -1 && last - first < height) return Math.ceil((first + last + 1 - height) / 2);
  const line = (lines.length === 0 ? lineOfMain(run) : null) ?? lastLine(run);
  const row = rows.findIndex(({ number }) => number === line);
  return row === -1 ? mainTop(rows) : row - Math.floor(height / 2);
}

/** Where a program is to be read first: at its `main`, which says what is called; its helpers stand above it. */
const MAIN = /\bmain = |\bdef main\(|\bfunction main\(/;

function mainTop(rows: readonly CodeRow[]): number {
  return Math.max(
    0,
    rows.findIndex(({ line }) => MAIN.test(line.map(({ text }) => text).join(''))),
  );
}

/** Where the first task ended, once it has: the others are its helpers. */
function lineOfMain(run: Run): number | null {
  const picture = run.replay.at(run.cursor);
  const main = picture.taskCount === 0 ? null : picture.task(0);
  return main === null || main.endedAt === null ? null : (main.place?.line ?? null);
}

const EVENTS_SEARCHED = 64;

function lastLine(run: Run): number | null {
  for (let index = run.cursor - 1; index >= Math.max(0, run.cursor - EVENTS_SEARCHED); index--) {
    const event = run.replay.event(index);
    if (event !== undefined && 'place' in event && event.place !== null) return event.place.line;
  }
  return null;
}

export function tasksLimit(state: State, view: LessonView): number {
  const { panel, noticeRows } = lessonLayout(state, view);
  const { run } = view.stationState;
  if (panel === null || run === null) return 0;
  const picture = run.replay.at(run.cursor);
  return Math.max(0, picture.taskCount - panelTaskRows(picture, panel.width, panel.height - noticeRows));
}
