import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StyledLine } from '../../src/text/styled.ts';
import { fitLine, padLine, truncateBefore, truncateLine, truncateText } from '../../src/text/truncate.ts';
import { lineWidth, textWidth } from '../../src/text/width.ts';

test.each([
  ['short', 10, 'short'],
  ['exactly', 7, 'exactly'],
  ['too long', 5, 'too …'],
  ['协程和任务', 6, '协程…'],
  ['协程和任务', 5, '协程…'],
  ['two\nlines', 20, 'two lines'],
  ['x', 0, ''],
  ['xy', 1, '…'],
])('%j in %i cells is %j', (text, width, expected) => {
  expect(truncateText(text, width)).toBe(expected);
});

test.each([
  ['ThreadPoolExecutor-0_1', 14, 'ThreadPoo…-0_1'],
  ['Thread-1', 14, 'Thread-1'],
  ['a name without a number', 8, 'a name …'],
  ['worker 12345678', 10, 'worker 12…'],
])('%j in %i cells keeps its number: %j', (text, width, expected) => {
  expect(truncateBefore(text, /\D?\d+(?:_\d+)*$/, width)).toBe(expected);
});

test('the ellipsis has the look of what it cuts', () => {
  const line: StyledLine = [
    { text: 'await ', look: 'keyword' },
    { text: 'make("tea")', look: 'function' },
  ];
  expect(truncateLine(line, 9)).toEqual([
    { text: 'await ', look: 'keyword' },
    { text: 'ma…', look: 'function' },
  ]);
});

test('padding fills up and never cuts', () => {
  expect(padLine([{ text: '协程', look: 'plain' }], 6, 'selected')).toEqual([
    { text: '协程', look: 'plain' },
    { text: '  ', look: 'selected' },
  ]);
  expect(padLine([{ text: 'long', look: 'plain' }], 2)).toEqual([{ text: 'long', look: 'plain' }]);
});

test('any text fits into any width', () => {
  const spans = fc.array(fc.record({ text: fc.string({ unit: 'binary' }), look: fc.constant('plain' as const) }));
  fc.assert(
    fc.property(spans, fc.integer({ min: 0, max: 40 }), (line, width) => {
      expect(lineWidth(truncateLine(line, width))).toBeLessThanOrEqual(width);
      expect(textWidth(truncateText(line[0]?.text ?? '', width))).toBeLessThanOrEqual(width);
    }),
  );
});

test('a fitted line of ordinary text has exactly its width', () => {
  const text = fc
    .array(fc.constantFrom('a', ' ', '协', '。', '\t', '\n'), { maxLength: 40 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 40 }), (value, width) => {
      expect(lineWidth(fitLine([{ text: value, look: 'plain' }], width))).toBe(width);
    }),
  );
});
