import { expect, test } from 'vitest';
import { joinLines, unfold } from '../../src/course/soft-breaks.ts';

test.each([
  ['between Latin words', ['one\ntwo'], 'one two'],
  ['between Chinese characters', ['协\n程'], '协程'],
  ['after a Chinese comma, before Latin', ['好，\nawait'], '好，await'],
  ['between Chinese and Latin', ['协程\nawait'], '协程 await'],
  ['between a Chinese character and a quotation mark', ['他说\n“好”'], '他说“好”'],
  ['between two Latin quotations', ['“one”\n“two”'], '“one” “two”'],
  ['before another text in Chinese', ['一个\n', '协程'], '一个协程'],
  ['before another text in Latin', ['一个\n', 'await'], '一个 await'],
  ['after another text', ['await', '\n一个'], 'await 一个'],
  ['beside a rare character of two units', ['\u{20000}\n\u{20001}'], '\u{20000}\u{20001}'],
])('a line end %s', (_, texts, expected) => {
  expect(joinLines(texts).join('')).toBe(expected);
});

test('folded Chinese loses the spaces that folding left, and keeps those beside Latin', () => {
  expect(unfold('  茶没好之前， main 不会\n越过 await。 两段 等待  ')).toBe(
    '茶没好之前，main 不会越过 await。两段等待',
  );
  expect(unfold('one\n  two three\n')).toBe('one two three');
});
