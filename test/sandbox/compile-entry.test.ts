/** What an entry declares, and what its text becomes, so that the entries after it find that. */
import { describe, expect, test } from 'vitest';
import { compileEntry, type CompiledEntry, FIRST_NAMES } from '../../src/sandbox/compile-entry.ts';
import type { CompileProblem } from '../../src/sandbox/strip-types.ts';
import { HOOKS } from './plain-and-marked.ts';

const MODULES = {
  asyncio: ['coroutine', 'createTask', 'run', 'sleep'],
  time: ['sleep', 'time'],
  threading: ['Thread'],
};

function compiled(source: string, firstLine = 2, known = FIRST_NAMES): CompiledEntry {
  const result = compileEntry({ number: 1, source, firstLine }, HOOKS, MODULES, known);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`);
  return result;
}

function problem(source: string): CompileProblem {
  const result = compileEntry({ number: 1, source, firstLine: 2 }, HOOKS, MODULES, FIRST_NAMES);
  if (result.ok) throw new Error(`not refused: ${result.script}`);
  return result.problem;
}

/** The entry's own text, without its marks. */
function bodyOf(source: string): string {
  const { script } = compiled(source);
  return script
    .slice(script.indexOf('try{') + 4, script.lastIndexOf('}catch('))
    .replace(/\$line=\d+;/g, '')
    .trim();
}

describe('who comes from Python', () => {
  const told = (source: string, known = FIRST_NAMES): readonly string[] =>
    compiled(source, 2, known).warnings.map(({ saying }) => [saying.code, ...saying.args].join(' '));

  test('is told what a name is called here, but what asyncio is', () => {
    expect(told('create_task(f())')).toEqual(['noName create_task createTask']);
    expect(told('print(None)')).toEqual(['python print console.log(…)', 'python None null']);
    expect(told('time.sleep(1)')).toEqual(['moduleNotImported time']);
    expect(told('new Thread(() => {})')).toEqual(['nameNotImported Thread threading']);
    expect(told('await asyncio.sleep(1); createTask; slep; task')).toEqual([]);
  });

  test('is not told of what an earlier entry declared, or just gave a value', () => {
    const { names } = compiled('const print = console.log; list = [1]; import * as time from "time"; let create_task');
    expect(told('print(list, time.time(), create_task)', names)).toEqual([]);
    expect(told('exports')).toEqual(['notOfNode exports']);
    expect(told('exports', compiled('const exports = 1').names)).toEqual([]);
  });

  test('imports asyncio for nothing: it is there, unless by another name', () => {
    for (const source of ['import asyncio', 'from asyncio import sleep, create_task', 'import asyncio\nsleep(1)'])
      expect(problem(source).saying?.code).toBe('asyncioIsThere');
    expect(problem('import asyncio as aio').saying?.code).toBe('python');
    expect(problem('import asyncio, time').saying?.code).toBe('pythonImport');
  });
});

describe('is declared', () => {
  const cases: readonly (readonly [source: string, names: readonly string[]])[] = [
    ['const a = 1', ['a']],
    ['let a, b = 2', ['a', 'b']],
    ['var a', ['a']],
    ['const { a, b: { c = 1 }, ...rest } = o, [d, , e] = l', ['a', 'c', 'rest', 'd', 'e']],
    ['function f() { var inner }', ['f']],
    ['async function f() {}\nfunction* g() {}', ['f', 'g']],
    ['class A { static x = 1 }', ['A']],
    ['for (var i = 0, j = 1; i < 3; i++) { var k = i; let hidden }', ['i', 'j', 'k']],
    ['for (const hidden of []) { var r }', ['r']],
    ['for (var p in {}) {}\nfor (var q of []) {}', ['p', 'q']],
    ['if (1) { var yes } else var no = 1', ['yes', 'no']],
    ['try { var a } catch (e) { var b } finally { var c }', ['a', 'b', 'c']],
    ['switch (1) { case 1: var s }', ['s']],
    ['const f = () => { var inner }; [1].map(function () { var deep })', ['f']],
    ['import { sleep as nap } from "time"', ['nap']],
    ['import * as t from "time"', ['t']],
    ['export const ex = 1', ['ex']],
    ['const n: number = 1; type T = string; interface I { x: T }', ['n']],
    ['declare const gone: number', []],
    ['{ let hidden = 1 }', []],
    ['x = 1', []],
  ];
  test.each(cases)('%s', (source, names) => {
    expect(compiled(source).declared.toSorted()).toEqual([...names].toSorted());
  });

  test('a `var` keeps what is there, the others begin anew; constants are told apart', () => {
    const { script } = compiled('var v; let l; const c = 1; function f() {} class A {}');
    expect(script).toContain('.declare(["v"],["l","f","A","c"])');
    expect(script).toContain('.keep(["c"])');
  });
});

describe('becomes', () => {
  test('an assignment, in brackets where it takes something apart', () => {
    expect(bodyOf('const a = 1, { b } = o')).toBe('a = 1, ({ b } = o)');
    expect(bodyOf('let l')).toBe('l=void 0');
    expect(bodyOf('var v')).toBe('v');
  });

  test('functions stand before everything else', () => {
    expect(bodyOf('f(1); function f(x) { return x }').indexOf('f=function')).toBe(0);
  });

  test('in the head of a loop without brackets', () => {
    expect(bodyOf('for (var i = 0; i < 2; i++) {}')).toBe('for (i = 0; i < 2; i++) {}');
    expect(bodyOf('for (var [k, v] of m) {}')).toBe('for ([k, v] of m) {}');
  });

  test('types leave no trace, and lines stay where they were', () => {
    const { script } = compiled('type T = number;\nconst n: T = 1;\nn', 5);
    expect(script.split('\n').findIndex((line) => line.includes('return {__proto__:null,value:(0,n)}'))).toBe(6);
  });
});

describe('gives', () => {
  const gives = (source: string): boolean => /return \{__proto__:null,value:/.test(bodyOf(source));

  test('the value of its last statement, if that is an expression', () => {
    expect(['1', 'a; b', 'x = 1;;', 'await f()', '(function () {})', '`t`'].map(gives)).toEqual(Array(6).fill(true));
    expect(['const a = 1', 'if (1) 2', 'for (;;) {}', 'function f() {}', '', '1; let b'].map(gives)).toEqual(
      Array(6).fill(false),
    );
  });

  test('what begins with a brace is an object where it can be one', () => {
    expect(['{ a: 1 }', '{}', '{ a, b }', '{ f() {} }', ' { a: 1, b: 2 }'].map(gives)).toEqual(Array(5).fill(true));
    expect(['{ a: 1 };', '{ let z = 1 }', '{ f(); g() }'].map(gives)).toEqual([false, false, false]);
  });

  test('the problems of a wrong one with its line', () => {
    expect(problem('const a = 1\nconst = 2')).toMatchObject({ line: 3 });
    expect(problem('import { nap } from "time"')).toMatchObject({ line: 2, column: 10 });
    expect(problem('await import("time")').message).toContain("import() can't be used here");
    expect(problem('enum E { A }').message).toContain('enum');
  });
});

test('names stand for asyncio without an import, until an entry takes them', () => {
  expect(FIRST_NAMES.functions.has('coroutine')).toBe(true);
  const { names } = compiled('const coroutine = (f) => f');
  expect(names.functions.has('coroutine')).toBe(false);
  expect(compiled('import { coroutine as co } from "asyncio"', 2, names).names.functions.has('co')).toBe(true);
  expect(compiled('import * as aio from "asyncio"').names.namespaces.has('aio')).toBe(true);
});

test('threads have its functions and imports, each on its own line', () => {
  const { parts } = compiled('const n = 1\nfunction f() { return n }\nawait f()', 10);
  expect(parts.map(({ names, line }) => [names, line])).toContainEqual([['f'], 11]);
});

test('the parameters of its functions are told as they are written', () => {
  const { signatures } = compiled(
    'function f<T>(a: T, b = 2, ...rest: readonly T[]): T { return a }\nconst g = coroutine(async ({ x }: { x: number }) => x); class C { constructor(y: string) {} m(z?: number) {} _hidden() {} }',
    7,
  );
  expect(signatures).toEqual([
    ['f', ['a: T', 'b = 2', '...rest: readonly T[]']],
    ['g', ['{ x }: { x: number }']],
    ['C', ['y: string']],
    ['C.m', ['z?: number']],
  ]);
});
