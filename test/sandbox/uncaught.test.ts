/** What an error that nobody catches, and a rejection that nobody handles in time, end: as in the Node that runs this test. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runInSandbox } from './run-in-sandbox.ts';

const QUEUED = `process.nextTick(() => console.log('tick'));
queueMicrotask(() => console.log('microtask'));
let chain = Promise.resolve();
for (let i = 1; i <= 20; i++) chain = chain.then(() => console.log('then', i));
setTimeout(() => (console.log('timer'), setImmediate(() => console.log('immediate'))));
`;
const THROW = "throw new Error('top');\n";

const CASES: readonly { readonly what: string; readonly source: string; readonly fileName: string }[] = [
  {
    what: 'a script that throws at its top runs nothing of what it has queued',
    fileName: 'a.js',
    source: QUEUED + THROW,
  },
  { what: 'a script that goes on runs everything', fileName: 'a.js', source: QUEUED },
  { what: 'a script that calls what throws', fileName: 'a.js', source: `${QUEUED}function f() { null.x; }\nf();` },
  { what: 'a script that returns', fileName: 'a.js', source: `${QUEUED}return 5;` },
  { what: 'a module that throws', fileName: 'a.mjs', source: QUEUED + THROW },
  { what: 'a module that throws before it waits', fileName: 'a.mjs', source: `${QUEUED}${THROW}await null;` },
  { what: 'a module that throws after it waited', fileName: 'a.mjs', source: `await null;\n${QUEUED}${THROW}` },
  {
    what: 'a module that has ticks run, then throws',
    fileName: 'a.mjs',
    source: `process.nextTick(() => console.log('first'));\nawait new Promise((done) => setTimeout(done));\n${QUEUED}${THROW}`,
  },
  {
    what: 'a module that awaits a rejection',
    fileName: 'a.mjs',
    source: `${QUEUED}await Promise.reject(new Error('no'));`,
  },
  {
    what: 'a module with for await that throws',
    fileName: 'a.mjs',
    source: `${QUEUED}for await (const n of [1]) ${THROW}`,
  },
  ...['a.js', 'a.mjs'].flatMap((fileName) => [
    { what: `an unhandled rejection in ${fileName}`, fileName, source: `${QUEUED}Promise.reject(new Error('no'));` },
    {
      what: `one that a tick handles in ${fileName}`,
      fileName,
      source: `const p = Promise.reject(new Error('no'));\nprocess.nextTick(() => p.catch(() => console.log('caught')));\n${QUEUED}`,
    },
    {
      what: `one that a microtask handles in ${fileName}`,
      fileName,
      source: `const p = Promise.reject(new Error('no'));\nPromise.resolve().then(() => p.catch(() => console.log('caught')));\n${QUEUED}`,
    },
    {
      what: `one that a tick of a microtask of a tick handles in ${fileName}`,
      fileName,
      source: `const p = Promise.reject(new Error('no'));\nprocess.nextTick(() => queueMicrotask(() => process.nextTick(() => p.catch(() => console.log('caught')))));\n${QUEUED}`,
    },
    {
      what: `one that an immediate would handle in ${fileName}`,
      fileName,
      source: `const p = Promise.reject(new Error('no'));\nsetImmediate(() => p.catch(() => console.log('caught')));\n${QUEUED}`,
    },
    {
      what: `one in a timer, handled by its tick, in ${fileName}`,
      fileName,
      source: `setTimeout(() => { const p = Promise.reject(new Error('no')); process.nextTick(() => p.catch(() => console.log('caught'))); });\n${QUEUED}`,
    },
    {
      what: `one in a timer, handled by the next timer, in ${fileName}`,
      fileName,
      source: `let p;\nsetTimeout(() => { p = Promise.reject(new Error('no')); }, 5);\nsetTimeout(() => { p.catch(() => console.log('caught')); }, 5);\n`,
    },
    {
      what: `the first of two in ${fileName}`,
      fileName,
      source: `${QUEUED}const p = Promise.reject(new Error('one'));\nPromise.reject(new Error('two'));\nprocess.nextTick(() => p.catch(() => {}));`,
    },
    {
      what: `a call of an async function that fails in ${fileName}`,
      fileName,
      source: `${QUEUED}async function f() { await null; throw new RangeError('late'); }\nf();`,
    },
    {
      what: `a tick that throws in ${fileName}`,
      fileName,
      source: `process.nextTick(() => { queueMicrotask(() => console.log('never')); throw new Error('tick'); });\n${QUEUED}`,
    },
    {
      what: `a microtask that throws in ${fileName}`,
      fileName,
      source: `queueMicrotask(() => { throw new Error('micro'); });\n${QUEUED}`,
    },
  ]),
];

const folder = mkdtempSync(join(tmpdir(), 'uncaught-'));

/** What Node prints, and the error that it ends with. */
function inNode(source: string, fileName: string): { readonly output: string; readonly error: string | null } {
  const path = join(folder, fileName);
  writeFileSync(path, source);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
  const shown = /^(\w*Error): (.*)$/m.exec(stderr);
  return { output: stdout, error: status === 0 ? null : `${shown?.[1]}: ${shown?.[2]}` };
}

describe('as in Node ends', { timeout: 60_000 }, () => {
  for (const { what, source, fileName } of CASES)
    test(what, async () => {
      const ran = await runInSandbox(source, { fileName });
      const { error } = ran.end;
      expect({ output: ran.output, error: error === null ? null : `${error.name}: ${error.message}` }).toEqual(
        inNode(source, fileName),
      );
      expect(ran.status).toBe(error === null ? 'done' : 'failed');
    });
  test('and nothing is left', () => rmSync(folder, { recursive: true }));
});
