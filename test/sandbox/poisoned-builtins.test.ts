/**
 * Programs that break what the language comes with, piece by piece, then use threads, pools, locks and requests. Each prints what
 * it would print otherwise, or fails by an error of its own: it never takes its sandbox down, and never hangs.
 */
import { describe, expect, test } from 'vitest';
import { NO_THREADS } from '../../src/sandbox/spare.ts';
import { runInSandbox } from './run-in-sandbox.ts';

const OWNERS: { readonly [owner: string]: readonly string[] } = {
  'Array.prototype': [
    'push',
    'pop',
    'shift',
    'splice',
    'slice',
    'map',
    'filter',
    'forEach',
    'find',
    'includes',
    'indexOf',
    'join',
    'concat',
    'flatMap',
    'some',
    'sort',
    'values',
    'Symbol.iterator',
  ],
  'Map.prototype': ['get', 'set', 'has', 'delete', 'clear', 'forEach', 'values', 'Symbol.iterator'],
  'Set.prototype': ['add', 'has', 'delete', 'forEach', 'Symbol.iterator'],
  'WeakMap.prototype': ['get', 'set', 'has'],
  'WeakSet.prototype': ['add', 'has'],
  'String.prototype': [
    'slice',
    'split',
    'replace',
    'startsWith',
    'charCodeAt',
    'indexOf',
    'trim',
    'toUpperCase',
    'padStart',
    'Symbol.iterator',
  ],
  'RegExp.prototype': ['exec', 'test', 'Symbol.replace'],
  'Function.prototype': ['call', 'apply', 'bind', 'toString'],
  'Promise.prototype': ['then', 'catch', 'finally'],
  Promise: ['resolve', 'reject', 'withResolvers', 'all', 'Symbol.species'],
  'Object.prototype': ['toString', 'valueOf', 'hasOwnProperty', 'toJSON', 'then', 'get', 'value', 'is', 'error'],
  Object: [
    'keys',
    'assign',
    'create',
    'defineProperty',
    'entries',
    'freeze',
    'getOwnPropertyDescriptor',
    'getPrototypeOf',
  ],
  JSON: ['parse', 'stringify'],
  Reflect: ['apply', 'construct', 'ownKeys'],
  Array: ['isArray', 'from', 'Symbol.species'],
  Number: ['isSafeInteger', 'isInteger'],
  Math: ['max', 'min', 'floor'],
  'Error.prototype': ['toString', 'name', 'message'],
  'Object.prototype /* setters */': ['0', '1', '2', '3', '4'],
  'Object.getPrototypeOf([][Symbol.iterator]())': ['next'],
  'Object.getPrototypeOf(new Map().values())': ['next'],
  'Object.getPrototypeOf(Object.getPrototypeOf((function* () {})()))': ['next', 'return'],
};

const IMPORTS = `import { Thread, Lock } from "threading";
import { ThreadPoolExecutor, ProcessPoolExecutor } from "concurrent.futures";
import * as requests from "requests";
`;

/** `break_(i)` breaks the piece with this number, and gives what mends it again. */
const breaking = (owner: string, names: readonly string[]): string => `
function break_(i) {
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const owner = ${owner}, name = [${names.map((name) => (name.startsWith('Symbol.') ? name : `'${name}'`)).join()}][i];
  const kept = getOwnPropertyDescriptor(owner, name);
  const poison = () => { throw new Error('poison'); };
  if (typeof name === 'number' || name.length === 1) defineProperty(owner, name, { configurable: true, get() {}, set: poison });
  else defineProperty(owner, name, { configurable: true, writable: true, value: poison });
  return () => kept === undefined ? delete owner[name] : defineProperty(owner, name, kept);
}`;

/** What goes wrong is the program's own: an error that it can catch. */
const program = (owner: string, names: readonly string[]): string => `${IMPORTS}
${breaking(owner, names)}
function work(lock) { lock.acquire(); lock.release(); return [7, { seven: 'x' }, new Map([[1, 2]])]; }
function broken() { throw new RangeError('broken'); }
function breakThere(i, lock) { break_(i); lock.acquire(); lock.release(); if (i % 2) throw new RangeError('odd'); return [7, { i }]; }
const lock = new Lock(), threads = new ThreadPoolExecutor(1), processes = new ProcessPoolExecutor(1);
const attempt = (body) => { try { body(); } catch {} };
for (let i = 0; i < ${names.length}; i++) {
  const mend = break_(i);
  attempt(() => { const t = new Thread(work, lock); t.start(); t.joinSync(); });
  attempt(() => threads.submit(work, lock).result());
  attempt(() => processes.submit(broken).exception());
  attempt(() => requests.get('http://demo.test/').text);
  mend();
}
for (let i = 0; i < ${names.length}; i++) {
  attempt(() => { const t = new Thread(breakThere, i, lock); t.start(); t.joinSync(); });
  attempt(() => threads.submit(breakThere, i, lock).result());
  attempt(() => processes.submit(break_, i).result());
}
console.log('over');
`;

const PUSH = `import { Thread, Lock } from "threading";
function work(lock) { lock.acquire(); lock.release(); }
const lock = new Lock();
Array.prototype.push = () => { throw new Error('p'); };
const thread = new Thread(work, lock);
thread.start();
thread.joinSync();
console.log('joined');`;

describe.skipIf(NO_THREADS !== null)('what threads, pools, locks and requests need', { timeout: 120_000 }, () => {
  test('is there without Array.prototype.push', async () => {
    const ran = await runInSandbox(PUSH, { fileName: 'a.mjs', limits: { seconds: 20 } });
    expect([ran.status, ran.end.error, ran.output]).toEqual(['done', null, 'joined\n']);
  });

  for (const [owner, names] of Object.entries(OWNERS))
    test(`is there, or fails in words, without what ${owner} has`, async () => {
      const ran = await runInSandbox(program(owner, names), { fileName: 'a.mjs', limits: { seconds: 60 } });
      expect([ran.status, ran.end.error, ran.output]).toEqual(['done', null, expect.stringMatching(/over\n$/)]);
    });
});
