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
  lines.add(null, 1, 'a\nb');
  expect(lines.at(2)?.label).toBe('2');
});
