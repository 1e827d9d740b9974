import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { signaturesOf } from '../../src/sandbox/signatures.ts';

test('parameters are told with their types, defaults and rest', () => {
  const source = `export function f<T>(a: string): Promise<T>;
export function f<T>(
  a: unknown,
  b?: T, // why
  { c = 1 }: { readonly c?: number } = {},
  ...rest: readonly T[]
): unknown {}
export const g = async (x = (1, 2)) => x, h = one => one, none = () => 0;
export class C extends D { static s(a) {} #p(a) {} get x() { return 1 } [key](a) {} m(a: string) {} }
export const notOne = 1;`;
  expect(signaturesOf(source)).toEqual([
    ['f', ['a: unknown', 'b?: T', '{ c = 1 }: { c?: number } = {}', '...rest: readonly T[]']],
    ['g', ['x = (1, 2)']],
    ['h', ['one']],
    ['none', []],
    ['C.s', ['a']],
    ['C.m', ['a: string']],
  ]);
});

test('one that takes anything is told by the longest of its overloads, and options by what they are', () => {
  const source = `interface Options { readonly name?: string; /* why */ readonly loud?: boolean }
export function all<const A extends readonly (() => void)[]>(...works: A): void;
export function all<A>(works: Map<string, A>, options?: { readonly strict?: false }): void;
export function all(works: never[]): void;
export function all(...given: readonly unknown[]): void {}
export class C { m(work: () => void, options?: Options) {} }
export function f(options: Options = {}, other?: ElseOptions) {}`;
  expect(signaturesOf(source)).toEqual([
    ['all', ['works: Map<string, A>', 'options?: { strict?: false }']],
    ['C.m', ['work: () => void', 'options?: { name?: string; loud?: boolean }']],
    ['f', ['options: { name?: string; loud?: boolean } = {}', 'other?: ElseOptions']],
  ]);
});

test('types with commas and brackets are kept whole', () => {
  expect(signaturesOf('function f(a: Map<string, number>, b: (x: number, y: string) => void, c: [1, 2]) {}')).toEqual([
    ['f', ['a: Map<string, number>', 'b: (x: number, y: string) => void', 'c: [1, 2]']],
  ]);
});

test('the build has those of asyncio, and nothing that it does not export', () => {
  const table = new Map(
    JSON.parse(readFileSync(resolve(import.meta.dirname, '../../dist/signatures.json'), 'utf8')) as [
      string,
      string[],
    ][],
  );
  expect(table.get('sleep')).toEqual(['delay: number', 'result?: unknown']);
  expect(table.get('Queue.put')).toEqual(['item: T']);
  expect(table.get('gather')).toEqual(['works: Iterable<Awaitable<T>>', 'options: { returnExceptions?: boolean }']);
  for (const name of ['createTask', 'TaskGroup.createTask'])
    expect(table.get(name)).toEqual(['work: Coroutine<T>', 'options?: { name?: string; context?: Context }']);
  expect(table.get('wait')?.[1]).toBe('{ timeout = null, returnWhen = ALL_COMPLETED } = {}');
  expect(table.has('coroutineOf')).toBe(false);
  for (const name of ['gather', 'createTask', 'waitFor', 'timeout', 'Lock.acquire', 'Task.cancel'])
    expect(table.has(name), name).toBe(true);
});
