/** The whole course, with keys alone and the real sandbox: by a learner who is always right, and by one who is always wrong. */
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/course/course.ts';
import { allLessons } from '../../src/app/state.ts';
import { QUIZ } from '../../src/app/quizzes.ts';
import { summaryLines } from '../../src/app/screens/quiz-summary.ts';
import { lessonView } from '../../src/app/screens/lesson-state.ts';
import { readCourse } from '../../src/disk/read-course.ts';
import { summarize } from '../../src/progress/progress.ts';
import { Learner } from './learner.ts';
import { RecordedRunner } from './recorded-runner.ts';

const { value: course } = readCourse(fileURLToPath(new URL('../..', import.meta.url)));
const questions = course.chapters.flatMap(({ id, questions: all }) => all.map((each) => `${id}/${each.id}`));
const exercises = course.chapters.flatMap(({ id, exercises: all }) => Object.keys(all).map((each) => `${id}/${each}`));

/** What one learner has run comes to the same for the next one. */
const runner = new RecordedRunner();
afterAll(() => runner.close());

/** However busy the machine is: all four learners go at the same time. */
const TIMEOUT_MS = 120_000 * course.chapters.length;

describe.concurrent.each(LANGUAGES)('in %s', (language) => {
  test('somebody who is always right comes to the end of everything', { timeout: TIMEOUT_MS }, async () => {
    const learner = new Learner(course, language, runner, true);
    await learner.goThrough();
    const progress = summarize(learner.progress.facts);
    const wrong = questions.filter((key) => progress.questions[key]?.wasRight !== true);
    expect(wrong).toEqual([]);
    expect(exercises.filter((key) => progress.exercises[key]?.isSolved !== true)).toEqual([]);
    const { state } = learner.program;
    const unfinished = allLessons(state.course).filter(({ chapter, lesson }) => {
      const owner = state.course.chapters[chapter]!;
      return progress.lessons[`${owner.id}/${owner.lessons[lesson]!.id}`]?.isFinished !== true;
    });
    expect(unfinished).toEqual([]);
    expect(state.place.is).toBe('contents');
  });

  test('somebody who is always wrong is told why everywhere, and is never stuck', { timeout: TIMEOUT_MS }, async () => {
    const learner = new Learner(course, language, runner, false);
    await learner.goThrough();
    const progress = summarize(learner.progress.facts);
    expect(questions.filter((key) => progress.questions[key]?.wasRight !== false)).toEqual([]);
    expect(Object.values(progress.exercises).filter(({ isSolved }) => isSolved)).toEqual([]);
    const shown = new Set(Object.values(progress.questions).flatMap(({ misconceptions }) => misconceptions));
    expect(shown.size).toBeGreaterThan(0);
    // The summary names every question, and where to look.
    for (const [index, { lessons, questions: asked }] of course.chapters.entries()) {
      learner.program.dispatch({ type: 'lessonOpened', chapter: index, lesson: lessons.length });
      const { state } = learner.program;
      const lines = summaryLines(state, lessonView(state)!, 60).map((line) => line.map(({ text }) => text).join(''));
      expect(lines.filter((line) => line.startsWith('✗')).length).toBe(asked.length);
    }
    expect(learner.seen.filter((each) => each.startsWith(QUIZ)).length).toBeGreaterThan(0);
  });
});
