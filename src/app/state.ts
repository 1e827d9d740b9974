/** All that the tutor knows, as plain data; only a run's replay lives, and it only ever grows. */
import type { Course, Language } from '../course/course.ts';
import { type Progress, summarize } from '../progress/progress.ts';
import type { Size } from './message.ts';
import type { Saved } from './ports.ts';
import type { Environment, ThemeName } from './settings.ts';
import type { TextField } from './text-field.ts';
import { withQuizzes } from './quizzes.ts';
import type { LessonState } from './screens/lesson-state.ts';
import { FRESH_LESSON } from './screens/lesson-state.ts';

export interface State {
  readonly course: Course;
  readonly language: Language;
  readonly size: Size;
  readonly place: Place;
  /** In the contents: the position of the chosen lesson among all lessons. */
  readonly selected: number;
  /** What the learner did in each lesson, by `lessonKey`. */
  readonly lessons: { readonly [key: string]: LessonState };
  /** Rows scrolled in the help, or null while it is closed. */
  readonly help: number | null;
  readonly nextRunId: number;
  /** How fast runs are played, of whatever lesson: 1 is the wall's own pace. Shown wherever it is not 1. */
  readonly speed: number;
  readonly theme: ThemeName;
  /** The command that opens a program outside of the tutor; empty: what the environment says. */
  readonly editor: string;
  readonly environment: Environment;
  /** In the contents: what is searched for; null: nothing. */
  readonly search: TextField | null;
  /** In the contents: what is to be begun again is being chosen; null: nothing. */
  readonly reset: Reset | null;
  /** What is kept of what the learner did, here and before. */
  readonly progress: Progress;
  /** The only lesson is a trace of another day: it is looked at, and nothing runs. */
  readonly isTrace: boolean;
  /** What became of the trace that was to be saved last; null: nothing that is still to be said. */
  readonly saved: Saved | { readonly is: 'saving' } | null;
  /** There is no course: a program of one's own stands alone on the screen. */
  readonly isOwnProgram: boolean;
}

type Where = { readonly is: 'contents' } | { readonly is: 'lesson'; readonly chapter: number; readonly lesson: number };

export type Place =
  | Where
  | {
      readonly is: 'settings';
      /** To where one leaves them. */
      readonly from: Where;
      readonly row: number;
      /** The name of an editor while it is typed. */
      readonly field: TextField | null;
    };

export interface Reset {
  /** Of what is offered. */
  readonly row: number;
  /** What is lost was said, and whether it is meant is asked. */
  readonly isAsked: boolean;
}

export function initialState(
  given: Course,
  language: Language,
  size: Size,
  progress: Progress = NO_PROGRESS,
  environment: Environment = USUAL,
): State {
  const course = withQuizzes(given);
  return {
    course,
    language,
    size,
    progress,
    environment,
    selected: resumeAt(course, progress),
    place: { is: 'contents' },
    lessons: {},
    help: null,
    nextRunId: 1,
    speed: 1,
    theme: 'dark',
    editor: '',
    search: null,
    reset: null,
    isTrace: false,
    saved: null,
    isOwnProgram: false,
  };
}

const USUAL: Environment = { colorless: null, editor: { variable: null, command: 'vi' } };

const NO_PROGRESS: Progress = summarize([]);

/** The lesson that was left last, else the first that is not finished. */
function resumeAt(course: Course, { resume, lessons }: Progress): number {
  const all = allLessons(course);
  const keyOf = ({ chapter, lesson }: (typeof all)[number]): string => lessonKey(course, chapter, lesson);
  const left = resume === null ? -1 : all.findIndex((each) => keyOf(each) === `${resume.chapter}/${resume.lesson}`);
  if (left !== -1) return left;
  return Math.max(
    0,
    all.findIndex((each) => lessons[keyOf(each)]?.isFinished !== true),
  );
}

export function lessonKey(course: Course, chapter: number, lesson: number): string {
  const owner = course.chapters[chapter]!;
  return `${owner.id}/${owner.lessons[lesson]!.id}`;
}

/** Every lesson with its place, in the order of the course. */
export function allLessons(course: Course): readonly { readonly chapter: number; readonly lesson: number }[] {
  return course.chapters.flatMap((each, chapter) => each.lessons.map((_, lesson) => ({ chapter, lesson })));
}

export function lessonState(state: State, chapter: number, lesson: number): LessonState {
  const key = lessonKey(state.course, chapter, lesson);
  return state.lessons[key] ?? leftBefore(state.progress, key);
}

/** Where the learner left it on another day; one that is finished begins again. */
function leftBefore({ resume, lessons }: Progress, key: string): LessonState {
  const known = lessons[key];
  if (resume !== null && `${resume.chapter}/${resume.lesson}` === key)
    return { ...FRESH_LESSON, screen: resume.screen };
  if (known === undefined || known.isFinished) return FRESH_LESSON;
  return { ...FRESH_LESSON, screen: known.furthestScreen ?? 0 };
}
