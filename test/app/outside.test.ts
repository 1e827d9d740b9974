/** A program that is written in the learner's own editor, as the tutor sees it. */
import { expect, test } from 'vitest';
import type { EditorFailure } from '../../src/app/ports.ts';
import type { Fact } from '../../src/progress/fact.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { ASKING } from './asking-course.ts';
import { type DriverOptions, TutorDriver } from './tutor-driver.ts';

const EDITOR: Fact = { type: 'settingChosen', name: 'editor', value: 'code --wait', at: 1 };

function atExercise(options: DriverOptions = {}): TutorDriver {
  const tutor = new TutorDriver({ course: ASKING, ...options });
  tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: ASKING.chapters[0]!.lessons.length - 1 });
  return tutor;
}

function written(tutor: TutorDriver): string | null {
  const { draft } = tutor.view.stationState.asking;
  return draft?.is === 'edit' ? draft.area.lines.join('\n') : null;
}

const edits = (tutor: TutorDriver) =>
  tutor.progress.facts.flatMap((fact) => (fact.type === 'exerciseEdited' ? [fact.text] : []));
const shown = (tutor: TutorDriver) =>
  screenRows(tutor.state)
    .map((row) => row.map(({ text }) => text).join(''))
    .join('\n');

test('what is saved there takes the place of the text in one step of undo, and is kept', async () => {
  const tutor = atExercise();
  await tutor.press('e');
  await tutor.type('ab');
  tutor.editor.next = { is: 'saved', text: 'mended\r\nwhole;\n' };
  await tutor.press('ctrl-g');
  expect(tutor.editor.opened).toEqual([
    { program: { fileName: 'mend.starter.ts', source: 'abbroken;\n' }, command: 'vi' },
  ]);
  expect(written(tutor)).toBe('mended\nwhole;\n');
  expect(edits(tutor)).toEqual(['abbroken;\n', 'mended\nwhole;\n']);
  expect(tutor.view.stationState.asking.isAnswering).toBe(true);
  await tutor.press('ctrl-_');
  expect(written(tutor)).toBe('abbroken;\n');
  await tutor.press('ctrl-y');
  expect(written(tutor)).toBe('mended\nwhole;\n');
});

test('the key is there before one has begun to type, and under the editor that was chosen', async () => {
  const tutor = atExercise({ facts: [EDITOR] });
  await tutor.press('ctrl-g');
  expect(tutor.editor.opened).toMatchObject([{ command: 'code --wait', program: { source: 'broken;\n' } }]);
  expect(edits(tutor)).toEqual([]);
  expect(written(tutor)).toBe('broken;\n');
});

test('a question with options has no such key', async () => {
  const tutor = new TutorDriver({ course: ASKING });
  await tutor.press('G', 'enter', 'ctrl-g', 'enter', 'ctrl-g');
  expect(tutor.editor.opened).toEqual([]);
});

test('a line end that only the editor added is none of the text', async () => {
  const tutor = atExercise();
  await tutor.press('e', 'down', 'backspace');
  tutor.editor.next = { is: 'saved', text: 'broken;\n' };
  await tutor.press('ctrl-g');
  expect(written(tutor)).toBe('broken;');
});

test('while it is open no key is for the tutor', async () => {
  const tutor = atExercise();
  tutor.editor.next = null;
  await tutor.press('e');
  tutor.program.dispatch({ type: 'keyPressed', key: 'ctrl-g' });
  for (const key of ['x', 'escape', 'q', 'ctrl-c', 'ctrl-g']) tutor.program.dispatch({ type: 'keyPressed', key });
  tutor.program.dispatch({ type: 'pasted', text: 'pasted' });
  expect(written(tutor)).toBe('broken;\n');
  expect(tutor.editor.opened).toHaveLength(1);
  expect(tutor.asked).toEqual([]);
});

const FAILURES: readonly (readonly [EditorFailure, en: string, zh: string])[] = [
  [{ is: 'noEditor', command: 'emacsen' }, '"emacsen" cannot be started', '无法启动“emacsen”'],
  [{ is: 'ended', how: 1, file: null }, 'ended with status 1', '退出状态 1'],
  [{ is: 'ended', how: 'SIGSEGV', file: '/tmp/x/a.ts' }, '/tmp/x/a.ts', '/tmp/x/a.ts'],
  [{ is: 'gone' }, 'left no file behind', '没有留下文件'],
  [{ is: 'tooLarge', file: '/tmp/x/a.ts' }, 'more than 200 lines', '超过 200 行'],
  [{ is: 'noFile', why: 'ENOSPC' }, 'cannot be used', '无法使用'],
];

test.each(FAILURES)('when it fails (%o) the screen says what to do, and nothing is lost', async (failure, en, zh) => {
  for (const [language, columns, rows] of [
    ['en', 80, 24],
    ['zh', 80, 24],
    ['en', 120, 40],
  ] as const) {
    const tutor = atExercise({ language, columns, rows });
    await tutor.press('e', 'x');
    tutor.editor.next = failure;
    await tutor.press('ctrl-g');
    expect(shown(tutor)).toContain(language === 'en' ? en : zh);
    expect(written(tutor)).toBe('xbroken;\n');
    expect(edits(tutor)).toEqual(['xbroken;\n']);
    await tutor.press('y');
    expect(shown(tutor)).not.toContain('✗');
    expect(written(tutor)).toBe('xybroken;\n');
  }
});
