import { expect, test } from 'vitest';
import { LaneParts } from '../../src/sandbox/lane-parts.ts';

test('every part stands where it stood', () => {
  const parts = new LaneParts();
  parts.add(['f'], [{ names: ['f'], line: 2, column: 1, text: 'function f() {\n  return 1\n}' }]);
  parts.add(
    ['g', 'h'],
    [
      { names: ['g'], line: 6, column: 3, text: 'function g() {}' },
      { names: ['h'], line: 6, column: 20, text: 'function h() {}' },
    ],
  );
  const lines = parts.source().split('\n');
  expect(lines[1]).toBe('function f() {');
  expect(lines[5]!.indexOf('function g')).toBe(2);
  expect(lines[5]!.indexOf('function h')).toBeGreaterThanOrEqual(19);
});

test('a name that is declared anew takes the old declaration away, also where threads do not have the new one', () => {
  const parts = new LaneParts();
  parts.add(['f', 'g'], [{ names: ['f', 'g'], line: 2, column: 1, text: 'function f() {} function g() {}' }]);
  parts.add(['f'], []);
  expect(parts.source()).toBe('');
});

test('of a thousand declarations of one name the last is left', () => {
  const parts = new LaneParts();
  for (let line = 2; line < 2_000; line += 2)
    parts.add(['f'], [{ names: ['f'], line, column: 1, text: `function f() { return ${line} }` }]);
  expect(parts.source().trim()).toBe('function f() { return 1998 }');
});
