/** Beginning again from the contents: with a lesson, a chapter, or everything. */
import { expect, test } from 'vitest';
import { summarize } from '../../src/progress/progress.ts';
import { FRESH_LESSON } from '../../src/app/screens/lesson-state.ts';
import { lessonState } from '../../src/app/state.ts';
import { ASKING } from './asking-course.ts';
import { TutorDriver } from './tutor-driver.ts';

const CHAPTER = ASKING.chapters[0]!.id;
const OWN = ASKING.chapters[0]!.lessons.length - 1;

/** Somebody who has run a program, answered a question and written a program, and is back in the contents. */
async function busy(): Promise<TutorDriver> {
  const tutor = new TutorDriver({ course: ASKING });
  await tutor.press('enter', 's', 'G', 'n', 'q');
  await tutor.press('j', 'enter', 's', 'q');
  await tutor.press('G', 'enter', 'enter', '1', 'enter', 'q');
  await tutor.press('k', 'enter', 'e', 'x', 'escape', 'q', 'g');
  return tutor;
}

const resets = (tutor: TutorDriver) => tutor.progress.facts.filter(({ type }) => type === 'resetAsked');

test('a lesson is fresh after it, and no other one', async () => {
  const tutor = await busy();
  const other = lessonState(tutor.state, 0, 1);
  expect(lessonState(tutor.state, 0, 0)).not.toEqual(FRESH_LESSON);
  await tutor.press('x', 'enter', 'y');
  expect(resets(tutor)).toMatchObject([{ of: 'lesson', chapter: CHAPTER, lesson: 'in-sequence' }]);
  expect(lessonState(tutor.state, 0, 0)).toEqual(FRESH_LESSON);
  expect(lessonState(tutor.state, 0, 1)).toEqual(other);
  expect(Object.keys(tutor.state.progress.exercises)).toHaveLength(1);
  await tutor.press('enter');
  expect(tutor.view).toMatchObject({ lessonState: { screen: 0 }, stationState: { run: null } });
  expect(tutor.view.stationState.prediction.judged.is).toBe('open');
});

test('a chapter is fresh with all that was answered and written in it', async () => {
  const tutor = await busy();
  await tutor.press('L', 'x', 'down', ' ', 'y');
  expect(tutor.state).toMatchObject({
    reset: null,
    lessons: {},
    progress: { lessons: {}, questions: {}, exercises: {} },
  });
  expect(tutor.state.progress.settings).toEqual({ language: 'zh' });
  tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: OWN });
  await tutor.press('e');
  const { draft } = tutor.view.stationState.asking;
  expect(draft?.is === 'edit' && draft.area.lines[0]).toBe('broken;');
});

test('everything is begun again, and what is done afterwards counts', async () => {
  const tutor = await busy();
  await tutor.press('x', 'j', 'j', 'enter', 'y', 'enter');
  expect(resets(tutor)).toMatchObject([{ of: 'everything', chapter: null, lesson: null }]);
  const { lessons, resume } = summarize(tutor.progress.facts);
  expect(lessons).toEqual({ [`${CHAPTER}/in-sequence`]: { furthestScreen: 0, isFinished: false } });
  expect(resume).toMatchObject({ lesson: 'in-sequence', screen: 0 });
});

test('a run that is still under way in a lesson that is begun again is nobody’s any more', async () => {
  const tutor = new TutorDriver({ course: ASKING });
  await tutor.press('enter', 's');
  await tutor.pass(0.5);
  await tutor.press('q', 'x', 'enter', 'y');
  await tutor.pass(1);
  await tutor.press('enter');
  expect(tutor.view.stationState.run).toBeNull();
});

test.each([
  ['x'],
  ['x', 'escape'],
  ['x', 'q'],
  ['x', 'x'],
  ['x', 'y'],
  ['x', 'down', 'down', 'down', 'enter', 'y'],
  ['x', 'enter', 'escape'],
  ['x', 'enter', 'n', 'y'],
  ['x', 'enter', 'enter'],
  ['x', 'enter', ' ', 'q', 'y'],
])('nothing is lost by %s %s %s %s %s %s', async (...keys) => {
  const tutor = await busy();
  const { lessons, progress } = tutor.state;
  await tutor.press(...keys.filter((key) => key !== undefined));
  expect(resets(tutor)).toEqual([]);
  expect(tutor.state).toMatchObject({ lessons, progress });
  expect(tutor.asked).toEqual([]);
});

test('while one searches, x is text', async () => {
  const tutor = await busy();
  await tutor.press('/', 'x');
  expect(tutor.state).toMatchObject({ reset: null, search: { text: 'x' } });
});
