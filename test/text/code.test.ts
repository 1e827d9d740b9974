import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlightCode } from '../../src/text/code.ts';
import type { StyledLine } from '../../src/text/styled.ts';
import { harmless } from '../../src/text/width.ts';

const textOf = (line: StyledLine): string => line.map((span) => span.text).join('');
const lookOf = (lines: readonly StyledLine[], text: string): string | undefined =>
  lines.flat().find((span) => span.text.trim() === text)?.look;

test('TypeScript is coloured', () => {
  const lines = highlightCode('// say it\nconst tea = await make("tea", 1);\nclass Cup {}\nlog(`${tea}: on`);\n', 'ts');
  expect(lookOf(lines, '// say it')).toBe('comment');
  expect(lookOf(lines, 'const')).toBe('keyword');
  expect(lookOf(lines, 'make')).toBe('function');
  expect(lookOf(lines, '"tea"')).toBe('string');
  expect(lookOf(lines, '1')).toBe('number');
  expect(lookOf(lines, 'Cup')).toBe('class');
  expect(lookOf(lines, ': on')).toBe('string');
  expect(lines[3]).toContainEqual({ text: 'tea', look: 'plain' });
});

test('Python is coloured', () => {
  const lines = highlightCode('async def make(what):\n    print(f"{what}: on")  # soon\n', 'py');
  expect(lookOf(lines, 'async')).toBe('keyword');
  expect(lookOf(lines, 'make')).toBe('function');
  expect(lookOf(lines, ': on"')).toBe('string');
  expect(lookOf(lines, '# soon')).toBe('comment');
});

test('JavaScript is coloured', () => {
  expect(lookOf(highlightCode('const x = () => 1;', 'js'), 'const')).toBe('keyword');
});

test('there is one line for each line of the source, also inside a string of several lines', () => {
  expect(highlightCode('a = """one\n\ttwo\r\nthree"""\n\nb\n', 'py').map(textOf)).toEqual([
    'a = """one',
    '  two',
    'three"""',
    '',
    'b',
  ]);
  expect(highlightCode('', 'ts')).toEqual([[]]);
});

test('the same source is coloured once', () => {
  expect(highlightCode('const once = 1;', 'ts')).toBe(highlightCode('const once = 1;', 'ts'));
  expect(highlightCode('const once = 1;', 'ts')).not.toBe(highlightCode('const once = 1;', 'js'));
});

test('prismjs leaves nothing behind in the global object', () => {
  expect('Prism' in globalThis).toBe(false);
});

test('no source makes it throw or lose text', () => {
  const pieces = fc.constantFrom(
    '`',
    '${',
    '}',
    '"',
    "'",
    '/',
    '*',
    '\n',
    '<',
    '(',
    ' ',
    'a',
    'f"',
    '"""',
    '#',
    '\\',
    '@',
    '协',
  );
  const source = fc.oneof(
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(source, fc.constantFrom('ts', 'py', 'js'), (text, language) => {
      const lines = highlightCode(text, language);
      expect(lines.map(textOf).join('\n')).toBe(harmless(text).replace(/\n$/, ''));
    }),
  );
});

test('code beyond what a lesson can hold is shown without colours', () => {
  const lines = highlightCode('const x = 1;\n'.repeat(10_000), 'ts');
  expect(lines).toHaveLength(10_000);
  expect(lines[0]).toEqual([{ text: 'const x = 1;', look: 'plain' }]);
});

test.each(['07-running-a-coroutine', '10-the-event-loop'])('every shipped snippet of %s keeps its text', (chapter) => {
  const folder = new URL(`../../lessons/${chapter}/`, import.meta.url);
  const names = readdirSync(folder).filter((name) => /\.(?:ts|py|js)$/.test(name));
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    const source = readFileSync(new URL(name, folder), 'utf8');
    const lines = highlightCode(source, name.endsWith('.py') ? 'py' : name.endsWith('.ts') ? 'ts' : 'js');
    expect(`${lines.map(textOf).join('\n')}\n`).toBe(source);
  }
});
