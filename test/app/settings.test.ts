/** What a learner chooses for good, key by key, and what they find on another day. */
import { expect, test } from 'vitest';
import type { Fact } from '../../src/progress/fact.ts';
import { summarize } from '../../src/progress/progress.ts';
import { helpLines } from '../../src/app/screens/help-content.ts';
import { ASKING } from './asking-course.ts';
import { TutorDriver } from './tutor-driver.ts';

const chosen = (tutor: TutorDriver) => summarize(tutor.progress.facts).settings;
const types = (tutor: TutorDriver): readonly string[] => tutor.progress.facts.map(({ type }) => type);
const kept = (...settings: readonly (readonly [name: string, value: string])[]): readonly Fact[] =>
  settings.map(([name, value], index) => ({ type: 'settingChosen', name, value, at: index + 1 }) as Fact);

test('the settings are left to the contents where one came from them', async () => {
  const tutor = new TutorDriver();
  await tutor.press('j', 'o');
  expect(tutor.state.place).toMatchObject({ is: 'settings', row: 0 });
  await tutor.press('q');
  expect(tutor.state).toMatchObject({ place: { is: 'contents' }, selected: 1 });
  expect(tutor.asked).toEqual([]);
});

test('the settings are left to the lesson where one came from it, at the same moment of its run', async () => {
  const tutor = new TutorDriver();
  await tutor.press('j', 'enter', 's');
  await tutor.pass(1.2);
  const { cursor } = tutor.run;
  await tutor.press('o');
  await tutor.pass(1);
  await tutor.press('escape');
  expect(tutor.view).toMatchObject({ lessonIndex: 1, lessonState: { screen: 0 } });
  expect(tutor.run).toMatchObject({ cursor, mode: 'paused' });
});

test('who looks at the settings from the last screen has not finished the lesson', async () => {
  const tutor = new TutorDriver();
  await tutor.press('j', 'enter', 'n');
  const before = types(tutor);
  await tutor.press('o', 'q');
  expect(types(tutor)).toEqual(before);
});

test('language, theme and speed change at once, both ways and around, and are kept', async () => {
  const tutor = new TutorDriver();
  await tutor.press('o', 'right');
  expect(tutor.state.language).toBe('zh');
  await tutor.press(' ', 'left', 'down', 'left');
  expect(tutor.state).toMatchObject({ language: 'zh', theme: 'none' });
  await tutor.press('enter', 'l', 'j', 'h');
  expect(tutor.state).toMatchObject({ theme: 'light', speed: 0.5 });
  await tutor.press('k', 'k', 'k', 'down', 'down', 'down', 'down');
  expect(tutor.state.place).toMatchObject({ row: 3 });
  expect(chosen(tutor)).toEqual({ language: 'zh', theme: 'light', speed: '0.5' });
});

test('an editor is typed or pasted, and kept with Enter alone', async () => {
  const tutor = new TutorDriver();
  await tutor.press('o', 'j', 'j', 'j', 'enter');
  await tutor.type('qL?,');
  await tutor.press('escape');
  expect(tutor.state).toMatchObject({ editor: '', place: { is: 'settings', field: null } });
  await tutor.press('enter');
  tutor.program.dispatch({ type: 'pasted', text: ' code\n--wait ' });
  await tutor.press('!', 'backspace', 'enter');
  expect(tutor.state).toMatchObject({ editor: 'code --wait', language: 'en' });
  expect(chosen(tutor)).toEqual({ editor: 'code --wait' });
  await tutor.press('enter', 'ctrl-u', 'enter');
  expect(chosen(tutor)).toEqual({ editor: '' });
});

test('what was chosen is there on another day', () => {
  const facts = kept(['language', 'zh'], ['theme', 'contrast'], ['speed', '4'], ['editor', 'nano -w']);
  const { state } = new TutorDriver({ facts });
  expect(state).toMatchObject({ language: 'zh', theme: 'contrast', speed: 4, editor: 'nano -w' });
});

test('a language that is asked for counts more than the one that was chosen', () => {
  const facts = kept(['language', 'zh'], ['theme', 'light']);
  expect(new TutorDriver({ facts, language: 'en' }).state).toMatchObject({ language: 'en', theme: 'light' });
});

test('what only a later version knows is not used, and stays as it is until another is chosen', async () => {
  const unknown = kept(['language', 'fr'], ['theme', 'solarized'], ['speed', '1e99'], ['editor', 'vi\u001b[2J\n']);
  const tutor = new TutorDriver({ facts: unknown });
  expect(tutor.state).toMatchObject({ language: 'en', theme: 'dark', speed: 1, editor: '' });
  await tutor.press('o', 'j', 'q', 'enter', 'q');
  expect(chosen(tutor)).toMatchObject({ theme: 'solarized', speed: '1e99' });
  await tutor.press('o', 'j', 'right');
  expect(chosen(tutor)).toMatchObject({ language: 'fr', theme: 'light', speed: '1e99' });
});

test('while something is typed the key of the settings is text', async () => {
  const tutor = new TutorDriver({ course: ASKING });
  tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: 2 });
  await tutor.press('enter', 'o');
  const { draft } = tutor.view.stationState.asking;
  expect(draft?.is === 'edit' && draft.area.lines[0]).toBe('obroken;');
});

test.each(['contents', 'lesson'])('the help of the %s names the key of the settings', async (place) => {
  const tutor = new TutorDriver();
  await tutor.press(...(place === 'lesson' ? ['enter'] : []), '?');
  const lines = helpLines(tutor.state).map((line) => line.map(({ text }) => text).join(''));
  expect(lines.find((line) => line.endsWith(' settings'))).toMatch(/^ +o /);
});
