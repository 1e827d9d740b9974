/** What is said before one begins again, in both languages, on every size. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../src/progress/fact.ts';
import { textWidth } from '../../src/text/width.ts';
import { plainRows } from '../../src/ui/plain-rows.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { ASKING } from '../app/asking-course.ts';
import { TutorDriver } from '../app/tutor-driver.ts';

const chapter = ASKING.chapters[0]!.id;
const DONE: readonly Fact[] = [
  { type: 'screenSeen', at: 1, chapter, lesson: 'in-sequence', screen: 1 },
  { type: 'screenSeen', at: 2, chapter, lesson: 'as-tasks', screen: 0 },
  { type: 'questionAnswered', at: 3, chapter, question: 'which', right: true, misconception: null },
  { type: 'exerciseEdited', at: 4, chapter, exercise: 'mend', text: 'x' },
  { type: 'screenSeen', at: 5, chapter: 'another', lesson: 'one', screen: 9 },
];

const shown = (tutor: TutorDriver) => screenRows(tutor.state).map((row) => row.map(({ text }) => text).join(''));

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const isEnglish = language === 'en';

  test.each([
    [60, 16],
    [80, 24],
    [120, 40],
    [200, 50],
  ] as const)('on %i x %i it says how much is lost, and asks', async (columns, rows) => {
    const tutor = new TutorDriver({ language, columns, rows, course: ASKING, facts: DONE });
    await tutor.press('g', 'x');
    const text = () => {
      const lines = shown(tutor);
      expect(lines.map(textWidth)).toEqual(Array.from({ length: rows }, () => columns));
      return lines.join('\n');
    };
    const numbers = () =>
      [...text().matchAll(/[ ](\d+)\s+(?:screen|question|program|屏|题|个)/g)].map(([, n]) => Number(n));
    expect(text()).toContain(isEnglish ? 'One after the other' : '一个接一个');
    expect(numbers()).toEqual([2, 0, 0]);
    expect(text()).toContain(isEnglish ? 'belong to the chapter' : '属于整章');
    await tutor.press('down');
    expect(numbers()).toEqual([3, 1, 1]);
    await tutor.press('down');
    expect(numbers()).toEqual([13, 1, 1]);
    expect(text()).not.toMatch(isEnglish ? /Begin again\?/ : /要重新开始吗/);
    await tutor.press('enter');
    expect(text()).toMatch(isEnglish ? /Begin again\? y: yes/ : /要重新开始吗？按 y/);
    expect(text()).not.toContain('…');
    expect(plainRows(tutor.state).join('\n')).toContain(isEnglish ? '13 screens seen' : '13 屏');
    await tutor.press('escape', 'x', 'down', 'down', 'down');
    expect(numbers()).toEqual([]);
  });

  test('the bar of the contents names it on 80 columns, with all the other keys', () => {
    const bar = shown(new TutorDriver({ language, columns: 80, rows: 24 })).at(-1)!;
    for (const key of isEnglish
      ? ['/ search', 'x reset', 'o settings', 'q quit', 'L 中文', '? help']
      : ['/ 搜索', 'x 重新开始', 'o 设置', 'q 退出', 'L English', '? 帮助'])
      expect(bar).toContain(key);
  });

  test('what was never begun has nothing to lose', async () => {
    const tutor = new TutorDriver({ language });
    await tutor.press('x');
    expect(shown(tutor).join('\n')).toContain(isEnglish ? 'Nothing of it is kept' : '还没有保存');
  });
});
