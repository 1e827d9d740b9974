/** What a lesson shows: its text and its code as lines. Computed once for the same text and width. */
import type { LessonScreen, Program, Step } from '../../course/course.ts';
import { formOf } from '../../course/questions/kinds.ts';
import { highlightCode } from '../../text/code.ts';
import type { ProgramLines } from '../../trace/program-lines.ts';
import { PANEL_WORDS, taskMark } from '../../text/panel-words.ts';
import type { FigureOf } from '../../text/prose.ts';
import { proseLines, screenParts, spanLines } from '../../text/prose.ts';
import type { Memory } from '../../text/remembered.ts';
import { remembered } from '../../text/remembered.ts';
import type { Look, StyledLine } from '../../text/styled.ts';
import { TASK_LOOKS } from '../../text/timeline.ts';
import { harmless, lineWidth } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import type { State } from '../state.ts';
import { allLessons } from '../state.ts';
import { WORDS } from '../words.ts';
import type { LessonView } from './lesson-state.ts';
import { linesOfFiles } from './own-program.ts';
import { isSummary, summaryLines } from './quiz-summary.ts';
import { asksBeside, formsOf, hasProgram, localized } from './lesson-state.ts';

/** A heading, the prose, and a mark where a step stands. */
export function textLines(state: State, view: LessonView, width: number): readonly StyledLine[] {
  if (state.isOwnProgram) return [];
  const figures = figuresOf(state, view);
  const results = isSummary(view) ? JSON.stringify(state.progress.questions) : '';
  const key = `${width} ${state.language} ${view.screenState.station} ${isPromptHere(view)} ${JSON.stringify(figures.known)}${results}`;
  return remembered(TEXTS, view.screen, key, () => {
    const heading = wrapSpans([{ text: view.screen.heading, look: 'heading' }], width);
    const parts = screenParts(view.screen.blocks).map((part): readonly StyledLine[] => {
      if (part.kind === 'prose') return proseLines(part.blocks, width, figures.figureOf);
      if (state.isTrace) return [];
      if (part.step.kind !== 'run' && part.step.kind !== 'predict') return taskLines(state, view, part.step, width);
      const { program: fileName } = part.step;
      const isRepeated =
        part.step.kind === 'run' &&
        view.stations.some(({ program, predict }) => predict !== null && program.fileName === fileName);
      return isRepeated ? [] : stepLine(state, view, fileName);
    });
    const end = state.isTrace ? [] : [summaryLines(state, view, width), endLines(state, view, width)];
    return [...heading, ...[...parts, ...end].filter((lines) => lines.length > 0).flatMap((lines) => [[], ...lines])];
  });
}

/** Once the program that is its answer has run, nothing else says what a question asks. */
function isPromptHere(view: LessonView): boolean {
  const { station, stationState } = view;
  const isWritten = station?.task?.is === 'question' && formOf(station.task.question).is === 'edit';
  return isWritten && stationState.run !== null && !asksBeside(view);
}

function taskLines(
  state: State,
  view: LessonView,
  step: Exclude<Step, { readonly program: string }>,
  width: number,
): readonly StyledLine[] {
  const words = WORDS[state.language];
  const id = step.kind === 'investigate' ? step.question : step.exercise;
  const here = view.station?.task ?? null;
  const isHere = here !== null && (here.is === 'question' ? here.question.id : here.exercise.id) === id;
  const text = step.kind === 'investigate' ? words.aQuestion : words.anExercise[step.kind];
  const line: StyledLine = [{ text: `${isHere ? '►' : ' '} ${text}`, look: isHere ? 'marker' : 'dim' }];
  if (!isHere || here.is !== 'question' || !isPromptHere(view)) return [line];
  const prompt = localized(here.question.prompt, state.course, state.language) ?? [];
  return [line, [], ...spanLines(prompt, width, () => null)];
}

function stepLine(state: State, view: LessonView, program: string): readonly StyledLine[] {
  const words = WORDS[state.language];
  const isHere = view.station?.program.fileName === program;
  const station = view.stations.find((each) => each.program.fileName === program);
  const does = station?.paused === true ? words.stepThrough(program) : words.justRun(program);
  const text = station?.predict == null ? does : words.predictFirstThen(does);
  return [[{ text: `${isHere ? '►' : ' '} ${text}`, look: isHere ? 'marker' : 'dim' }]];
}

/** On the last screen of a lesson: what comes after it. */
function endLines(state: State, view: LessonView, width: number): readonly StyledLine[] {
  if (view.lessonState.screen < view.screenCount - 1) return [];
  const { course, language } = state;
  const words = WORDS[language];
  const lessons = allLessons(course);
  const here = lessons.findIndex(({ chapter, lesson }) => chapter === view.chapter && lesson === view.lessonIndex);
  const there = lessons[here + 1];
  if (there === undefined) return wrapSpans([{ text: `■ ${words.theEnd}`, look: 'good' }], width);
  const next = course.chapters[there.chapter]!.lessons[there.lesson]!;
  const title = localized(next.title, course, language) ?? next.id;
  return wrapSpans([{ text: `► ${words.nextLesson(title)}`, look: 'dim' }], width);
}

/** Figures come from the learner's own run, else from what the course says of the program; if that was measured, they say so. */
function figuresOf(
  state: State,
  view: LessonView,
): { readonly figureOf: FigureOf; readonly known: { readonly [program: string]: string } } {
  const { programs } = state.course.chapters[view.chapter]!;
  const known: { [program: string]: string } = {};
  const told = (seconds: number): string => PANEL_WORDS[state.language].seconds(String(Number(seconds.toFixed(3))));
  for (const [fileName, { expected, measured }] of Object.entries(programs)) {
    if (expected.seconds === undefined) continue;
    const figure = told(expected.seconds);
    known[fileName] = measured === true ? WORDS[state.language].recorded(figure) : figure;
  }
  for (const screen of Object.values(view.lessonState.screens)) {
    for (const { run } of Object.values(screen.stations)) {
      const picture = run?.replay.at(run.known);
      if (run != null && picture?.ended?.status === 'done') known[run.fileName] = told(picture.at);
    }
  }
  return { figureOf: (program) => known[program] ?? null, known };
}

/** A row of the code pane: line `number` of the program, or (`isFirst` false) the rest of a line that is too long. */
export interface CodeRow {
  readonly number: number;
  readonly isFirst: boolean;
  readonly line: StyledLine;
  /** The number that is shown; of a file's name, which stands before its first line, none. */
  readonly label: string;
}

/** Cells left of the code: marks of tasks, the line number, spaces. */
export const MARKS_WIDTH = 3;
const AROUND_NUMBER = 3;
/** The last cell is kept for the mark of more code. */
const FOR_MARK = 1;

/** The code as rows of a pane of `width` cells, its margin included. */
export function codeRows(view: LessonView, width: number): readonly CodeRow[] {
  if (!hasProgram(view.station)) return [];
  return remembered(CODES, view.station.program, `${width} ${view.stationState.form}`, () => {
    const room = Math.max(16, width - MARKS_WIDTH - AROUND_NUMBER - FOR_MARK - numberWidth(view));
    const files = linesOfFiles(view);
    const lines = codeLines(view);
    const gaps = files === null ? NO_GAPS : gapsBetween(lines, files);
    return lines.flatMap((line, index) => {
      if (gaps.has(index)) return [];
      const indent = /^ */.exec(line.map((span) => span.text).join(''))![0].length;
      const rows = lineWidth(line) <= room ? [line] : wrapSpans(line, room, Math.min(indent + 4, room >> 1));
      const label = String(files === null ? index + 1 : files.at(index + 1).line);
      const begins = files?.beginningAt(index + 1) ?? null;
      const title = begins === null ? [] : fileRow(begins, index > 0);
      return [...title, ...rows.map((row, part) => ({ number: index + 1, isFirst: part === 0, line: row, label }))];
    });
  });
}

const NO_GAPS: ReadonlySet<number> = new Set();

/** Blank lines before a file, and at the end, are nothing to be read: the ends of files. */
function gapsBetween(lines: readonly StyledLine[], files: ProgramLines): ReadonlySet<number> {
  const gaps = new Set<number>();
  let isBeforeFile = true;
  for (let index = lines.length - 1; index >= 0; index--) {
    const begins = files.beginningAt(index + 1) !== null;
    const isGap: boolean = isBeforeFile && !begins && lines[index]!.every(({ text }) => text.trim() === '');
    if (isGap) gaps.add(index);
    isBeforeFile = begins || isGap;
  }
  return gaps;
}

/** Before the first line of a file: its name, and a blank row after the file before it. */
function fileRow(fileName: string, isLater: boolean): readonly CodeRow[] {
  const blank: CodeRow = { number: 0, isFirst: true, line: [], label: '' };
  const name: CodeRow = { ...blank, line: [{ text: harmless(fileName), look: 'heading' }] };
  return isLater ? [blank, name] : [name];
}

export function numberWidth(view: LessonView): number {
  return String(codeLines(view).length).length;
}

export function codeLines(view: LessonView): readonly StyledLine[] {
  if (view.station === null) return [];
  const form = formsOf(view.station.program)[view.stationState.form] ?? formsOf(view.station.program)[0]!;
  // A line end at the very end starts no line: of several files, the last one may be empty.
  const source = linesOfFiles(view) === null ? form.source : `${form.source}\n`;
  return highlightCode(source, form.language);
}

/** So many tasks have a letter of their own; what the others do, only the panel says. */
const TASKS_MARKED = 52;

/** A task's letter in the margin of the code. */
export interface Mark {
  readonly mark: string;
  readonly look: Look;
}

/** Which tasks are at which line of the program that is shown. */
export function marksByLine({ stationState }: LessonView): ReadonlyMap<number, readonly Mark[]> {
  const marks = new Map<number, Mark[]>();
  const { run, form, prediction } = stationState;
  // Who predicts once more is not to be told by the run before.
  if (run === null || form !== 0 || prediction.focus !== null) return marks;
  const picture = run.replay.at(run.cursor);
  for (let index = 0; index < Math.min(picture.taskCount, TASKS_MARKED); index++) {
    const { state, place, endedAt, error } = picture.task(index);
    const line = error?.place?.line ?? place?.line;
    if (line === undefined || (endedAt !== null && state !== 'failed')) continue;
    const look = state === 'failed' ? 'failed' : TASK_LOOKS[index % TASK_LOOKS.length]!;
    marks.set(line, [...(marks.get(line) ?? []), { mark: taskMark(index), look }]);
  }
  return marks;
}

const TEXTS: Memory<LessonScreen, StyledLine> = new WeakMap();
const CODES: Memory<Program, CodeRow> = new WeakMap();
