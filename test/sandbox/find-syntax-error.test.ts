/** Whether a file can be read, asked in the tutor's own process: what is said, and that no text harms who asks. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findSyntaxError } from '../../src/sandbox/find-syntax-error.ts';
import { MAX_SOURCE } from '../../src/sandbox/too-long.ts';

function placeOf(source: string, fileName = 'program.ts'): string | null {
  const found = findSyntaxError(source, fileName);
  return found === null ? null : `${found.line}:${found.column}`;
}

describe('a file that can be read', () => {
  const readable: readonly (readonly [string, string])[] = [
    ['is empty', ''],
    ['has types', 'interface A { x: number }\nconst a = { x: 1 } satisfies A;\nfunction f<T>(x: T): T { return x!; }'],
    ['awaits at its top', 'import { sleep } from "asyncio";\nawait sleep(1);'],
    ['starts with a hashbang or a mark of its encoding', '\ufeff#!/usr/bin/env node\nlet a = 1;'],
    ['imports what the sandbox does not have', 'import { nothing } from "nowhere";'],
  ];
  for (const [what, source] of readable) {
    test(`and ${what} has no error`, () => {
      expect(findSyntaxError(source, 'program.ts')).toBeNull();
    });
  }
});

describe('the place of an error', () => {
  test('is where the parser stopped', () => {
    expect(placeOf('let a = 1;\nlet = ;')).toBe('2:7');
    expect(placeOf('a();\n\nlet 你 = "好"; foo(;')).toBe('3:18');
    expect(placeOf('const a = "x')).toBe('1:11');
  });

  test('is the end of the text where something is left open', () => {
    expect(placeOf('foo(')).toBe('1:5');
    expect(placeOf('async function f() {\n  let x: number = 1;\n\n')).toBe('2:21');
    expect(placeOf('let x = {\n  a: 1,')).toBe('2:8');
  });

  test('comes with what the sandbox says of types that are code', () => {
    expect(findSyntaxError('let a;\nenum E { A }', 'program.ts')).toMatchObject({
      line: 2,
      column: 1,
      saying: { code: 'typesThatAreCode' },
    });
  });
});

describe('hostile text', () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ['that is too long', ' '.repeat(MAX_SOURCE + 1), 'tooLong'],
    ['of nested brackets', '('.repeat(40_000), 'bracketsTooDeep'],
    ['of one statement without end', 'a' + '+a'.repeat(19_000), 'statementTooLong'],
    ['that is no text', 'let a = "\u0000";', 'notText'],
  ];
  for (const [what, source, code] of refused) {
    test(`${what} is refused before it is parsed`, () => {
      expect(findSyntaxError(source, 'program.ts')?.saying?.code).toBe(code);
    });
  }

  test('that would keep a parser busy without end is let go, and the next one is read', () => {
    expect(findSyntaxError('a ? (b, c) : d => e ? '.repeat(30), 'program.ts')).toBeNull();
    expect(placeOf('let a: number = ;')).toBe('1:17');
  });

  test('that would bring the stripper down never reaches it, so that other texts can be read', () => {
    const printed = inNewProcess(`
      const deep = findSyntaxError('type T = ' + 'keyof '.repeat(6600) + 'A', 'program.ts');
      const next = findSyntaxError('let a: number = 1;', 'program.ts');
      console.log(JSON.stringify([deep.saying.code, next]));`);
    expect(printed).toBe('["statementTooLong",null]\n');
  });

  test('and any other is read without a warning of Node on the screen', () => {
    expect(inNewProcess(`findSyntaxError('let a: number = 1;', 'program.ts');`)).toBe('');
  });
});

/** All that a new Node says; what becomes of its stripper is no matter of this one's. */
function inNewProcess(code: string): string {
  const file = resolve(import.meta.dirname, '../../src/sandbox/find-syntax-error.ts');
  const script = `import { findSyntaxError } from ${JSON.stringify(file)};\n${code}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  return stdout + stderr;
}
