import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphemes, harmless, lineWidth, textWidth } from '../../src/text/width.ts';

test('a Chinese character takes two cells, a Latin one takes one', () => {
  expect(textWidth('await 协程。')).toBe(12);
  expect(
    lineWidth([
      { text: '协程', look: 'plain' },
      { text: ' x', look: 'code' },
    ]),
  ).toBe(6);
});

describe('harmless', () => {
  test.each([
    ['a tab becomes two spaces', 'a\tb', 'a  b'],
    ['an escape sequence becomes visible', '\x1b[31mred', '\u241b[31mred'],
    ['a bell and a backspace become visible', '\x07\b', '\u2407\u2408'],
    ['a delete becomes visible', '\x7f', '\u2421'],
    ['a C1 control is replaced', '\x9b31m', '\ufffd31m'],
    ['a right-to-left override is replaced', 'a\u202eb', 'a\ufffdb'],
    ['half a surrogate pair is replaced', 'a\ud83d', 'a\ufffd'],
    ['line ends of all kinds become one', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['ordinary text stays', '协程 (coroutine) ok', '协程 (coroutine) ok'],
  ])('%s', (_, text, expected) => {
    expect(harmless(text)).toBe(expected);
  });

  test('leaves no control character but the line end in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(harmless(text)).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]|\p{Surrogate}/u);
      }),
    );
  });
});

test('graphemes lose nothing, and none is wider than two cells', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('\u1100'.repeat(5))), (text) => {
      const pieces = graphemes(text);
      expect(pieces.join('')).toBe(text);
      expect(Math.max(0, ...pieces.map(textWidth))).toBeLessThanOrEqual(2);
    }),
  );
});
