/**
 * Tasks as rows over the clock, or over steps where the clock does not move. Every state has a glyph of its own, so that
 * colour is never the only sign: `█` runs, `━` waits, `▒` is ready, `✓ ✗ ⊘` ended well, by an error, cancelled.
 */
import type { Language } from '../course/course.ts';
import type { Picture, Stretch, TaskState } from '../trace/picture.ts';
import type { Replay } from '../trace/replay.ts';
import { PANEL_WORDS } from './panel-words.ts';
import type { Look, StyledLine, StyledSpan } from './styled.ts';
import { textWidth } from './width.ts';

/** How columns of the screen map to the trace. */
export interface Scale {
  readonly axis: 'clock' | 'steps';
  readonly columns: number;
  /** What stands at the first column's start: 0, but in a session. */
  readonly from: number;
  /** Clock seconds, or steps, from the first column's start to the last one's end. */
  readonly span: number;
  /** Whether the program ends where the axis does. */
  readonly isWhole: boolean;
  /** Column n shows the events from `bounds[n][0]` to `bounds[n][1]`; of a step that is wider, every column shows all. */
  readonly bounds: readonly (readonly [from: number, to: number])[];
  /** Where column n stands in the trace at times evenly spread over it; none where nothing happens, or by steps. */
  readonly within: readonly (readonly number[])[];
  readonly nowColumn: number;
}

/** So many steps at second 0: the program may never leave it, and what it does is to be seen all the same. */
const STEPS_AT_ZERO = 64;
/** While nobody knows of any time to come. */
const UNKNOWN_SECONDS = 1;

/**
 * One scale for every moment of a run, so that lengths can be compared: as far as all that is known of it reaches.
 * While it goes on that may grow, and never shrinks; once its end is known it stays. `now` is the clock in seconds;
 * while nothing happens it runs ahead of the picture's.
 */
export function scaleOf(replay: Replay, picture: Picture, now: number, columns: number, since?: number): Scale {
  if (since !== undefined)
    return clockScale(replay, now, Math.max(UNKNOWN_SECONDS, soon(picture, now) - since), columns, since);
  const isOver = hasEnded(replay);
  const known = isOver ? extentOf(replay) : Math.max(extentOf(replay), awaited(replay));
  const isAtZero = known === 0 && (isOver || (now === 0 && replay.stepsAt(replay.length) >= STEPS_AT_ZERO));
  return isAtZero
    ? stepScale(replay, picture, columns)
    : clockScale(replay, now, Math.max(now, known === 0 ? UNKNOWN_SECONDS : known), columns);
}

function hasEnded(replay: Replay): boolean {
  return replay.event(replay.length - 1)?.type === 'runEnded';
}

/**
 * The clock so far, and the times that were soon due when their timers were set: what is waited for can be seen coming,
 * and what was given up (the sleep of a task that was cancelled) keeps its place, if it is not far beyond the end.
 */
function extentOf(replay: Replay): number {
  const clock = replay.clockAt(replay.length);
  const due = furthestDue(replay);
  return hasEnded(replay) && due > 2 * clock ? clock : Math.max(clock, due);
}

/** With nothing else to do the loop waits for its next timer, however far that is. */
function awaited(replay: Replay): number {
  const picture = replay.at(replay.length);
  if (picture.running !== null || picture.readyCount > 0) return 0;
  const next = picture.timers(0, 8).find((timer) => !timer.cancelled);
  return next !== undefined && Number.isFinite(next.due) ? next.due : 0;
}

/** A replay only grows: each of its events is looked at once. */
const DUES = new WeakMap<Replay, { readonly length: number; readonly furthest: number }>();

function furthestDue(replay: Replay): number {
  const known = DUES.get(replay) ?? { length: 0, furthest: 0 };
  let { furthest } = known;
  for (let index = known.length; index < replay.length; index++) {
    const event = replay.event(index)!;
    if (event.type === 'timerSet' && event.due <= 4 * (event.at + 1)) furthest = Math.max(furthest, event.due);
  }
  if (replay.length > known.length) DUES.set(replay, { length: replay.length, furthest });
  return furthest;
}

/** How far ahead a session shows what is waited for, seconds. */
const AHEAD_SECONDS = 30;

function soon(picture: Picture, now: number): number {
  const next = picture.timers(0, 8).filter(({ due, cancelled }) => !cancelled && due <= now + AHEAD_SECONDS);
  return Math.max(now, ...next.map(({ due }) => due));
}

/** Where within a column it is looked what lasts longest there. */
const SAMPLES = [0.1, 0.3, 0.5, 0.7, 0.9];

function clockScale(replay: Replay, now: number, furthest: number, columns: number, from = 0): Scale {
  const span = roundedUp(furthest);
  const starts = Array.from({ length: columns }, (_, column) => replay.indexBefore(from + (column * span) / columns));
  const bounds = starts.map((start, column) => [start, starts[column + 1] ?? replay.length] as const);
  const within = bounds.map(([start, end], column) =>
    start === end ? [] : SAMPLES.map((part) => replay.indexAfter(from + ((column + part) * span) / columns)),
  );
  const nowColumn = Math.min(columns - 1, Math.floor(((now - from) / span) * columns));
  return { axis: 'clock', columns, from, span, isWhole: false, bounds, within, nowColumn };
}

/** While nobody knows how many steps there will be, the axis has room for some more. */
const LEAST_STEPS = 4;

function stepScale(replay: Replay, picture: Picture, columns: number): Scale {
  const known = replay.stepsAt(replay.length);
  const isWhole = known > 0 && hasEnded(replay);
  const span = isWhole ? known : LEAST_STEPS * 2 ** Math.max(0, Math.ceil(Math.log2((known + 1) / LEAST_STEPS)));
  const bounds = Array.from({ length: columns }, (_, column) => {
    const first = Math.floor((column * span) / columns);
    const last = Math.max(first + 1, Math.floor(((column + 1) * span) / columns));
    return [replay.indexAfterStep(first), last >= known ? replay.length : replay.indexAfterStep(last)] as const;
  });
  const nowColumn = Math.min(columns - 1, Math.max(0, Math.ceil((stepsDone(replay, picture) * columns) / span) - 1));
  return { axis: 'steps', columns, from: 0, span, isWhole, bounds, within: bounds.map(() => []), nowColumn };
}

/** A step that is under way counts half. */
function stepsDone(replay: Replay, picture: Picture): number {
  return replay.stepsAt(picture.index) + (picture.running === null ? 0 : 0.5);
}

/** The nearest round number that is not smaller, so that a growing axis moves seldom. */
function roundedUp(seconds: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(seconds));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((factor) => factor * magnitude >= seconds - 1e-9);
  return (step ?? 10) * magnitude;
}

/** `0────1────▾────3 s`: round times along the way, and where now is. */
export function axisLine(scale: Scale, language: Language): StyledLine {
  const { columns, from, span, nowColumn } = scale;
  const words = PANEL_WORDS[language];
  const cells: StyledSpan[] = Array.from({ length: columns }, () => ({ text: '─', look: 'axis' }));
  const unit = scale.axis === 'clock' ? words.seconds('').trim() : words.steps(span).replace(/\d+/, '').trim();
  const room = textWidth(unit) + 3;
  const interval = tickInterval(span, columns, scale.axis === 'steps');
  for (let tick = Math.ceil(from / interval); tick * interval < from + span; tick++) {
    const label = String(Number((tick * interval).toPrecision(6)));
    const column = Math.round(((tick * interval - from) * columns) / span);
    // The mark of now pushes a label along instead of standing on it: there must be room for both.
    if (column + 2 * label.length >= columns - room) break;
    const isUnderNow = column <= nowColumn && nowColumn < column + label.length;
    const start = isUnderNow ? nowColumn + 1 : column;
    [...label].forEach((digit, offset) => (cells[start + offset] = { text: digit, look: 'axis' }));
  }
  cells[nowColumn] = { text: '▾', look: 'marker' };
  const end =
    scale.axis === 'clock' || scale.isWhole ? `${String(Number((from + span).toPrecision(6)))} ${unit}` : unit;
  const kept = cells.slice(0, Math.max(0, columns - textWidth(end) - 1));
  const isNowHidden = nowColumn >= kept.length;
  return [...merged(kept), { text: isNowHidden ? '▾' : ' ', look: 'marker' }, { text: end, look: 'axis' }];
}

function tickInterval(span: number, columns: number, whole: boolean): number {
  const least = (span * 8) / columns;
  const magnitude = 10 ** Math.floor(Math.log10(least));
  const interval = ([1, 2, 5, 10].find((factor) => factor * magnitude >= least) ?? 10) * magnitude;
  return whole ? Math.max(1, interval) : interval;
}

/**
 * The row of one task. Right of now nothing is known yet. On the clock a cell shows what lasted longest in it; a run that took
 * less is shown as well, unless the cell before shows one: else a task that sleeps over and over would seem to run all the time.
 */
export function taskBar(scale: Scale, picture: Picture, taskIndex: number): StyledLine {
  const look: Look = TASK_LOOKS[taskIndex % TASK_LOOKS.length]!;
  const cells: StyledSpan[] = [];
  for (let column = 0; column <= scale.nowColumn; column++) {
    const isNow = column === scale.nowColumn;
    const from = scale.bounds[column]![0];
    const to = isNow ? picture.index : scale.bounds[column]![1];
    const stretch = picture.stretch(taskIndex, from, to);
    // A step takes many columns: where a task ends in it, the last one shows that.
    const isLast = isNow || scale.bounds[column + 1]?.[0] !== from;
    const didRun = scale.axis === 'clock' && cells.at(-1)?.text === RUNS;
    if (stretch === null) cells.push({ text: isNow ? '│' : ' ', look: 'marker' });
    else if (stretch.ended && isLast) cells.push(endGlyph(stretch));
    else if (stretch.ran && !didRun) cells.push({ text: RUNS, look });
    else cells.push({ text: glyphOf(picture.mostly(taskIndex, from, to, scale.within[column]!)), look });
  }
  cells.push({ text: ' '.repeat(scale.columns - cells.length), look: 'plain' });
  return merged(cells);
}

/** The row of a thread that runs no tasks: it computes, or stands still. */
export function threadBar(scale: Scale, picture: Picture): StyledLine {
  const { axis, columns, from, span, nowColumn } = scale;
  const cells: StyledSpan[] = [];
  for (let column = 0; column <= nowColumn && axis === 'clock'; column++) {
    const did = SAMPLES.map((part) => picture.ownThread?.(from + ((column + part) * span) / columns) ?? null);
    const worked = did.filter((why) => why === 'cpu').length;
    const stood = did.filter((why) => why !== 'cpu' && why !== null).length;
    cells.push({ text: worked + stood === 0 ? ' ' : worked >= stood ? RUNS : '━', look: TASK_LOOKS[0]! });
  }
  if (cells.length > 0 && picture.ended !== null)
    cells[cells.length - 1] =
      picture.ended.status === 'done' ? { text: '✓', look: 'done' } : { text: '✗', look: 'failed' };
  cells.push({ text: ' '.repeat(columns - cells.length), look: 'plain' });
  return merged(cells);
}

export const TASK_LOOKS: readonly Look[] = ['task0', 'task1', 'task2', 'task3', 'task4', 'task5'];

const RUNS = '█';

function glyphOf(state: TaskState): string {
  return state === 'running' ? RUNS : state === 'ready' ? '▒' : '━';
}

function endGlyph(stretch: Stretch): StyledSpan {
  if (stretch.state === 'failed') return { text: '✗', look: 'failed' };
  if (stretch.state === 'cancelled') return { text: '⊘', look: 'cancelled' };
  return { text: '✓', look: 'done' };
}

/** Neighbours of one look become one span. */
function merged(cells: readonly StyledSpan[]): StyledLine {
  const spans: { text: string; look: Look }[] = [];
  for (const { text, look } of cells) {
    const last = spans.at(-1);
    if (last?.look === look) last.text += text;
    else spans.push({ text, look });
  }
  return spans;
}
