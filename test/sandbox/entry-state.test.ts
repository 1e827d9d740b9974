import { expect, test } from 'vitest';
import { entryState } from '../../src/sandbox/entry-state.ts';

function check(state: ReturnType<typeof entryState>, sources: readonly string[]): void {
  for (const source of sources) expect(entryState(source), source).toBe(state);
}

test('nothing but blanks is empty', () => check('empty', ['', '  ', '\n\t\n']));

test('what can be handed in is whole', () =>
  check('whole', [
    '1',
    'await f()',
    'const a = {\n  b: 1,\n}',
    '{ a: 1 }',
    'if (a) b',
    '// only a comment',
    'f(`x\ny`)',
    'type T = {\n a: 1 }',
  ]));

test('what lacks its end is unfinished', () =>
  check('unfinished', [
    'f(',
    'const a = [',
    'function f() {',
    '{ a: 1, b: 2',
    'if (a) {\n  b()',
    'class A {\n  m() {',
    'const t = `one',
    '/* a comment',
    'const a =',
    '1 +',
    'a ?',
    'async () =>',
    'import { sleep,',
  ]));

test('no end is waited for behind a line of Python, which has none here', () => {
  check('whole', ['import asyncio', 'import asyncio, time', 'import numpy as np', 'except:', 'f()\nimport time\n']);
  check('unfinished', ['const text = `\nimport asyncio', '/*\nimport asyncio', 'f(\n  1,']);
});

test('what is wrong is whole: it is told when it is handed in', () =>
  check('whole', [')', 'const = 1', "'unclosed", 'let a = ;', 'f(]', '}']));

test('no text holds it up for long', () => {
  expect(entryState(`${'a ? (b) : c => '.repeat(60)}1`)).toBe('whole');
  expect(['whole', 'unfinished']).toContain(entryState('('.repeat(5_000)));
});
