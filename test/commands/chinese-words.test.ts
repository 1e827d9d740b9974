/** Chinese text takes full-width marks. Every Chinese word of the program is looked at, also what its functions make. */
import { describe, expect, test } from 'vitest';
import { WORDS } from '../../src/app/words.ts';
import { MAIN_WORDS } from '../../src/commands/main-words.ts';
import { PROGRESS_WORDS } from '../../src/commands/progress-words.ts';
import { RUN_WORDS } from '../../src/commands/run-words.ts';
import { TRACE_WORDS } from '../../src/commands/trace-words.ts';
import { EXPORT_WORDS } from '../../src/export/export-words.ts';
import { NARRATE_WORDS } from '../../src/text/narrate-words.ts';
import { PANEL_WORDS } from '../../src/text/panel-words.ts';
import { PROGRESS_PROBLEM_WORDS } from '../../src/text/progress-words.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { plainRows } from '../../src/ui/plain-rows.ts';
import { TutorDriver } from '../app/tutor-driver.ts';

const HAN = '[\\p{Script=Han}）」”]';
/** A half-width mark that leans on a Chinese character, on either side. */
const HALF_WIDTH = new RegExp(`${HAN}\\s?[,:;!?()](?!\\w)|${HAN}\\.(?!\\w)|${HAN} ?\\(|[,;!] ?\\p{Script=Han}`, 'u');

/** A text that such a function may be given: what it stands for must not be taken for Chinese. */
const ARGUMENTS: readonly (readonly unknown[])[] = [
  ['x', 'x', 'x'],
  [1, 2, 3],
  ['x', null, null],
  ['x', ['x', 'y'], ['x', 'y']],
  [['x', 'y'], 'x', 'x'],
  [null, 'x', 'x'],
];

/** Every text in a tree of words; a function's texts with several arguments. */
function textsOf(words: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function') {
    return ARGUMENTS.flatMap((args) => {
      try {
        return textsOf((words as (...args: readonly unknown[]) => unknown)(...args), `${path}()`);
      } catch {
        // These are no arguments of this one.
        return [];
      }
    });
  }
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([name, each]) => textsOf(each, `${path}.${name}`));
}

const TREES = {
  app: WORDS.zh,
  panel: PANEL_WORDS.zh,
  main: MAIN_WORDS.zh,
  run: RUN_WORDS.zh,
  progress: PROGRESS_WORDS.zh,
  'progress problems': PROGRESS_PROBLEM_WORDS.zh,
  traces: TRACE_WORDS.zh,
  sentences: NARRATE_WORDS.zh,
  exports: EXPORT_WORDS.zh,
};

test('half-width marks are found where they are', () => {
  for (const wrong of ['警告: x', '你好, x', '第 1 行 (x)', '完成.', 'x! 好', '（x）, y'])
    expect(wrong).toMatch(HALF_WIDTH);
  for (const right of ['警告：x', '写 x.ts 文件', '（x）。', '按 q 退出', '用 run(main()) 运行'])
    expect(right).not.toMatch(HALF_WIDTH);
});

describe.each(Object.entries(TREES))('the Chinese words of %s', (name, words) => {
  test('have full-width marks', () => {
    const texts = textsOf(words, name);
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter(([, text]) => HALF_WIDTH.test(text))).toEqual([]);
  });

  test('come out of every function', () => {
    const functions = (tree: object, path: string): readonly string[] =>
      Object.entries(tree).flatMap(([key, each]: [string, unknown]) =>
        typeof each === 'function'
          ? textsOf(each, '').length > 0
            ? []
            : [`${path}.${key}`]
          : typeof each === 'object' && each !== null
            ? functions(each, `${path}.${key}`)
            : [],
      );
    expect(functions(words, name)).toEqual([]);
  });
});

test('the Chinese screens have full-width marks, drawn and as sentences', async () => {
  const tutor = new TutorDriver({ language: 'zh', columns: 120, rows: 40 });
  const screens: string[] = [];
  const look = () => {
    screens.push(...screenRows(tutor.state).map((row) => row.map((span) => span.text).join('')));
    screens.push(...plainRows(tutor.state));
  };
  for (const keys of [
    [],
    ['j', 'enter'],
    ['enter', 'x', 'tab', '3'],
    ['enter', 'G'],
    ['left'],
    ['?'],
    ['?', 'n', 'r', 'G'],
  ]) {
    await tutor.press(...keys);
    look();
  }
  expect(screens.some((line) => line.includes('失败（第 5 行）：Error: world'))).toBe(true);
  expect(screens.filter((line) => HALF_WIDTH.test(line))).toEqual([]);
});
