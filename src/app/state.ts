/** All that the tutor knows, as plain data; only a run's replay lives, and it only ever grows. */
import type { Course, Language } from '../course/course.ts';
import type { Size } from './message.ts';
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
}

type Place = { readonly is: 'contents' } | { readonly is: 'lesson'; readonly chapter: number; readonly lesson: number };

export function initialState(course: Course, language: Language, size: Size): State {
  const start = { place: { is: 'contents' }, selected: 0, lessons: {}, help: null, nextRunId: 1, speed: 1 } as const;
  return { course, language, size, ...start };
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
  return state.lessons[lessonKey(state.course, chapter, lesson)] ?? FRESH_LESSON;
}
