/** How far a learner is with a lesson: what they have read, and how much of what it asks they have done. */
import type { Lesson } from '../course/course.ts';
import { QUIZ } from './quizzes.ts';
import { localized } from './screens/lesson-state.ts';
import { lessonKey, type State } from './state.ts';

export interface LessonMark {
  readonly isQuiz: boolean;
  /** Gone through to its end. */
  readonly isRead: boolean;
  /** Questions answered right and programs solved, of all that the lesson asks for. */
  readonly done: number;
  readonly tasks: number;
}

export function lessonMark(state: State, chapter: number, lesson: number): LessonMark {
  const { course, progress } = state;
  const owner = course.chapters[chapter]!;
  const its = owner.lessons[lesson]!;
  const { questions, exercises } = tasksOf(state, its);
  const right = questions.filter((id) => progress.questions[`${owner.id}/${id}`]?.wasRight === true);
  const solved = exercises.filter((id) => progress.exercises[`${owner.id}/${id}`]?.isSolved === true);
  return {
    isQuiz: its.id === QUIZ,
    isRead: progress.lessons[lessonKey(course, chapter, lesson)]?.isFinished === true,
    done: right.length + solved.length,
    tasks: questions.length + exercises.length,
  };
}

interface Tasks {
  readonly questions: readonly string[];
  readonly exercises: readonly string[];
}

/** They are the same in every language. */
function tasksOf({ course, language }: State, lesson: Lesson): Tasks {
  const known = KNOWN.get(lesson);
  if (known !== undefined) return known;
  const steps = (localized(lesson.screens, course, language) ?? []).flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'step' ? [block.step] : [])),
  );
  const tasks = {
    questions: steps.flatMap((step) => (step.kind === 'investigate' ? [step.question] : [])),
    exercises: steps.flatMap((step) => (step.kind === 'modify' || step.kind === 'make' ? [step.exercise] : [])),
  };
  KNOWN.set(lesson, tasks);
  return tasks;
}

const KNOWN = new WeakMap<Lesson, Tasks>();
