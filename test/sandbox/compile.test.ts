/** What the compile step takes, what it refuses, and what it says then: line, column, and what to write instead. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/sandbox/compile.ts';
import type { CompileProblem } from '../../src/sandbox/strip-types.ts';
import { MAX_SOURCE } from '../../src/sandbox/too-long.ts';
import { HOOKS } from './plain-and-marked.ts';

const MODULES = { asyncio: ['TaskGroup', 'coroutine', 'createTask', 'run', 'sleep', 'waitFor'] };

function script(source: string, fileName = 'program.ts'): string {
  const result = compile({ fileName, source }, HOOKS, MODULES);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`);
  return result.script;
}

function problem(source: string, fileName = 'program.ts'): CompileProblem {
  const result = compile({ fileName, source }, HOOKS, MODULES);
  if (result.ok) throw new Error(`not refused: ${result.script}`);
  return result.problem;
}

/** The line of the compiled text, without its marks: `$line=4097;` and the like. */
function lineOf(compiled: string, line: number): string {
  return compiled.split('\n')[line - 1]!.replace(/\$line=\d+;/g, '');
}

describe('types', () => {
  test('are taken off, and every line stays where it was', () => {
    const source =
      'interface A {\n  x: number;\n}\nconst a: A = { x: 1 } as const satisfies A;\nfunction f<T>(x: T): x is T & A {\n  return x!;\n}\nexport type { A };';
    const compiled = script(source);
    expect(lineOf(compiled, 4)).toMatch(/^const a\s+= \{ x: 1 }\s+;$/);
    expect(lineOf(compiled, 5)).toMatch(/^function f\s*\(x\s*\)\s*\{const \$caller=\$line;try\{$/);
    expect(compiled.split('\n')).toHaveLength(source.split('\n').length + 1);
  });

  test('an import of types only is gone, also from a module that does not exist', () => {
    expect(script('import type { X } from "./x";\nimport { type Y, sleep } from "asyncio";')).not.toMatch(/"\.\/x"|Y/);
  });

  test('in a .js or .mjs file are a syntax error', () => {
    for (const name of ['a.js', 'a.mjs']) {
      expect(problem('let a = 1;\nlet b: number = 1;', name)).toMatchObject({ line: 2, column: 6 });
    }
  });

  const unerasable: readonly (readonly [string, string, number, number])[] = [
    ['an enum', 'let a;\nenum E { A }', 2, 1],
    ['a namespace with code', '\n\n  namespace N { export const x = 1 }', 3, 3],
    ['a parameter property', 'class A {\n  constructor(private x: number) {}\n}', 2, 23],
    ['import =', 'import a = require("a");', 1, 1],
  ];
  for (const [what, source, line, column] of unerasable) {
    test(`${what} is refused with its place, and why`, () => {
      const found = problem(source);
      expect(found).toMatchObject({ line, column });
      expect(found.message).toContain('types are only taken off here');
    });
  }
});

describe('a syntax error has its line and column', () => {
  const cases: readonly (readonly [string, string, number, number])[] = [
    ['a.ts', 'const a = 1;\nconst b = ;\n', 2, 11],
    ['a.mjs', 'const a = 1;\nconst b = ;\n', 2, 11],
    ['a.js', 'const a = 1;\n\n  const b = ;\n', 3, 13],
    ['a.ts', 'let a = (1;', 1, 11],
    ['a.ts', 'let x;\n\t\tlet a = ;', 2, 11],
    ['a.ts', 'let x = 1;\t let 变量 = "中文😀", é = ;', 1, 34],
    ['a.ts', 'let a = {\n  b: 1,\n  c: [\n 3 4]}', 4, 4],
    ['a.mjs', 'await = 1', 1, 7],
    ['a.mjs', 'let a; let a;', 1, 12],
    ['a.mjs', 'return 1', 1, 1],
    ['a.mjs', 'const x = 1;\nx <!-- y', 2, 3],
    ['a.mjs', '\r\n\r\nlet = 1\r\n', 3, 1],
    ['a.mjs', '\ufefflet a = ;', 1, 9],
    ['a.js', '#!/usr/bin/env node\nlet a = ;', 2, 9],
    ['a.js', 'function f() { "use strict"; with (a) {} }', 1, 30],
    ['a.mjs', '`${', 1, 4],
    ['a.mjs', 'x = /(/', 1, 6],
    ['a.mjs', '"abc\n"', 1, 1],
    ['a.mjs', '/* open', 1, 1],
    ['a.ts', 'let a;\n@d class A {}', 2, 1],
  ];
  for (const [name, source, line, column] of cases) {
    test(`${name}: ${JSON.stringify(source)}`, () => {
      const found = problem(source, name);
      expect([found.line, found.column]).toEqual([line, column]);
      expect(found.message).toMatch(/^SyntaxError: \S/);
      expect(found.message).not.toMatch(/\(\d+:\d+\)/);
    });
  }
});

describe('imports', () => {
  test('of every form become constants', () => {
    const compiled = script(
      'import { sleep, run as go, "coroutine" as c } from "asyncio";\nimport * as aio from "asyncio";\nimport "asyncio";\nimport {} from "asyncio";',
    );
    expect(compiled).toContain('const {"sleep":sleep}=$import("asyncio");');
    expect(compiled).toContain('const {"run":go}=$import("asyncio");');
    expect(compiled).toContain('const {"coroutine":c}=$import("asyncio");');
    expect(compiled).toContain('const aio=$import("asyncio");');
  });

  test('over several lines keep the lines after them', () => {
    expect(lineOf(script('import {\n  sleep,\n} from "asyncio";\nsleep(1);'), 4)).toBe('sleep(1);');
  });

  const refused: readonly (readonly [string, RegExp, number, number])[] = [
    ['import fs from "node:fs";', /no module "node:fs" here.*can import "asyncio"/, 1, 16],
    ['import "fs";', /no module "fs"/, 1, 8],
    ['\nimport { x } from "./other.ts";', /no module "\.\/other\.ts"/, 2, 19],
    ['import x from "__proto__";', /no module "__proto__"/, 1, 15],
    ['import x from "constructor";', /no module "constructor"/, 1, 15],
    ['import x from "a\\u001b[31m";', /no module of that name/, 1, 15],
    ['import { create_task } from "asyncio";', /does not export `create_task`\. Did you mean `createTask`\?/, 1, 10],
    ['import { taskgroup } from "asyncio";', /Did you mean `TaskGroup`\?/, 1, 10],
    ['import { wait_for } from "asyncio";', /Did you mean `waitFor`\?/, 1, 10],
    ['import { nothing } from "asyncio";', /does not export `nothing`\.$/, 1, 10],
    ['import { __proto__ as p } from "asyncio";', /does not export `__proto__`/, 1, 10],
    ['import { "a b" as p } from "asyncio";', /does not export that name/, 1, 10],
    ['import asyncio from "asyncio";', /no default export: write `import \* as asyncio from "asyncio"`/, 1, 8],
    ['import aio from "asyncio";', /write `import \* as aio from "asyncio"`/, 1, 8],
    ['import asyncio, { sleep } from "asyncio";', /no default export/, 1, 8],
    ['const a = 1;\n  import("asyncio");', /import\(\) can't be used here: write `import … from/, 2, 3],
    ['const f = async () => `${await import("x")}`;', /import\(\) can't be used/, 1, 32],
    ['console.log(import.meta.url);', /import\.meta does not exist here/, 1, 13],
    ['export * from "asyncio";', /has nothing to export from/, 1, 1],
    ['export { sleep } from "asyncio";', /has nothing to export from/, 1, 1],
  ];
  for (const [source, message, line, column] of refused) {
    test(`${JSON.stringify(source)} is refused, with what to write`, () => {
      expect(problem(source)).toMatchObject({ message: expect.stringMatching(message) as string, line, column });
    });
  }

  test('import() is refused in scripts too', () => {
    expect(problem('if (0) import("fs")', 'a.js')).toMatchObject({ line: 1, column: 8 });
  });
});

describe('exports', () => {
  test('leave their declarations behind', () => {
    const compiled = script(
      'export const a = 1;\nexport async function f() {}\nexport class K {}\nexport { a as b };\nexport default a;',
    );
    expect(compiled).not.toMatch(/\bexport\b/);
    expect(lineOf(compiled, 1)).toMatch(/^.*\s{7}const a = 1;$/);
  });
});

describe('coroutine()', () => {
  const prefix = 'import { coroutine, sleep } from "asyncio";\nimport * as aio from "asyncio";\n';

  test('around an async function that calls itself is refused: its name would be the plain function inside', () => {
    const found = problem(`${prefix}const f = coroutine(async function f(n) { await f(n - 1); });`);
    expect(found).toMatchObject({ line: 3, column: 21 });
    expect(found.message).toContain('write `const f = coroutine(async (…) => { … })`');
  });

  test('around a named async function that does not is none the worse for it', () => {
    expect(script(`${prefix}const f = coroutine(async function f(n) { const g = (f) => f; g(n); });`)).toContain(
      'g(n)',
    );
  });

  const named: readonly string[] = [
    'const work = coroutine(async () => {})',
    'const work = coroutine((async () => {}))',
    'const work = coroutine(((async () => {} /* ) */ ) /* , */ ) , )',
    'const work = coroutine(async () => {}, // last\n)',
    'const o = { work: coroutine(async () => {}) }',
    'class K { work = coroutine(async () => {}); static work = aio.coroutine(async () => 1) }',
    'const work = aio.coroutine(async () => sleep(1))',
  ];
  for (const source of named) {
    test(`${JSON.stringify(source)} learns its name`, () => {
      const compiled = script(prefix + source);
      expect(compiled).toContain(',"work"');
      // As a second argument of the call, not as part of the first.
      const calls: unknown[][] = [];
      const run = new Function('$door', compiled) as (door: object) => void;
      const coroutine = (...args: unknown[]): unknown => calls.push(args);
      let running: unknown;
      const nothing = (): void => {};
      const hooks = [
        nothing,
        nothing,
        nothing,
        nothing,
        (error: unknown) => error,
        nothing,
        () => ({ coroutine, sleep: nothing }),
        nothing,
      ];
      run({ start: (body: (...given: unknown[]) => unknown) => (running = body(...hooks)) });
      expect(running).toBeInstanceOf(Promise);
      // A class's field waits for an instance; its static twin does not.
      expect(calls).toHaveLength(1);
      expect(calls[0]).toEqual([expect.any(Function) as unknown, 'work']);
    });
  }

  test('given its arguments by a spread is left alone', () => {
    expect(script(`${prefix}const args = [async () => {}];\nconst work = coroutine(...args);`)).not.toContain('"work"');
  });
});

describe('a file that cannot be read', () => {
  test('a binary file', () => {
    expect(problem('\u0000asm\u0001\u0000').message).toContain('not a text file');
    expect(problem('abc\ufffd\ufffd').message).toContain('not a text file');
  });

  test('a file that is too long', () => {
    expect(problem(' '.repeat(MAX_SOURCE + 1)).message).toContain('too long');
    script(' '.repeat(MAX_SOURCE));
  });

  const deep: readonly (readonly [string, string])[] = [
    ['parentheses', '('.repeat(6000) + ')'.repeat(6000)],
    ['arrays', '['.repeat(100_000)],
    ['templates', '`${'.repeat(5000)],
    ['blocks', `${'{'.repeat(50_000)}`],
    ['arrows', `${'()=>('.repeat(30_000)}`],
    ['brackets behind what the tokenizer cannot read', `@d class A {}\n${'('.repeat(6000)}`],
    ['brackets behind an unfinished string', `const a = "\n${'('.repeat(6000)}`],
  ];
  for (const [what, source] of deep) {
    test(`${what} nested without measure are refused before a parser meets them`, () => {
      for (const name of ['a.ts', 'a.mjs', 'a.js'])
        expect(problem(source, name).message).toMatch(/nested more than 200 deep/);
    });
  }
});

describe('what stands around a program', () => {
  test('a hashbang, a byte order mark and CRLF keep lines and columns', () => {
    expect(lineOf(script('#!/usr/bin/env node\nlet a = 1;', 'a.js'), 2)).toBe('let a = 1;');
    expect(script('\ufefflet a = 1;', 'a.js')).not.toContain('\ufeff');
    expect(lineOf(script('let a = 1;\r\nlet b = 2;\r\n', 'a.mjs'), 2)).toBe('let b = 2;\r');
  });

  test('an empty program is a program', () => {
    for (const source of ['', '\n\n', '// nothing', '\ufeff', '#!/bin/x']) script(source, 'a.js');
  });
});

describe('module or script', () => {
  const strict = /^"use strict";/;
  test('.ts, .mts and .mjs are modules', () => {
    for (const name of ['a.ts', 'a.mts', 'a.mjs']) expect(script('let a;', name)).toMatch(strict);
  });

  test('.js is a module when it imports, exports or awaits at its top', () => {
    for (const source of [
      'import "asyncio"',
      'export {}',
      'await 1',
      'await (1)',
      'f(await [1])',
      'for await (const x of []);',
    ]) {
      expect(script(source, 'a.js'), source).toMatch(strict);
    }
    for (const source of [
      'let a',
      'async () => await 1',
      'var x = { await: 1 }',
      'function f(await) { await (1) }',
      'var await = 1; await (2)',
      'return 1',
    ]) {
      expect(script(source, 'a.js'), source).not.toMatch(strict);
    }
  });
});

test('a module says whether it may wait at its top', () => {
  const kind = (source: string, name: string): string | undefined => /"([a-z ]+)"\)$/.exec(script(source, name))?.[1];
  expect(kind('f(); async function f() { await 1; }', 'a.js')).toBe('script');
  expect(kind('async () => { await 1; for await (const x of []); }', 'a.mjs')).toBe('module');
  for (const source of ['await 1;', 'if (a) { for await (const x of []); }', 'for (const x of [await 1]);'])
    expect(kind(source, 'a.mjs'), source).toBe('waiting module');
  expect(kind('{ await using a = null; }', 'a.mjs')).toBe('waiting module');
});

test('what is refused comes with a code and its arguments, for other languages than English', () => {
  expect(problem('import { spawn } from "child_process";').saying).toEqual({
    code: 'noNodeModule',
    args: ['child_process', 'pool', expect.stringContaining('"asyncio"') as string],
  });
  expect(problem('import { create_task } from "asyncio";').saying).toEqual({
    code: 'noExport',
    args: ['asyncio', 'create_task', 'createTask'],
  });
  expect(problem('enum A { B }', 'a.ts').saying?.code).toBe('typesThatAreCode');
  expect(problem('let y = <any>3', 'a.ts').message).toMatch(
    /use the 'as' syntax: `expr as T`: types are only taken off/,
  );
  expect(problem('let a = ;').saying).toBeUndefined();
});

test('`with` is refused: it would see the marks', () => {
  expect(problem('var o = {};\nwith (o) { x }', 'a.js')).toMatchObject({
    message: expect.stringContaining('write `object.name`') as string,
    line: 2,
    column: 1,
  });
});

// Last: some of these leave Node's type stripper broken for the whole process. A child reads one program only.
describe('a program without measure', () => {
  const long: readonly (readonly [string, string])[] = [
    ['a sum', `x = ${'1 + '.repeat(60_000)}1`],
    ['a chain of calls', `x${'.y()'.repeat(30_000)}`],
    ['arrows without brackets', `x = ${'a => '.repeat(20_000)}1`],
    ['unary operators', `x = ${'! '.repeat(60_000)}1`],
    ['conditionals', `x = ${'1 ? 2 : '.repeat(20_000)}3`],
    ['awaits', `${'await '.repeat(60_000)}1`],
    ['assignments', `${'x = '.repeat(60_000)}1`],
    ['else if', `if (0) {} ${'else if (1) x()\n'.repeat(8000)}`],
    ['labels', Array.from({ length: 8000 }, (_, index) => `a${index}:`).join(' ') + ' x()'],
    ['types', `let x: ${'Array<'.repeat(5000)}string${'>'.repeat(5000)};`],
    ['type operators', `let x: ${'keyof '.repeat(50_000)}string;`],
  ];
  for (const [what, source] of long) {
    test(`${what} without end: refused in words, or taken`, () => {
      const result = compile({ fileName: 'a.ts', source }, HOOKS, MODULES);
      if (!result.ok)
        expect(result.problem.message).toMatch(
          /^(?:This statement is too long|Brackets are nested|The program is nested too deeply) [^\n]*$/,
        );
    });
  }
});
