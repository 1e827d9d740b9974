import { expect, test } from 'vitest';
import { placeNamer } from '../../src/text/place-names.ts';
import { ProgramLines } from '../../src/trace/program-lines.ts';

const SEVERAL = new ProgramLines({
  fileName: 'main.ts',
  source: 'a\nb\nc\nd',
  files: [
    ['main.ts', 1],
    ['lib/queue.ts', 3],
  ],
});

test('a place is said with its file where there are several, and briefly where there is little room', () => {
  const names = (language: 'en' | 'zh', lines = SEVERAL): readonly string[] =>
    [false, true].map((isBrief) => placeNamer(lines, language)({ line: 4, column: 1 }, isBrief));
  expect(names('en')).toEqual(['line 2 of lib/queue.ts', 'queue.ts:2']);
  expect(names('zh')).toEqual(['lib/queue.ts 第 2 行', 'queue.ts:2']);
  const one = new ProgramLines({ fileName: 'main.ts', source: 'a' });
  expect(names('en', one)).toEqual(['line 4', 'line 4']);
  expect(names('zh', one)).toEqual(['第 4 行', '第 4 行']);
});
