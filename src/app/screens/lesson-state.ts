/** What the learner did in a lesson: it stays when they go away and come back. */
import type {
  Chapter,
  Course,
  Exercise,
  Language,
  Lesson,
  LessonScreen,
  Localized,
  Program,
  Step,
} from '../../course/course.ts';
import { formOf, type Question } from '../../course/questions/kinds.ts';
import type { Source } from '../../course/questions/question.ts';
import { type Asking, NOT_ASKED } from '../asking.ts';
import type { Run } from '../playback.ts';
import type { Prediction, PredictStep } from '../prediction.ts';
import { NO_PREDICTION } from '../prediction.ts';
import type { State } from '../state.ts';
import { lessonState } from '../state.ts';

export interface LessonState {
  readonly screen: number;
  readonly screens: { readonly [screen: number]: ScreenState };
}

export interface ScreenState {
  readonly station: number;
  readonly stations: { readonly [station: number]: StationState };
  readonly textScroll: number;
  /** Where both do not fit: what is shown. */
  readonly view: 'text' | 'program';
}

/** A screen's steps around one program: predict, run; or a question, an exercise. */
export interface Station {
  readonly program: Program;
  readonly predict: PredictStep | null;
  /** Its runs begin paused. */
  readonly paused: boolean;
  /** What is to be answered or written beside it. */
  readonly task: Task | null;
}

export type Task =
  | { readonly is: 'question'; readonly question: Question }
  | { readonly is: 'exercise'; readonly exercise: Exercise; readonly kind: 'modify' | 'make' };

/** Beside a question about no program in particular there is none. */
const NO_PROGRAM: Program = { fileName: '', source: '', twins: [], expected: {} };

export function hasProgram(station: Station | null): station is Station {
  return station !== null && station.program.fileName !== '';
}

/** A question that is answered below its prompt, not in its program: it stands beside the run. */
export function asksBeside({ station, stationState }: LessonView): boolean {
  if (station?.task?.is !== 'question') return false;
  const form = formOf(station.task.question);
  const { run, asking } = stationState;
  return form.is !== 'edit' || (form.line !== null && asking.isAnswering && run !== null);
}

export interface StationState {
  readonly prediction: Prediction;
  readonly run: Run | null;
  /** 0 shows the program that runs, the others its twins. */
  readonly form: number;
  /** Null: the code follows what happens. */
  readonly codeScroll: number | null;
  readonly firstTask: number;
  readonly asking: Asking;
}

const FRESH_STATION: StationState = {
  prediction: NO_PREDICTION,
  run: null,
  form: 0,
  codeScroll: null,
  firstTask: 0,
  asking: NOT_ASKED,
};
const FRESH_SCREEN: ScreenState = { station: 0, stations: {}, textScroll: 0, view: 'text' };

/** Where there is nothing to read first, what is asked comes first. */
function freshScreen({ blocks }: LessonScreen): ScreenState {
  return blocks.length > 0 && blocks.every(({ kind }) => kind === 'step')
    ? { ...FRESH_SCREEN, view: 'program' }
    : FRESH_SCREEN;
}

export const FRESH_LESSON: LessonState = { screen: 0, screens: {} };

/** Where the learner is in a lesson, and all that belongs to it. */
export interface LessonView {
  readonly chapter: number;
  readonly lessonIndex: number;
  readonly lesson: Lesson;
  readonly lessonState: LessonState;
  readonly screenCount: number;
  /** Nothing of the course lies before, or behind, this screen's programs. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Behind this screen's programs another lesson begins. */
  readonly endsLesson: boolean;
  readonly screen: LessonScreen;
  readonly screenState: ScreenState;
  readonly stations: readonly Station[];
  /** Null on a screen without a program. */
  readonly station: Station | null;
  readonly stationState: StationState;
}

const EMPTY_SCREEN: LessonScreen = { heading: '', blocks: [] };

/** Null outside of lessons. */
export function lessonView(state: State): LessonView | null {
  const { place, course, language } = state;
  if (place.is !== 'lesson') return null;
  const owner = course.chapters[place.chapter]!;
  const lesson = owner.lessons[place.lesson]!;
  const screens = localized(lesson.screens, course, language) ?? [];
  const known = lessonState(state, place.chapter, place.lesson);
  const screen = screens[known.screen] ?? EMPTY_SCREEN;
  const screenState = known.screens[known.screen] ?? freshScreen(screen);
  const stations = stationsOf(screen, owner);
  const isFirstLesson = place.lesson === 0 && course.chapters.slice(0, place.chapter).every(hasNoLessons);
  const endsLesson = known.screen >= screens.length - 1 && screenState.station >= stations.length - 1;
  const isLastLesson =
    place.lesson === owner.lessons.length - 1 && course.chapters.slice(place.chapter + 1).every(hasNoLessons);
  return {
    chapter: place.chapter,
    lessonIndex: place.lesson,
    lesson,
    lessonState: known,
    screenCount: Math.max(1, screens.length),
    isFirst: isFirstLesson && known.screen === 0 && screenState.station === 0,
    isLast: isLastLesson && endsLesson,
    endsLesson,
    screen,
    screenState,
    stations,
    station: stations[screenState.station] ?? null,
    stationState: screenState.stations[screenState.station] ?? FRESH_STATION,
  };
}

function hasNoLessons({ lessons }: Chapter): boolean {
  return lessons.length === 0;
}

/** The text in the language, else in the first one of the course that has it. */
export function localized<T>(texts: Localized<T>, course: Course, language: Language): T | undefined {
  return texts[language] ?? course.languages.map((each) => texts[each]).find((text) => text !== undefined);
}

function stationsOf(screen: LessonScreen, chapter: Chapter): readonly Station[] {
  const { programs } = chapter;
  const stations: { program: Program; predict: PredictStep | null; paused: boolean; task: Task | null }[] = [];
  for (const block of screen.blocks) {
    if (block.kind !== 'step') continue;
    const { step } = block;
    if (step.kind !== 'run' && step.kind !== 'predict') {
      const task = taskOf(step, chapter);
      if (task === null) continue;
      const beside = stations.at(-1)?.program ?? NO_PROGRAM;
      stations.push({ program: programOf(task, programs) ?? beside, predict: null, paused: false, task });
      continue;
    }
    const program = programs[step.program];
    if (program === undefined) continue;
    const last = stations.at(-1);
    const predict = step.kind === 'predict' ? step : null;
    const paused = step.kind === 'run' && step.paused === true;
    if (last?.program !== program || last.task !== null || (predict !== null && last.predict !== null)) {
      stations.push({ program, predict, paused, task: null });
    } else {
      last.predict ??= predict;
      last.paused ||= paused;
    }
  }
  return stations;
}

type TaskStep = Extract<Step, { readonly kind: 'investigate' | 'modify' | 'make' }>;

function taskOf(step: TaskStep, { questions, exercises }: Chapter): Task | null {
  if (step.kind === 'investigate') {
    const question = questions.find(({ id }) => id === step.question);
    return question === undefined ? null : { is: 'question', question };
  }
  const exercise = exercises[step.exercise];
  return exercise === undefined ? null : { is: 'exercise', exercise, kind: step.kind };
}

/** The same program for the same source: what is drawn of it is remembered under it. */
function asProgram(source: Source): Program {
  const known = PROGRAMS.get(source) ?? { ...NO_PROGRAM, ...source };
  PROGRAMS.set(source, known);
  return known;
}

const PROGRAMS = new WeakMap<Source, Program>();

/** The program that stands beside a task, and that may be run before it is answered; null: none of its own. */
function programOf(task: Task, programs: Chapter['programs']): Program | null {
  if (task.is === 'exercise') return asProgram(task.exercise.starter);
  const { question } = task;
  const form = formOf(question);
  if (form.is === 'edit') return asProgram(form.starter);
  // The lines of a program that is to be put together are not to be read in it.
  if (question.program === null || (form.is === 'arrange' && form.isCode)) return null;
  return programs[question.program.fileName] ?? null;
}

/** The same program as a learner may want to read it: first the one that runs, then its twins. */
export function formsOf(
  program: Program,
): readonly { readonly language: 'ts' | 'py' | 'js'; readonly fileName: string; readonly source: string }[] {
  const own = program.fileName.endsWith('js') ? 'js' : 'ts';
  const twins = program.twins.map(({ language, fileName, source }) => {
    return { language: language === 'python' ? ('py' as const) : ('js' as const), fileName, source };
  });
  return [{ language: own, fileName: program.fileName, source: program.source }, ...twins];
}

/** The program that runs, while one of its twins is shown in its place. */
export function hiddenFile({ station, stationState }: LessonView): string | null {
  return stationState.form === 0 ? null : (station?.program.fileName ?? null);
}

export function withScreen(state: State, change: Partial<ScreenState>): State {
  const view = lessonView(state);
  if (view === null || state.place.is !== 'lesson') return state;
  const { lessonState: known } = view;
  const screens = { ...known.screens, [known.screen]: { ...view.screenState, ...change } };
  return withLesson(state, { ...known, screens });
}

export function withStation(state: State, change: Partial<StationState>): State {
  const view = lessonView(state);
  if (view === null) return state;
  const { screenState } = view;
  const stations = { ...screenState.stations, [screenState.station]: { ...view.stationState, ...change } };
  return withScreen(state, { stations });
}

export function withLesson(state: State, lesson: LessonState): State {
  const { place, course } = state;
  if (place.is !== 'lesson') return state;
  const key = `${course.chapters[place.chapter]!.id}/${course.chapters[place.chapter]!.lessons[place.lesson]!.id}`;
  return { ...state, lessons: { ...state.lessons, [key]: lesson } };
}
