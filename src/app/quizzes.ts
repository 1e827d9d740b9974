/** The questions of a chapter as a lesson of its own behind the others: one question a screen, and what they came to. */
import type { Chapter, Course, Language, Lesson, LessonScreen } from '../course/course.ts';
import { LANGUAGES } from '../course/course.ts';
import { WORDS } from './words.ts';

/** The id of that lesson; lessons of a course cannot have it, as their ids are small letters. */
export const QUIZ = 'QUIZ';
const MINUTES_A_QUESTION = 0.75;

export function withQuizzes(course: Course): Course {
  return { ...course, chapters: course.chapters.map(withQuiz) };
}

function withQuiz(chapter: Chapter): Chapter {
  if (chapter.questions.length === 0 || chapter.lessons.some(({ id }) => id === QUIZ)) return chapter;
  const inEach = <T>(of: (language: Language) => T) =>
    Object.fromEntries(LANGUAGES.map((language) => [language, of(language)])) as { readonly [L in Language]: T };
  const quiz: Lesson = {
    id: QUIZ,
    title: inEach((language) => WORDS[language].quiz),
    minutes: Math.max(1, Math.round(MINUTES_A_QUESTION * chapter.questions.length)),
    objectives: inEach((language) => [WORDS[language].quizObjective(chapter.questions.length)]),
    screens: inEach((language) => screensOf(chapter, language)),
  };
  return { ...chapter, lessons: [...chapter.lessons, quiz] };
}

function screensOf({ questions }: Chapter, language: Language): readonly LessonScreen[] {
  const words = WORDS[language];
  const screens = questions.map(({ id }, index): LessonScreen => ({
    heading: words.questionOf(index + 1, questions.length),
    blocks: [{ kind: 'step', step: { kind: 'investigate', question: id } }],
  }));
  return [...screens, { heading: words.quizSummary, blocks: [] }];
}
