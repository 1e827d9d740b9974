import { expect, test } from 'vitest';
import { EntryLines } from '../../src/trace/entry-lines.ts';

test('a line is found in the entry that it is of, with its text', () => {
  const lines = new EntryLines();
  lines.add(1, 2, 'one');
  lines.add(3, 4, 'first\nsecond');
  lines.add(4, 7, 'last');
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map((line) => lines.at(line)?.label ?? null)).toEqual([
    null,
    null,
    '[1]',
    null,
    '[3]:1',
    '[3]:2',
    null,
    '[4]',
    null,
  ]);
  expect(lines.at(5)).toEqual({ text: 'second', label: '[3]:2' });
});

test('the lines of a program of its own are numbers', () => {
  const lines = new EntryLines();
  lines.addProgram({ fileName: 'own.ts', source: 'a\nb' });
  expect(lines.at(2)?.label).toBe('2');
});

test('those of a program of several files have the name of the file', () => {
  const lines = new EntryLines();
  const files = [
    ['own.ts', 1],
    ['other/two.ts', 3],
  ] as const;
  lines.addProgram({ fileName: 'own.ts', source: 'a\nb\nc', files });
  expect([1, 2, 3, 4].map((line) => lines.at(line))).toEqual([
    { text: 'a', label: 'own.ts:1' },
    { text: 'b', label: 'own.ts:2' },
    { text: 'c', label: 'other/two.ts:1' },
    null,
  ]);
});
