/** What people write who come from Python: what is said to be written here, and which texts have none of it. */
import { describe, expect, test } from 'vitest';
import { findSyntaxError } from '../../src/sandbox/find-syntax-error.ts';
import { continuesPythonBlock, opensPythonBlock, pythonHabit } from '../../src/sandbox/python-habits.ts';

/** What is said to be written in place of the last line. */
function check(cases: readonly (readonly [written: string, here: string])[]): void {
  for (const [written, here] of cases) {
    expect(pythonHabit(written, written.split('\n').length)?.here, written).toBe(here);
    expect(findSyntaxError(written, 'program.ts')?.saying?.code, `${written} can be read`).toMatch(/^python/);
  }
}

test('imports, with names as they are here', () =>
  check([
    ['import asyncio', 'import * as asyncio from "asyncio"'],
    ['import asyncio  # the loop', 'import * as asyncio from "asyncio"'],
    ['import asyncio, time', 'import * as asyncio from "asyncio"; import * as time from "time"'],
    ['import asyncio as aio', 'import * as aio from "asyncio"'],
    ['import concurrent.futures', 'import * as futures from "concurrent.futures"'],
    ['from asyncio import *', 'import * as asyncio from "asyncio"'],
    ['from asyncio import sleep, create_task as spawn', 'import { sleep, createTask as spawn } from "asyncio"'],
    ['from asyncio import (FIRST_COMPLETED, wait_for)', 'import { FIRST_COMPLETED, waitFor } from "asyncio"'],
  ]));

test('functions and classes', () =>
  check([
    ['async def main():', 'const main = coroutine(async () => { … })'],
    [
      'async def say_it(what: str, after: float = 1.0) -> None:',
      'const sayIt = coroutine(async (what, after = 1.0) => { … })',
    ],
    ['async def f()', 'const f = coroutine(async () => { … })'],
    ['def add(a, b=None, *rest, **more):', 'function add(a, b = null, ...rest, more) { … }'],
    ['    def __init__(self, name):', 'constructor(name) { … }'],
    ['    async def close(self):', 'async close() { … }'],
    ['class Job:', 'class Job { … }'],
    ['class Gone(Exception):', 'class Gone extends Error { … }'],
  ]));

test('blocks', () =>
  check([
    ['if x is None and not done:', 'if (x === null && !done) { … }'],
    ['if (x == 3):', 'if (x == 3) { … }'],
    ['if ready: go()', 'if (ready) { … }'],
    ['elif x:', 'else if (x) { … }'],
    ['else:', 'else { … }'],
    ['while True:', 'while (true) { … }'],
    ['for i in range(3):', 'for (let i = 0; i < 3; i++) { … }'],
    ['for i in range(2, n, 5):', 'for (let i = 2; i < n; i += 5) { … }'],
    ['for i, x in enumerate(xs):', 'for (const [i, x] of xs.entries()) { … }'],
    ['for k, v in d.items():', 'for (const [k, v] of Object.entries(d)) { … }'],
    ['async for page in pages():', 'for await (const page of pages()) { … }'],
    ['try:', 'try { … }'],
    ['except ValueError as e:', 'catch (e) { … }'],
    ['except* OSError as group:', 'catch (e) { await exceptStar(e, [OSError, (group) => { … }]) }'],
    ['async with asyncio.TaskGroup() as tg:', 'await taskGroup(async (tg) => { … })'],
    ['async with timeout(0.5):', 'await timeout(0.5, async () => { … })'],
    ['async with lock:', 'await lock.with(async () => { … })'],
    ['async with session("x") as s:', 'await asyncWith(session("x"), async (s) => { … })'],
    ['with open("a.txt") as f:', '{ using f = open("a.txt"); … }'],
  ]));

test('within a line', () =>
  check([
    ['print "x"', 'console.log(…)'],
    ['raise ValueError("no")', 'throw new ValueError(…)'],
    ['del d["k"]', 'delete d["k"]'],
    ['const f = lambda a, b: a + b', '(a, b) => …'],
    ['x = 1  # the first', '// …'],
    ['# only this', '// …'],
    ['print(f"{n} left")', '`…`'],
    ['ys = [f(x) for x in xs]', 'xs.map((x) => f(x))'],
    ['ys = [i * i for i in range(n)]', 'Array.from({ length: n }, (_, i) => i * i)'],
    ['x = a if ok else b', 'condition ? one : other'],
    ['1 if ok else 2', 'condition ? one : other'],
    ['assert x, y z', 'console.assert(…)'],
    ['ok = a and b', '&&'],
    ['ok = not a', '!'],
    ['x is not y', '!=='],
    ['xs[1:]', '.slice(1)'],
    ['f(*args)', '...args'],
  ]));

test('the place is that of the habit, also where a parser stops in the line below', () => {
  const found = findSyntaxError('const a = 1;\nimport asyncio\nawait asyncio.sleep(1);', 'program.ts');
  expect(found).toMatchObject({ line: 2, column: 1, saying: { code: 'pythonImport' } });
  expect(findSyntaxError('let x = 2  # two', 'program.ts')).toMatchObject({ line: 1, column: 12 });
});

test('all that is written otherwise is said again', () => {
  expect(pythonHabit('ys = [f(x) for x in xs]', 1)).toMatchObject({ column: 6, written: '[f(x) for x in xs]' });
  expect(pythonHabit('print(n if ok else 0)', 1)).toMatchObject({ column: 7, written: 'n if ok else 0' });
});

describe('no habit of Python', () => {
  const wrong: readonly (readonly [what: string, source: string])[] = [
    ['words in a string', 'f("a and b" 1)'],
    ['words in a template', 'f(`\nimport asyncio\n` 1)'],
    ['words in a comment', 'f(1 2) // x is None'],
    ['words in a regular expression', 'f(/a and b/ 1)'],
    ['a private name', 'class A { #x = 1; m() { return #x in this 1; } }'],
    ['a block with brackets', 'while (x) { a: b c }'],
    ['a case', 'switch (x) { case 1: y z }'],
    ['a call over several lines', 'assert (x,\n y z)'],
    ['a branch', 'if (x) f(); else g() h'],
    ['a key', 'const o = { class: 1 2 }'],
    ['a slice of a type', 'let x: number[] = [1 2]'],
    ['an optional chain', 'a ? b : c d'],
  ];
  test.each(wrong)('%s', (_, source) => {
    expect(findSyntaxError(source, 'program.ts')?.saying?.code).not.toMatch(/^python/);
  });
});

test('a block of Python goes on as far as it is indented, and in its other branches', () => {
  for (const line of ['async def f():', 'if x:  # so', 'try:', 'f()\nwhile True:'])
    expect(opensPythonBlock(line)).toBe(true);
  for (const line of ['async def f(): pass', 'import asyncio', 'a ? b :', 'case 1:'])
    expect(opensPythonBlock(line)).toBe(false);
  for (const line of ['  x', '', '\tx', 'else:', 'except OSError:']) expect(continuesPythonBlock(line)).toBe(true);
  for (const line of ['x', 'f(1)', 'elsewhere: x']) expect(continuesPythonBlock(line)).toBe(false);
});
