/** What is said of a text that cannot be read, whichever parser stopped in it; what is unknown stays as it is. */
import { expect, test } from 'vitest';
import { compile } from '../../src/sandbox/compile.ts';
import { type CompileProblem } from '../../src/sandbox/strip-types.ts';
import { syntaxWords } from '../../src/sandbox/syntax-words.ts';
import { errorText } from '../../src/text/error-words.ts';
import { HOOKS } from './plain-and-marked.ts';

function problem(source: string, fileName = 'a.ts'): CompileProblem {
  const result = compile({ fileName, source }, HOOKS, { asyncio: [] });
  if (result.ok) throw new Error(`not refused: ${source}`);
  return result.problem;
}

function said(source: string, fileName = 'a.ts'): string {
  const { saying } = problem(source, fileName);
  return [saying?.code, ...(saying?.args ?? [])].join(' ');
}

const CASES: readonly (readonly [source: string, said: string])[] = [
  ['f(', 'neverClosed ('],
  ['f(")"', 'neverClosed ('],
  ['const a = [{ b: 1 }', 'neverClosed ['],
  ['f(g(1, [2)', 'neverClosed ['],
  ['let a =', 'endsTooEarly'],
  ['let a = ;', 'unexpected ;'],
  ['f(]', 'unexpected ]'],
  ['a bit', 'missingBefore bit'],
  ['f(1 "two")', 'missingBefore "two"'],
  ['if a', 'neededHere ( a'],
  ['function () {}', 'nameNeeded ('],
  ['const = 1', 'nameNeeded ='],
  ['let let = 1', 'reservedWord let'],
  ['let a = "b', 'unterminated "'],
  ["let a = 'b", "unterminated '"],
  ['let a = `b', 'unterminated `'],
  ['0777', 'octal 0777 0o777'],
  ['with (Math) {}', 'noWith'],
  ['const a', 'needsValue const'],
  ['let [a]', 'needsValue { … }'],
  ['new.target', 'notHere new.target'],
  ['super.x', 'notHere super'],
  ['super()', 'notHere super'],
  ['return 1', 'returnOutside'],
  ['break', 'breakOutside'],
  ['continue', 'continueOutside'],
  ['const f = () => { await 1 }', 'awaitOutside'],
  ['let a; let a', 'alreadyDeclared a'],
  ['f() = 1', 'notAssignable'],
  ['a ?? b || c', 'mixedNullish'],
  ['throw\nnew Error()', 'throwAlone'],
  ['let a = 1；', 'fullWidth ； ;'],
  ['f（1)', 'fullWidth （ ('],
  ['enum E { A }', 'typesThatAreCode enum const E = { A: 0, B: 1 } as const'],
  ['namespace N { let x = 1 }', 'typesThatAreCode namespace const N = { … }'],
];

test.each(CASES)('%j', (source, expected) => {
  expect(said(source)).toBe(expected);
});

/** Where the stripper is never asked, acorn's words come to the same. */
test.each([
  'f(',
  'let a = ;',
  'f(]',
  'let a = "b',
  'const f = () => { await 1 }',
  'f() = 1',
  'a ?? b || c',
  'let a = 1；',
])('%j in JavaScript', (source) => {
  expect(said(source, 'a.mjs')).toBe(said(source));
});

test('both languages have a sentence for each, and JavaScript’s name for the error', () => {
  for (const [source] of CASES) {
    const { message, saying } = problem(source);
    const error = { name: 'Rejected', message, place: null, saying: saying! };
    const [english, chinese] = [errorText(error, 'en'), errorText(error, 'zh')];
    expect(english).not.toContain('undefined');
    expect(chinese).not.toContain('undefined');
    expect(chinese).toMatch(/[\u4e00-\u9fff]/);
    expect(english.startsWith('SyntaxError: ')).toBe(chinese.startsWith('SyntaxError: '));
  }
});

test('words that nobody knows stay', () => {
  expect(syntaxWords('Frobnication is not allowed', 'x', { line: 1, column: 1 }, false)).toEqual({
    message: 'SyntaxError: Frobnication is not allowed',
    place: { line: 1, column: 1 },
    saying: null,
  });
});

test('a backquote is not put between backquotes', () => {
  const { message } = problem('let a = `b');
  expect(message).toBe('SyntaxError: the text in backquotes that begins here has no end');
});
