/**
 * The panel: what a program's tasks and its event loop are doing at one moment, as rows of the screen. Pure: the same
 * replay, moment and size give the same rows. It never starts, steps or judges anything, and every list is windowed,
 * so ten thousand tasks cost what ten do.
 */
import type { Place } from '../trace/event.ts';
import type { Language } from '../course/course.ts';
import type { HandlePicture, OutputLine, Picture, TaskPicture } from '../trace/picture.ts';
import type { Replay } from '../trace/replay.ts';
import { tellsWhere } from './deadlock-words.ts';
import { camelCaseHint, errorText, warningText } from './error-words.ts';
import { isStop, limitText } from './limit-words.ts';
import { handleName, timerName } from './handle-words.ts';
import { PANEL_WORDS, figure, taskLabel, taskMark } from './panel-words.ts';
import type { Look, StyledLine, StyledSpan } from './styled.ts';
import { type Queue, type QueueItem, queueCount, queuesOf } from './queues.ts';
import type { Telling } from './task-sentence.ts';
import { briefTaskSentence, taskSentence } from './task-sentence.ts';
import { TASK_LOOKS, axisLine, scaleOf, taskBar, threadBar } from './timeline.ts';
import { fitLine, truncateBefore, truncateLine } from './truncate.ts';
import { harmless, lineWidth, textWidth } from './width.ts';
import { wrapSpans } from './wrap.ts';

export interface PanelView extends Telling {
  readonly replay: Replay;
  /** The clock to show, seconds: while the program waits, it runs ahead of the picture's. */
  readonly now: number;
  readonly mode: 'starting' | 'live' | 'replay' | 'busy' | 'paused' | 'toEnd';
  readonly speed: number;
  /** The first task shown. */
  readonly firstTask: number;
  /** The key that goes to the tasks below, where there is one. */
  readonly tasksKey?: string;
  /** Of a session, which may go on for hours: from when on its clock is drawn, seconds. What it prints stands elsewhere. */
  readonly since?: number;
}

/** How many rows each part gets. */
interface Rows {
  readonly tasks: number;
  readonly linesPerTask: 1 | 2;
  /** What each task does is left to its bar. */
  readonly onlyBars: boolean;
  readonly loop: number;
  readonly output: number;
  readonly gap: boolean;
  readonly legend: boolean;
}

const BAR_BESIDE_SENTENCE = 56;
/** Cells in which `line 12: sleep until 2.0 s` fits. */
const BRIEFLY = 27;
/** So many rows of output, with their heading, go before rows for single queues and timers. */
const KEPT_OUTPUT = 4;
/** Beyond the first one so many timers have a row. */
const MOST_TIMERS = 2;
/** In a low panel so many tasks go before the loop and the output. */
const TASKS_FIRST = 3;

/** What Python calls it; the row of a program that has no tasks. */
const OWN_THREAD = 'MainThread';

/** At most `height` rows of at most `width` cells; below 8 rows or 40 cells parts are left out. */
export function panelLines(view: PanelView, width: number, height: number): readonly StyledLine[] {
  const { picture } = view;
  const rows = share(picture, width, height, view.since === undefined);
  const gap: readonly StyledLine[] = rows.gap ? [[]] : [];
  const tasks = taskLines(view, width, rows);
  const loop = rows.loop === 0 ? [] : [...gap, ...loopLines(view, width, rows.loop)];
  const above = [headerLine(view, width, rows), ...gap, ...tasks, ...loop, ...gap];
  const output = view.since === undefined ? outputLines(view, width, Math.max(0, height - above.length)) : [];
  return [...above, ...output].slice(0, height).map((line) => truncateLine(line, width));
}

/** How many task rows a panel of this size shows; for scrolling. */
export function panelTaskRows(picture: Picture, width: number, height: number): number {
  return share(picture, width, height, true).tasks;
}

function share(picture: Picture, width: number, height: number, showsOutput: boolean): Rows {
  const gap = height >= 18;
  const spare = Math.max(0, height - 2 - Math.max(1, Math.min(TASKS_FIRST, picture.taskCount)));
  const timers = Math.min(height >= 20 ? 4 : MOST_TIMERS, Math.max(0, picture.timerCount - 1));
  // Where few tasks leave room for it, each queue and timer has a row also in a low panel; however many timers there are now.
  const full = 3 + queueCount(picture) + timers;
  const isSparse =
    height - 2 - 2 * Math.max(1, picture.taskCount) - KEPT_OUTPUT >= 3 + queueCount(picture) + MOST_TIMERS;
  const going = height >= 20 || isSparse ? full : height >= 11 ? 3 : spare >= 2 ? 1 : 0;
  const output = !showsOutput ? 0 : height >= 24 ? 6 : height >= 12 ? 3 : Math.min(2, spare - going);
  const legend = height >= 26;
  // The bars are as long at the end as they were before it.
  const room = Math.max(1, height - 2 - going - output - (gap ? 3 : 0) - (legend ? 2 : 0));
  // Where the sentence stands below its bar, the bar has the whole width.
  const isRoomy = picture.taskCount * 2 <= room;
  // Where every task has ended well its bar says all: the rows of the sentences go to output that would not be seen.
  const loop = height < 20 && isLoopOver(picture) ? 0 : going;
  const shown = height - 2 - loop - (gap ? 3 : 0) - (legend ? 2 : 0) - picture.taskCount * 2 - 1;
  const onlyBars = isRoomy && picture.ended?.status === 'done' && picture.outputLineCount > shown;
  const linesPerTask = isRoomy && !onlyBars ? 2 : 1;
  const tasks = picture.taskCount * linesPerTask <= room ? picture.taskCount : Math.max(1, room - 1);
  return { tasks, linesPerTask, onlyBars, loop, output, gap, legend };
}

/** An empty loop of a program that has ended gives its rows to the output, where they are few. */
function isLoopOver({ ended, readyCount, timerCount, microtaskCount }: Picture): boolean {
  return ended !== null && readyCount === 0 && timerCount === 0 && microtaskCount === 0;
}

/** Where the queue has no row for it, who ran last stands here. */
function headerLine(view: PanelView, width: number, rows: Rows): StyledLine {
  const { picture, replay, language } = view;
  const words = PANEL_WORDS[language];
  const isMoving = picture.ended === null && view.mode !== 'paused';
  const clock = words.clock(isMoving ? tenths(view.now) : figure(view.now));
  const isWhole = replay.at(replay.length).ended !== null;
  const step = words.step(replay.stepsAt(picture.index), isWhole ? replay.stepsAt(replay.length) : null);
  const right: StyledLine = [
    { text: `${step}  `, look: 'dim' },
    { text: clock, look: 'strong' },
  ];
  const { lastRun } = picture;
  const last: StyledLine =
    rows.loop > 1 || lastRun === null || picture.ended !== null
      ? []
      : [
          { text: `   ${words.labelled(picture.running === null ? words.ranLast : words.now, '')}`, look: 'dim' },
          handleSpan(view, lastRun),
        ];
  return spread([...modeSpans(view), ...last], right, width);
}

/** While it moves, digits that nobody can read are left out. */
function tenths(seconds: number): string {
  return (Math.floor(seconds * 10 + 1e-6) / 10).toFixed(1);
}

function modeSpans(view: PanelView): StyledLine {
  const { picture, language } = view;
  const words = PANEL_WORDS[language];
  const speed: StyledLine = view.speed === 1 ? [] : [{ text: ` ${view.speed}x`, look: 'marker' }];
  if (picture.ended !== null) {
    const { status } = picture.ended;
    return [{ text: `■ ${words.ended[status]}`, look: status === 'done' ? 'done' : 'failed' }, ...speed];
  }
  switch (view.mode) {
    case 'live':
    case 'replay':
      return [{ text: `► ${words[view.mode]} ${view.speed}x`, look: 'running' }];
    case 'starting':
    case 'toEnd':
      return [{ text: `► ${words[view.mode]}…`, look: 'running' }, ...speed];
    case 'busy':
      return [{ text: `► ${words.busy}…`, look: 'warning' }, ...speed];
    case 'paused':
      return [{ text: `‖ ${words.paused}`, look: 'marker' }, ...speed];
  }
}

/** Left and right at the two edges; what does not fit is cut from the left part. */
function spread(left: StyledLine, right: StyledLine, width: number): StyledLine {
  const room = width - lineWidth(right) - 1;
  return room < 8 ? fitLine(right, width) : [...fitLine(left, room), { text: ' ', look: 'plain' }, ...right];
}

function taskLines(view: PanelView, width: number, rows: Rows): readonly StyledLine[] {
  const { picture, replay, language } = view;
  const first = Math.max(0, Math.min(view.firstTask, picture.taskCount - rows.tasks));
  const shown = Array.from({ length: Math.min(rows.tasks, picture.taskCount - first) }, (_, row) =>
    picture.task(first + row),
  );
  const beside = rows.linesPerTask === 1 && !rows.onlyBars && width >= BAR_BESIDE_SENTENCE;
  const nameRoom = Math.floor(width * (beside ? 0.25 : 0.4));
  const hasOwnRow = picture.ownThread !== null;
  const longest = hasOwnRow ? OWN_THREAD.length + 1 : 10;
  const nameWidth = Math.min(nameRoom, Math.max(longest, ...shown.map((task) => lineWidth(nameSpans(task)) + 1)));
  const room = width - nameWidth;
  const share = Math.floor(room * (width >= 100 ? 0.42 : 0.5));
  const sentenceWidth = beside ? Math.max(BRIEFLY, Math.min(44, share)) : 0;
  const barWidth = Math.max(8, width - nameWidth - sentenceWidth - (beside ? 1 : 0));
  const scale = scaleOf(replay, picture, view.now, barWidth, view.since);
  const heading = fitLine([{ text: PANEL_WORDS[language].tasks, look: 'heading' }], nameWidth);
  const { legend } = PANEL_WORDS[language];
  const lines: StyledLine[] = [[...heading, ...axisLine(scale, language)]];
  if (hasOwnRow) {
    const name = fitLine([{ text: OWN_THREAD, look: TASK_LOOKS[0]! }], nameWidth);
    lines.push([...name, ...threadBar(scale, picture)]);
  }
  for (const task of shown) {
    const name = fitLine(shownName(task, nameWidth), nameWidth);
    const bar = taskBar(scale, picture, task.index);
    const sentence = sentenceSpan(view, task, beside ? sentenceWidth : width - nameWidth);
    lines.push(beside ? [...name, ...bar, { text: ' ', look: 'plain' }, sentence] : [...name, ...bar]);
    if (rows.linesPerTask === 2) lines.push([{ text: ' '.repeat(nameWidth), look: 'plain' }, sentence]);
  }
  if (rows.legend)
    lines.push(
      [],
      [
        { text: ' '.repeat(Math.max(0, Math.min(nameWidth, width - textWidth(legend)))), look: 'plain' },
        { text: legend, look: 'dim' },
      ],
    );
  const hidden = picture.taskCount - shown.length;
  const { more, moreAround } = PANEL_WORDS[language];
  const said = first === 0 ? more(hidden, view.tasksKey) : moreAround(first, hidden - first);
  if (hidden > 0) lines.push([{ text: `  ${said}`, look: 'dim' }]);
  return lines;
}

function nameSpans(task: TaskPicture): StyledLine {
  const look = TASK_LOOKS[task.index % TASK_LOOKS.length]!;
  const { first, second } = taskLabel(task);
  return [
    { text: ' '.repeat(Math.min(task.depth, 3)), look: 'plain' },
    { text: taskMark(task.index), look },
    { text: ` ${harmless(first)}`, look: task.endedAt === null ? 'plain' : 'dim' },
    { text: second === '' ? '' : ` ${harmless(second)}`, look: 'dim' },
  ];
}

/** Where there is no room for both names, the first; where it is still too long, its number stays: `ThreadPool…-0_1`. */
function shownName(task: TaskPicture, width: number): StyledLine {
  const spans = nameSpans(task);
  if (lineWidth(spans) < width) return spans;
  const [indent, mark, name] = spans as [StyledSpan, StyledSpan, StyledSpan];
  const room = width - 1 - lineWidth([indent, mark]);
  return [indent, mark, { text: truncateBefore(name.text, /[^\d\s]?\d+(?:_\d+)*$/, room), look: name.look }];
}

/** As much as fits of what the task is doing, in the look of its state. */
function sentenceSpan(view: PanelView, task: TaskPicture, room: number): StyledSpan {
  const long = taskSentence(view, task);
  const text = textWidth(long) <= room ? long : briefTaskSentence(view, task);
  return { text: truncateLine([{ text, look: 'plain' }], room)[0]?.text ?? '', look: task.state };
}

function loopLines(view: PanelView, width: number, height: number): readonly StyledLine[] {
  const { picture, language } = view;
  const words = PANEL_WORDS[language];
  const { before, after } = queuesOf(picture, language, ITEMS_READ);
  const timers = { name: 'timers', items: timerSpans(view), count: picture.timerCount } as const;
  const spans = (queue: Queue): ShownQueue => ({ ...queue, items: queue.items.map((item) => itemSpan(picture, item)) });
  const [first, later] = [before.map(spans), after.map(spans)];
  if (height === 1) {
    const ready = first.at(-1)!;
    return [pair(view, ready, timers, 2 + Math.max(textWidth(words[ready.name]), textWidth(words.timers)), width)];
  }
  const runs = picture.running === null && picture.lastRun !== null ? words.ranLast : words.now;
  const running = picture.lastRun === null ? [] : [handleSpan(view, picture.lastRun)];
  const labelWidth =
    2 + Math.max(...[runs, ...[...first, timers, ...later].map(({ name }) => words[name])].map(textWidth));
  const rest = 2 + first.length + later.length;
  const isFull = height > rest;
  if (!isFull && picture.usesNodeQueues) {
    const now = labelled(runs, labelWidth, queueLine(view, running, running.length, width - labelWidth));
    return [now, ...pairs(view, [...first, timers, ...later], labelWidth, width)].slice(0, height);
  }
  const room = width - labelWidth;
  const row = ({ name, items, count }: ShownQueue): StyledLine =>
    labelled(words[name], labelWidth, queueLine(view, items, count, room));
  const timerRoom = isFull ? height - rest : 1;
  const timerRows =
    timerRoom === 1
      ? [queueLine(view, timers.items, timers.count, room)]
      : listLines(view, timers.items, timers.count, timerRoom);
  // A program that leaves asyncio alone has no turns of its loop.
  const turn = picture.iteration === 0 && picture.usesNodeQueues ? '' : `  ${words.turn(picture.iteration)}`;
  const heading: StyledLine = [
    { text: words.loop, look: 'heading' },
    { text: turn, look: 'dim' },
  ];
  return [
    ...(isFull ? [heading] : []),
    labelled(runs, labelWidth, queueLine(view, running, running.length, room)),
    ...first.map(row),
    ...timerRows.map((line, index) => labelled(index === 0 ? words.timers : '', labelWidth, line)),
    ...later.map(row),
  ];
}

/** So many of each queue are looked at. */
const ITEMS_READ = 24;

interface ShownQueue {
  readonly name: Queue['name'] | 'timers';
  readonly items: readonly StyledSpan[];
  readonly count: number;
}

/** Two queues a row; the last of an odd number alone. */
function pairs(
  view: PanelView,
  queues: readonly ShownQueue[],
  labelWidth: number,
  width: number,
): readonly StyledLine[] {
  const rows: StyledLine[] = [];
  for (let index = 0; index < queues.length; index += 2)
    rows.push(pair(view, queues[index]!, queues[index + 1] ?? null, labelWidth, width));
  return rows;
}

function pair(
  view: PanelView,
  left: ShownQueue,
  right: ShownQueue | null,
  labelWidth: number,
  width: number,
): StyledLine {
  const words = PANEL_WORDS[view.language];
  const half = right === null ? width : width >> 1;
  const side = ({ name, items, count }: ShownQueue, room: number): StyledLine => {
    return labelled(words[name], labelWidth, queueLine(view, items, count, room - labelWidth));
  };
  return right === null ? side(left, half) : [...fitLine(side(left, half - 1), half), ...side(right, width - half)];
}

function labelled(label: string, labelWidth: number, line: StyledLine): StyledLine {
  return [...fitLine([{ text: label, look: 'dim' }], labelWidth), ...line];
}

/** One after another in one row, as many as fit, and how many more there are. */
function queueLine(view: PanelView, items: readonly StyledSpan[], count: number, room: number): StyledLine {
  const words = PANEL_WORDS[view.language];
  if (count === 0) return [{ text: words.nothing, look: 'idle' }];
  const line: StyledSpan[] = [];
  let used = 0;
  for (const [index, item] of items.entries()) {
    const rest = count - index - 1;
    const reserve = rest > 0 ? textWidth(words.more(rest)) + 2 : 0;
    const cells = textWidth(item.text) + (index > 0 ? 2 : 0);
    if (index > 0 && used + cells + reserve > room)
      return [...line, { text: `  ${words.more(count - index)}`, look: 'dim' }];
    if (index > 0) line.push({ text: '  ', look: 'plain' });
    line.push(item);
    used += cells;
  }
  const hidden = count - items.length;
  return hidden > 0 ? [...line, { text: `  ${words.more(hidden)}`, look: 'dim' }] : line;
}

function listLines(view: PanelView, items: readonly StyledSpan[], count: number, rows: number): readonly StyledLine[] {
  const words = PANEL_WORDS[view.language];
  if (count === 0) return [[{ text: words.nothing, look: 'idle' }]];
  if (count <= rows) return items.slice(0, rows).map((item) => [item]);
  const shown: StyledLine[] = items.slice(0, rows - 1).map((item) => [item]);
  return [...shown, [{ text: words.more(count - shown.length), look: 'dim' }]];
}

function handleSpan({ picture, language }: PanelView, handle: HandlePicture): StyledSpan {
  return itemSpan(picture, { ...handle, text: handleName(picture, handle, language) });
}

function itemSpan(picture: Picture, { text, task: id, cancelled }: QueueItem): StyledSpan {
  if (cancelled) return { text: `⊘ ${text}`, look: 'cancelled' };
  const task = id === null ? null : picture.taskById(id);
  return { text, look: task === null ? 'plain' : TASK_LOOKS[task.index % TASK_LOOKS.length]! };
}

function timerSpans({ picture, language }: PanelView): readonly StyledSpan[] {
  return picture.timers(0, ITEMS_READ).map((timer) => {
    const { text, look } = itemSpan(picture, { ...timer, text: timerName(picture, timer, language) });
    return { text: `${PANEL_WORDS[language].seconds(figure(timer.due))} ${text}`, look };
  });
}

/** What was printed last, then what went wrong. */
function outputLines(view: PanelView, width: number, height: number): readonly StyledLine[] {
  const { picture, language } = view;
  if (height < 1) return [];
  const words = PANEL_WORDS[language];
  const notes = notesIn(view, width, roomForNotes(view, height));
  const count = picture.outputLineCount;
  const room = Math.max(0, height - (height >= 3 ? 1 : 0) - notes.length);
  const hidden: StyledLine = count > room ? [{ text: `  ↑ ${words.earlier(count - room)}`, look: 'dim' }] : [];
  const heading: readonly StyledLine[] = height >= 3 ? [[{ text: words.output, look: 'heading' }, ...hidden]] : [];
  const lines = picture.outputLines(Math.max(0, count - room), room).map((line) => outputLine(picture, line, language));
  const empty: readonly StyledLine[] = room > 0 ? [[{ text: words.noOutput, look: 'idle' }]] : [];
  return [...heading, ...(count === 0 ? empty : lines), ...notes].map((line) => truncateLine(line, width));
}

function outputLine(picture: Picture, line: OutputLine, language: Language): StyledLine {
  const task = line.task === null ? null : picture.taskById(line.task);
  const time = PANEL_WORDS[language].seconds(figure(line.at));
  const mark = task === null ? ' ' : taskMark(task.index);
  const markLook: Look = task === null ? 'plain' : TASK_LOOKS[task.index % TASK_LOOKS.length]!;
  return [
    { text: `${time} `.padStart(8), look: 'dim' },
    { text: `${mark} `, look: markLook },
    { text: harmless(line.text), look: line.stream === 'err' ? 'warning' : 'strong' },
  ];
}

/** A row for each note, the last ones; those from the first on whole, wrapped, as far as there is room. */
function notesIn(view: PanelView, width: number, rows: number): readonly StyledLine[] {
  const notes = noteLines(view).slice(-rows);
  let spare = rows - notes.length;
  return notes.flatMap((note) => {
    const whole = wrapSpans(note, width, 2);
    if (whole.length - 1 > spare) return [note];
    spare -= whole.length - 1;
    return whole;
  });
}

/** Whole notes, wrapped. */
export function noteRows(view: Telling, width: number): readonly StyledLine[] {
  return noteLines(view).flatMap((note) => wrapSpans(note, width, 2));
}

/** Whoever has stopped to read wants to read them whole, if a line of output is left beside them. */
function roomForNotes({ picture, mode }: PanelView, height: number): number {
  const isStill = mode === 'paused' || picture.ended !== null;
  return Math.max(1, isStill ? height - 1 - Math.min(1, picture.outputLineCount) : height >> 1);
}

const MOST_WARNINGS = 4;
/** So many of the last ones are looked at. */
const WARNINGS_READ = 24;

/** So many lines are named where the same was warned of at several. */
const PLACES_NAMED = 3;

/**
 * The last ones, equal ones together: what is said, and where each time. What reading the program showed is left out where
 * running it has shown the same.
 */
function tellingWarnings(picture: Picture, language: Language): readonly (readonly [string, readonly AnyPlace[]])[] {
  const all = picture.warnings(Math.max(0, picture.warningCount - WARNINGS_READ), WARNINGS_READ);
  const forgotten = new Set(all.filter(({ saying }) => saying === undefined).map(({ place }) => place?.line));
  const told = new Map<string, AnyPlace[]>();
  for (const warning of all) {
    const { saying, place } = warning;
    if ((saying?.code === 'neverAwaited' || saying?.code === 'neverRun') && forgotten.has(place?.line)) continue;
    const text = warningText(warning, language);
    told.set(text, [...(told.get(text) ?? []), place]);
  }
  return [...told].slice(-MOST_WARNINGS);
}

type AnyPlace = Place | null | undefined;

/** Warnings, cuts and the error that ended the run. */
export function noteLines({ picture, language, fileName, namePlace }: Telling): readonly StyledLine[] {
  const words = PANEL_WORDS[language];
  const where = (...places: readonly AnyPlace[]) => {
    const known = places.filter((place) => place != null);
    const names = [...new Set(known.map((place) => namePlace?.(place, false) ?? words.line(place.line, fileName)))];
    const named = names.length > PLACES_NAMED ? [...names.slice(0, PLACES_NAMED), '…'] : names;
    return named.length === 0 ? '' : words.aside(words.list(named));
  };
  const lines: StyledLine[] = [];
  for (const [text, places] of tellingWarnings(picture, language)) {
    const times = places.length === 1 ? '' : ` ${picture.warningCount > WARNINGS_READ ? '≥' : ''}${places.length}×`;
    const label = `${words.warning}${times}${where(...places)}`;
    lines.push([{ text: `! ${words.labelled(label, harmless(text))}`, look: 'warning' }]);
  }
  const limits = picture.limits(Math.max(0, picture.limitCount - 2), 2);
  for (const { name, value, place } of limits) {
    lines.push([{ text: `! ${harmless(limitText(name, value, language))}${where(place)}`, look: 'bad' }]);
  }
  const error = picture.ended?.error ?? null;
  if (picture.ended !== null && isStop(picture.ended)) {
    if (limits.every(({ place }) => place === null))
      lines.push([{ text: `✗ ${words.stoppedHere}${where(error?.place)}`, look: 'failed' }]);
  } else if (error !== null) {
    lines.push([
      {
        text: `✗ ${harmless(errorText(error, language))}${tellsWhere(error) ? '' : where(error.place)}`,
        look: 'failed',
      },
    ]);
    const hint = camelCaseHint(error.message, language);
    if (hint !== null) lines.push([{ text: `! ${hint}`, look: 'warning' }]);
  }
  return lines;
}
