/** Finding a lesson in the contents by its words. */
import { expect, test } from 'vitest';
import { listedLessons } from '../../src/app/screens/contents.ts';
import { contentsList, contentsRows } from '../../src/ui/screens/contents.ts';
import { COURSE } from './fake-runner.ts';
import { TutorDriver } from './tutor-driver.ts';

const shown = (tutor: TutorDriver): string =>
  contentsList(tutor.state)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n');

test('the lessons in which all words occur are listed, the first is chosen, and Enter opens it', async () => {
  const tutor = new TutorDriver();
  const all = listedLessons(tutor.state).length;
  await tutor.press('/', ...'after');
  expect(listedLessons(tutor.state).length).toBeLessThan(all);
  expect(listedLessons(tutor.state)).toContain(tutor.state.selected);
  expect(shown(tutor)).toContain('Search: after▏');
  await tutor.press('enter');
  expect(tutor.state).toMatchObject({ place: { is: 'lesson' }, search: null });
});

test('a lesson whose title says it comes before those whose text does', async () => {
  const tutor = new TutorDriver();
  await tutor.press('/', ...'two');
  expect(listedLessons(tutor.state)).toEqual([0, 1]);
  expect(shown(tutor)).toMatch(/►.*Two tasks, two seconds/);
});

test('what is searched for stays in sight while the list below it scrolls', async () => {
  const [chapter] = COURSE.chapters;
  const lessons = Array.from({ length: 30 }, (_, index) => ({ ...chapter!.lessons[0]!, id: `lesson-${index}` }));
  const tutor = new TutorDriver({ rows: 24, course: { ...COURSE, chapters: [{ ...chapter!, lessons }] } });
  await tutor.press('/', 't', ...lessons.map(() => 'down'));
  const rows = contentsRows(tutor.state).map((line) => line.map(({ text }) => text).join(''));
  expect(rows.join('\n')).toContain('▴');
  expect(rows[2]).toContain('Search: t▏');
});

test('letters are text while one searches; Esc shows everything again', async () => {
  const tutor = new TutorDriver();
  const all = listedLessons(tutor.state).length;
  await tutor.press('/', 'q', 'q', 'q');
  expect(tutor.asked).toEqual([]);
  expect(shown(tutor)).toContain('No lesson has these words.');
  await tutor.press('enter');
  expect(tutor.state.place.is).toBe('contents');
  await tutor.press('backspace', 'backspace', 'backspace');
  expect(listedLessons(tutor.state)).toHaveLength(all);
  await tutor.press('escape');
  expect(tutor.state.search).toBeNull();
});

test('in Chinese it looks into the Chinese texts, wide signs and capitals alike', async () => {
  const tutor = new TutorDriver({ language: 'zh' });
  await tutor.press('/', ...'一个接一个');
  expect(listedLessons(tutor.state)).toHaveLength(1);
  expect(shown(tutor)).toContain('搜索：一个接一个▏');
});
