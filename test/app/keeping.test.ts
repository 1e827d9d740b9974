/** What is kept of a learner, as they go: seen through the tutor's driver. */
import { expect, test } from 'vitest';
import { initialState } from '../../src/app/state.ts';
import { lessonView } from '../../src/app/screens/lesson-state.ts';
import { QUIZ } from '../../src/app/quizzes.ts';
import { summarize } from '../../src/progress/progress.ts';
import { ASKING } from './asking-course.ts';
import { FakeRunner, TRACES } from './fake-runner.ts';
import { TutorDriver } from './tutor-driver.ts';

const CHAPTER = ASKING.chapters[0]!;

function driver(): TutorDriver {
  return new TutorDriver({ course: ASKING });
}

const types = (tutor: TutorDriver): readonly string[] => tutor.progress.facts.map(({ type }) => type);

test('which screens were seen, which lessons finished, and where one stopped', async () => {
  const tutor = driver();
  await tutor.press('enter');
  expect(types(tutor)).toEqual(['screenSeen', 'placeLeft']);
  await tutor.press('N', 'q');
  const { lessons, resume } = summarize(tutor.progress.facts);
  expect(Object.values(lessons).filter(({ isFinished }) => isFinished)).toEqual([]);
  expect(resume).toMatchObject({ chapter: CHAPTER.id, lesson: CHAPTER.lessons[1]!.id, screen: 0 });
  const later = initialState(ASKING, 'en', { columns: 80, rows: 24 }, summarize(tutor.progress.facts));
  expect(later.selected).toBe(1);
});

test('a lesson is finished when one goes on from its end, not when one goes elsewhere', async () => {
  const tutor = driver();
  await tutor.press('enter');
  for (let view = tutor.view; view.lessonIndex === 0; view = tutor.view) await tutor.press('n');
  const finished = tutor.progress.facts.filter(({ type }) => type === 'lessonFinished');
  expect(finished).toMatchObject([{ chapter: CHAPTER.id, lesson: CHAPTER.lessons[0]!.id }]);
});

test('language and speed are chosen for the next day, too', async () => {
  const tutor = driver();
  await tutor.press('enter', 'L', '+');
  expect(summarize(tutor.progress.facts).settings).toEqual({ language: 'zh', speed: '2' });
});

test('what was written another day can be run and checked before it is edited again', async () => {
  const runner = new FakeRunner({ 'mend.starter.ts': TRACES['in-sequence.ts']! });
  const tutor = new TutorDriver({ course: ASKING, runner });
  const [chapter, exercise] = [CHAPTER.id, 'mend'];
  const progress = tutor.progress.remember({ type: 'exerciseEdited', chapter, exercise, text: 'mended;\n' });
  tutor.program.dispatch({ type: 'progressed', progress });
  tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: CHAPTER.lessons.length - 1 });
  await tutor.press('r', 'G');
  expect(tutor.view.stationState.asking).toMatchObject({
    tries: 1,
    judged: { is: 'judged', answer: { text: 'mended;\n' } },
  });
});

test('what was typed is kept when nobody has typed for a moment, also of a question', async () => {
  const tutor = driver();
  const own = CHAPTER.lessons.length - 1;
  tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: own });
  await tutor.press('enter', 'a', 'b');
  expect(types(tutor)).not.toContain('exerciseEdited');
  const quiet = (source: string) => tutor.program.dispatch({ type: 'syntaxChecked', source, problem: null });
  // An answer about an older text says nothing of the one that is there.
  quiet('abroken;\n');
  expect(types(tutor)).not.toContain('exerciseEdited');
  quiet('abbroken;\n');
  expect(tutor.progress.facts.at(-1)).toMatchObject({ type: 'exerciseEdited', exercise: 'mend', text: 'abbroken;\n' });
  quiet('abbroken;\n');
  expect(types(tutor).filter((type) => type === 'exerciseEdited')).toHaveLength(1);
});

test('an answer, with the misconception that it shows', async () => {
  const tutor = driver();
  await tutor.press('G', 'enter');
  expect(tutor.view.lesson.id).toBe(QUIZ);
  await tutor.press('enter');
  const { draft } = tutor.view.stationState.asking;
  const wrong = draft?.is === 'pick' ? draft.shown.indexOf(1) + 1 : 0;
  await tutor.press(String(wrong), 'enter');
  expect(tutor.progress.facts.at(-1)).toMatchObject({ type: 'questionAnswered', right: false, misconception: 2 });
  await tutor.press('w');
  expect(tutor.view).toMatchObject({ lessonIndex: 0, lessonState: { screen: 1 } });
});

test('what is typed is kept at the end of every line and wherever one goes, and is there another day', async () => {
  const tutor = driver();
  const own = ASKING.chapters[0]!.lessons.length - 1;
  tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: own });
  await tutor.press('enter', 'a');
  expect(types(tutor)).not.toContain('exerciseEdited');
  await tutor.press('enter');
  expect(tutor.progress.facts.at(-1)).toMatchObject({ type: 'exerciseEdited', text: 'a\nbroken;\n' });
  await tutor.press('b', 'ctrl-c');
  expect(tutor.asked).toEqual(['quit']);
  expect(tutor.progress.facts.findLast(({ type }) => type === 'exerciseEdited')).toMatchObject({
    text: 'a\nbbroken;\n',
  });
  const again = new TutorDriver({ course: ASKING });
  again.progress.facts.push(...tutor.progress.facts);
  again.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: own });
  await again.press('enter');
  const { draft } = lessonView(again.state)!.stationState.asking;
  expect(draft?.is === 'edit' && draft.area.lines).toEqual(['a', 'bbroken;', '']);
});

test('hints come one after another, and a solution replaces what is typed, which undo brings back', async () => {
  const tutor = driver();
  tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: ASKING.chapters[0]!.lessons.length - 1 });
  await tutor.press('h', 'h', 'h');
  expect(tutor.view.stationState.asking.hints).toBe(2);
  await tutor.press('e', 'x', 'escape', 'S');
  const lines = () => {
    const { draft } = tutor.view.stationState.asking;
    return draft?.is === 'edit' ? draft.area.lines.join('\n') : '';
  };
  expect(lines()).toBe('whole;\n');
  await tutor.press('e', 'ctrl-_');
  expect(lines()).toBe('xbroken;\n');
  await tutor.press('escape', 'R');
  expect(lines()).toBe('broken;\n');
});

test('the run of another program goes where the solution or the start takes the place of what was written', async () => {
  const tutor = new TutorDriver({
    course: ASKING,
    runner: new FakeRunner({ 'mend.starter.ts': TRACES['in-sequence.ts']! }),
  });
  tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: CHAPTER.lessons.length - 1 });
  for (const key of ['S', 'R']) {
    await tutor.press('e', 'escape', 'h', 'r', 'G');
    expect(tutor.view.stationState.run).not.toBe(null);
    await tutor.press(key);
    expect(tutor.view.stationState.run).toBe(null);
  }
});
