/** Programs of several files do in the sandbox what Node 24 does with them: bindings, cycles, order, errors; or say why they can't. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compile } from '../../src/sandbox/compile.ts';
import type { OwnFile } from '../../src/sandbox/own-files.ts';
import type { CompileProblem, Source } from '../../src/sandbox/strip-types.ts';
import { HOOKS } from './plain-and-marked.ts';
import { runInSandbox } from './run-in-sandbox.ts';

type Files = { readonly [path: string]: string };

const folder = mkdtempSync(join(tmpdir(), 'async-tutor-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let programs = 0;

function sourceOf(files: Files): Source {
  const [[fileName, source] = ['', ''], ...others] = Object.entries(files);
  return { fileName, source, files: others.map(([path, text]): OwnFile => ({ fileName: path, source: text })) };
}

/** What Node prints, and how the error begins that it ends with. */
function byNode(files: Files): { readonly output: string; readonly error: string | null } {
  const home = join(folder, String(++programs));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  writeFileSync(join(home, 'package.json'), '{"type":"module"}');
  const first = Object.keys(files)[0]!;
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', first], { cwd: home, encoding: 'utf8' });
  return { output: stdout, error: /^(?:\w*Error|Uncaught)\b.*$/m.exec(stderr)?.[0] ?? null };
}

async function bySandbox(files: Files): Promise<{ readonly output: string; readonly error: string | null }> {
  const { fileName, source, files: others = [] } = sourceOf(files);
  const ran = await runInSandbox(source, { fileName, files: others });
  const { error } = ran.end;
  return { output: ran.output, error: error === null ? null : `${error.name}: ${error.message}` };
}

function same(name: string, files: Files): void {
  test(name, async () => {
    const expected = byNode(files);
    expect(expected.output + (expected.error ?? '')).not.toBe('');
    expect(await bySandbox(files)).toEqual(expected);
  });
}

describe('as Node does it:', () => {
  same('bindings live', {
    'main.mjs': `import { count, bump, later as renamed } from './counter.mjs';
      console.log(count); bump(); bump(); console.log(count, { count }, [count], \`\${count}\`, typeof count, count > 1 ? count : 0);
      console.log(renamed); const { length = count } = []; console.log(length);
      (() => console.log(count))(); for (const each of [count]) console.log(each + count);`,
    'counter.mjs': `export let count = 0; export function bump() { count++; } let later = 1; export { later }; later = 2;`,
  });
  same('what is imported is called without this, and names its errors as it is called', {
    'main.mjs': `import { self, tag, notThere as missing, Klass } from './self.mjs'; import value from './self.mjs';
      console.log(self(), self?.(), tag\`a\${1}b\`, new Klass().self(), new Klass instanceof Klass);
      const a = 1
      self()
      ;[self].forEach(f => console.log(f()));
      try { missing() } catch (e) { console.log(e.name) }
      try { value.deep.er() } catch (e) { console.log(e.message) }
      try { value() } catch (e) { console.log(e.message) }`,
    'self.mjs': `export function self() { return this; } export function tag(parts, ...values) { return [this, parts.raw, values].length; }
      export const notThere = undefined; export default {}; export class Klass { self() { return this.constructor.name; } }`,
  });
  same('functions are there in a cycle before their file is evaluated, the rest is not', {
    'main.mjs': `import { isEven } from './even.mjs'; console.log(isEven(10));`,
    'even.mjs': `import { isOdd, odd } from './odd.mjs'; export function isEven(n) { return n === 0 || isOdd(n - 1); } export const even = 1; export var hoisted = 1; export class K {}`,
    'odd.mjs': `import { isEven, even, hoisted, K } from './even.mjs'; export function isOdd(n) { return n !== 0 && isEven(n - 1); } export const odd = 2;
      console.log(isEven(3), hoisted); try { console.log(even) } catch (e) { console.log(e.name, e.message) } try { new K } catch (e) { console.log(e.message) } console.log(typeof isEven);`,
  });
  same('a file may import itself, and the first file may be imported', {
    'main.mjs': `import * as self from './main.mjs'; import { give } from './other.mjs'; export const mine = 'mine'; export default 7; console.log(self.mine, self.default, give(), Object.keys(self));`,
    'other.mjs': `import seven, { mine } from './main.mjs'; export const give = () => mine + seven;`,
  });
  same('default exports have their names', {
    'main.mjs': `import a from './a.mjs'; import b from './b.mjs'; import c from './c.mjs'; import d from './d.mjs'; import e, { default as again } from './e.mjs'; import g from './g.mjs'; import h from './h.mjs';
      console.log(a.name, b.name, c.name, d.name, e, again, await g.name, a(1), new b().x, await d(), h().next(), h.name);`,
    'a.mjs': `export default (x) => x + 1`,
    'b.mjs': `export default class { x = 1 }`,
    'c.mjs': `export default class Named {}`,
    'd.mjs': `console.log(typeof f, f.name); import f from './d.mjs'; export default async function () { return 'd'; }`,
    'e.mjs': `let e = 1; export { e as default }; e = 2;`,
    'g.mjs': `export default async () => {};`,
    'h.mjs': `export default function* () { yield 1; }`,
  });
  same('a default export keeps the value that it had, a named one lives', {
    'main.mjs': `import value, { x, set } from './x.mjs'; import f, { swap } from './f.mjs'; set(9); console.log(value, x); swap(); console.log(f());`,
    'x.mjs': `export let x = 1; export default x; export function set(to) { x = to; }`,
    'f.mjs': `export default function f() { return 'old'; } export function swap() { f = () => 'new'; }`,
  });
  same('export * and export … from, also through cycles', {
    'main.mjs': `import * as all from './index.mjs'; import { deep, renamed, inner, default as d } from './index.mjs'; console.log(Object.keys(all), deep, renamed, inner.x, d, all.inner === inner, 'x' in all, 'nope' in all, all.nope);
      console.log(Object.prototype.toString.call(all), Object.getPrototypeOf(all), Object.isExtensible(all), JSON.stringify(Object.getOwnPropertyDescriptor(all, 'deep')), Reflect.ownKeys(all).length);`,
    'index.mjs': `export * from './one.mjs'; export * from './two.mjs'; export { x as renamed } from './one.mjs'; export * as inner from './one.mjs'; export { default } from './two.mjs'; export const own = 1; export { hidden } from './two.mjs';`,
    'one.mjs': `export const x = 1, own = 'not this one', hidden = 'nor this'; export * from './two.mjs'; export * from './index.mjs';`,
    'two.mjs': `export const deep = 'deep', hidden = 'this'; export default 'two';`,
  });
  same('namespaces print as they are, and cannot be changed', {
    'main.mjs': `import * as ns from './ns.mjs'; console.log(ns); ns.bump(); console.log(ns.n, { ...ns }.n); try { ns.n = 5 } catch (e) { console.log(e.message) } try { delete ns.n } catch (e) { console.log(e.name) } try { Object.defineProperty(ns, 'q', { value: 1 }) } catch (e) { console.log(e.name) } const { n } = ns; console.log(n, Object.entries(ns).length);`,
    'ns.mjs': `export let n = 1; export const o = { a: [1] }; export function bump() { n++; } export default class A {}`,
  });
  same('an import cannot be given a value', {
    'main.mjs': `import { x } from './x.mjs'; try { x = 2 } catch (e) { console.log(e.name, e.message) } try { x++ } catch (e) { console.log(e.message) } { let x = 3; x = 4; console.log(x) } ((x) => console.log(x))(5); console.log(x);`,
    'x.mjs': `export const x = 1;`,
  });
  same('each is evaluated once, after what it imports', {
    'main.mjs': `import './b.mjs'; import './a.mjs'; import './b.mjs'; console.log('main', globalThis.n);`,
    'a.mjs': `import './c.mjs'; console.log('a'); globalThis.n = (globalThis.n ?? 0) + 1;`,
    'b.mjs': `import './c.mjs'; import './a.mjs'; console.log('b');`,
    'c.mjs': `import './main.mjs'; console.log('c');`,
  });
  same('a top-level await holds up who imports it, not its neighbours', {
    'main.mjs': `import './slow.mjs'; import { v } from './v.mjs'; import './fast.mjs'; console.log('main', v); setTimeout(() => console.log('later'));`,
    'slow.mjs': `console.log('slow begins'); await new Promise((r) => setTimeout(r, 20)); console.log('slow ends');`,
    'v.mjs': `import { w } from './w.mjs'; export const v = await w; console.log('v');`,
    'w.mjs': `console.log('w'); process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('microtask')); export const w = Promise.resolve('w');`,
    'fast.mjs': `console.log('fast'); for (let i = 0; i < 6; i++) Promise.resolve().then(() => console.log('m', i));`,
  });
  same('a cycle of files that wait', {
    'main.mjs': `import { a } from './a.mjs'; import { c } from './c.mjs'; console.log('main', a, c);`,
    'a.mjs': `import { b } from './b.mjs'; console.log('a before'); export const a = await Promise.resolve('a' + b()); console.log('a after');`,
    'b.mjs': `import { a } from './a.mjs'; import { c } from './c.mjs'; export function b() { return 'b' + c; } console.log('b'); try { a } catch (e) { console.log(e.message) }`,
    'c.mjs': `console.log('c before'); await null; export const c = 'c'; console.log('c after');`,
  });
  same('an error in a dependency ends the program before its importers run', {
    'main.mjs': `import './ok.mjs'; import './bad.mjs'; import './never.mjs'; console.log('never');`,
    'ok.mjs': `console.log('ok'); Promise.resolve().then(() => console.log('microtask'));`,
    'bad.mjs': `console.log('bad'); throw new TypeError('on purpose');`,
    'never.mjs': `console.log('never evaluated');`,
  });
  same('so does one that was waited for', {
    'main.mjs': `import './bad.mjs'; import './next.mjs'; console.log('never');`,
    'bad.mjs': `await 1; throw new RangeError('late');`,
    'next.mjs': `console.log('its neighbour has run');`,
  });
  same('JSON is data, whatever it names', {
    'main.mjs': `import data from './a.json' with { type: 'json' }; import { default as again } from './a.json' with { "type": "json" }; import list from './sub/list.json' with { type: 'json' };
      console.log(data, data === again, Object.keys(data), data.polluted, ({}).polluted, list.length);`,
    'a.json':
      '\ufeff{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}, "then": 1, "x": "</script><!--"}',
    'sub/list.json': '[1, 2, 3]\n',
  });
  same('folders below, and back', {
    'main.mjs': `import { a } from './lib/a.mjs'; console.log(a);`,
    'lib/a.mjs': `import { b } from './deep/b.mjs'; export const a = 'a' + b;`,
    'lib/deep/b.mjs': `import { c } from '../../c.mjs'; import '../.././lib/a.mjs'; export const b = 'b' + c;`,
    'c.mjs': `export const c = 'c'; export { c as 'a name with blanks' };`,
  });
  same('every form of an exported declaration', {
    'main.mjs': `import { a, b, c, d, e, f, g, h, i } from './x.mjs'; import { 'odd name' as odd } from './x.mjs'; console.log(a, b, c, d, e, f(), new g().n, typeof h, await i(), odd);`,
    'x.mjs': `export const { a, b: [b, ...c], ...d } = { a: 1, b: [2, 3, 4], x: 5 }; export var e = 6; export function f() { return 7; } export class g { n = 8 } export async function* h() {} export async function i() { return 9; } const odd = 10; export { odd as 'odd name' };`,
  });
  same('awaits, tasks and generators that reach into other files', {
    'main.mjs': `import { wait, ticks, each } from './wait.mjs'; for await (const x of each(3)) console.log('x', x); await Promise.all([wait(2), wait(1)]); console.log(ticks); try { await wait(-1) } catch (e) { console.log(e.message) }`,
    'wait.mjs': `export const ticks = []; export async function wait(ms) { if (ms < 0) throw new Error('negative'); await new Promise((r) => setTimeout(r, ms * 10)); ticks.push(ms); } export async function* each(n) { for (let i = 0; i < n; i++) { await null; yield i; } }`,
  });
  same('types are gone, also in other files', {
    'main.ts': `import type { Shape } from './shapes.ts'; import { area, type Other } from './shapes.ts'; const s: Shape = { w: 2, h: 3 }; console.log(area(s));`,
    'shapes.ts': `export interface Shape { w: number; h: number } export type Other = Shape; export const area = ({ w, h }: Shape): number => w * h;`,
  });
  same('a plain .js file that is imported is a module', {
    'main.js': `import './strict.js'; console.log(globalThis.me);`,
    'strict.js': `globalThis.me = String(this); (function () { globalThis.me += typeof this; })();`,
  });
});

function problem(files: Files): CompileProblem {
  const result = compile(sourceOf(files), HOOKS, { asyncio: ['coroutine', 'sleep'] });
  if (result.ok) throw new Error(`not refused: ${result.script}`);
  return result.problem;
}

describe('what is refused, on its line of the whole program:', () => {
  const refused: readonly (readonly [string, Files, number, string])[] = [
    ['a syntax error in another file', { 'm.mjs': 'import "./a.mjs";\n', 'a.mjs': '\nlet let = 1;' }, 4, 'SyntaxError'],
    ['a type that is code', { 'm.ts': 'import "./a.ts";', 'a.ts': '\nenum E { A }' }, 3, 'only taken off'],
    [
      'an unknown name',
      { 'm.mjs': 'import { cuont } from "./a.mjs";', 'a.mjs': 'export let count' },
      1,
      'Did you mean `count`?',
    ],
    [
      'a name that is a type',
      { 'm.ts': 'import { T } from "./a.ts";', 'a.ts': 'export interface T {}' },
      1,
      'import type { T }',
    ],
    ['no default', { 'm.mjs': 'import a from "./a.mjs";', 'a.mjs': 'export let b' }, 1, 'import * as a from "./a.mjs"'],
    [
      'a re-export of nothing',
      { 'm.mjs': 'import "./a.mjs";', 'a.mjs': 'export { x } from "./b.mjs";', 'b.mjs': '' },
      2,
      'does not export `x`',
    ],
    [
      'two of one name',
      {
        'm.mjs': '\nimport { x } from "./a.mjs";',
        'a.mjs': 'export * from "./b.mjs"; export * from "./c.mjs";',
        'b.mjs': 'export let x',
        'c.mjs': 'export let x',
      },
      2,
      'each of several',
    ],
    [
      'a circle of nothing',
      {
        'm.mjs': 'import { x } from "./a.mjs";',
        'a.mjs': 'export { x } from "./b.mjs";',
        'b.mjs': 'export { x } from "./a.mjs";',
      },
      1,
      'does not export',
    ],
    ['a file that is not there', { 'm.mjs': 'import "./a.mjs";' }, 1, 'There is no file "./a.mjs".'],
    [
      'what is above the folder',
      { 'm.mjs': 'import "./a/b.mjs";', 'a/b.mjs': 'import "../../../etc/passwd";' },
      2,
      "outside of the program's folder",
    ],
    ['JSON without its type', { 'm.mjs': 'import a from "./a.json";', 'a.json': '{}' }, 1, 'with { type: "json" }'],
    [
      'names of JSON',
      { 'm.mjs': 'import { a } from "./a.json" with { type: "json" };', 'a.json': '{}' },
      1,
      'default export only',
    ],
    [
      'JSON that is none',
      { 'm.mjs': 'import a from "./a.json" with { type: "json" };', 'a.json': '{\n  "a": 1,\n}' },
      4,
      'This is not JSON',
    ],
    ['an attribute of code', { 'm.mjs': 'import "./a.mjs" with { type: "json" };', 'a.mjs': '' }, 1, 'leave it out'],
    [
      'import() in another file',
      { 'm.mjs': 'import "./a.mjs";', 'a.mjs': 'import("./m.mjs")' },
      2,
      "import() can't be used here",
    ],
    ['import.meta in another file', { 'm.mjs': 'import "./a.mjs";', 'a.mjs': '\n\nimport.meta.url' }, 4, 'import.meta'],
    [
      'a module that does not exist',
      { 'm.mjs': 'import "./a.mjs";', 'a.mjs': 'export * from "lodash";' },
      2,
      'no module "lodash"',
    ],
    ['brackets without end', { 'm.mjs': 'import "./a.mjs";', 'a.mjs': '('.repeat(3000) }, 2, 'nested more than'],
    ['bytes that are no text', { 'm.mjs': 'import "./a.mjs";', 'a.mjs': '\u0000' }, 2, 'not a text file'],
  ];
  for (const [what, files, line, says] of refused) {
    test(what, () => {
      const found = problem(files);
      expect(found.message).toContain(says);
      expect(found.line).toBe(line);
    });
  }

  test('files that are too long together', () => {
    const half = `// ${'x'.repeat(300_000)}\n`;
    expect(problem({ 'm.mjs': `import "./a.mjs";${half}`, 'a.mjs': half }).message).toContain('too long');
  });
});

describe('what is known of names from other files', () => {
  async function warnings(files: Files): Promise<readonly string[]> {
    const { fileName, source, files: others = [] } = sourceOf(files);
    const ran = await runInSandbox(source, { fileName, files: others });
    return ran.of('warning').map(({ message, place }) => `${place?.line}: ${message.slice(0, 60)}`);
  }

  test('a coroutine that is never awaited, through a re-export and a default', async () => {
    const files = {
      'm.ts': `import { run, coroutine } from 'asyncio';\nimport beat, { work } from './index.ts';\nawait run(coroutine(async () => {\n  work();\n  beat();\n  await work();\n})());`,
      'index.ts': `export * from './work.ts'; export { default } from './work.ts';`,
      'work.ts': `import { coroutine, sleep } from 'asyncio';\nexport const work = coroutine(async () => { await sleep(0); });\nexport default coroutine(async () => { await sleep(0); });`,
    };
    const told = (await warnings(files)).filter((each) => each.includes('only makes a coroutine'));
    expect(told.map((each) => each.slice(0, 12))).toEqual(['4: `work(…)`', '5: `beat(…)`']);
  });

  test('asyncio by way of another file', async () => {
    const files = {
      'm.ts': `import { run, pause, main } from './lib.ts';\nrun(main());\nconsole.log('next');`,
      'lib.ts': `export { run, sleep as pause } from 'asyncio';\nimport { coroutine } from 'asyncio';\nexport const main = coroutine(async () => {});`,
    };
    expect(await warnings(files)).toEqual([expect.stringMatching(/^2: Other than in Python, `run/)]);
  });
});

describe('where things happened', () => {
  const files = {
    'main.ts': `import { run } from 'asyncio';\nimport { work } from './lib/work.ts';\n\nawait run(work());\n`,
    'lib/work.ts': `import { coroutine, sleep } from 'asyncio';\nexport const work = coroutine(async () => {\n  await sleep(1);\n  throw new Error('here');\n});\n`,
  };

  test('lines count through all files', async () => {
    const { fileName, source, files: others = [] } = sourceOf(files);
    const ran = await runInSandbox(source, { fileName, files: others });
    expect(ran.end.error?.place).toEqual({ line: 5 + 4, column: 3 });
    expect(ran.of('taskSuspended')[0]?.place).toEqual({ line: 5 + 3, column: 3 });
  });

  test('tracebacks and deadlocks name the file', async () => {
    const source = `import { run, Lock, createTask, coroutine, sleep } from 'asyncio';\nimport { take } from './take.ts';\nawait run(take(new Lock()));`;
    const take = `import { coroutine } from 'asyncio';\nexport const take = coroutine(async (lock) => {\n  await lock.acquire();\n  await lock.acquire();\n});`;
    const ran = await runInSandbox(source, { fileName: 'm.ts', files: [{ fileName: 'take.ts', source: take }] });
    expect(ran.end.error?.message).toContain('waits at line 4 of take.ts for a lock');
    const group = `import { run, taskGroup, coroutine } from 'asyncio';\nimport { work } from './w.ts';\nawait run(coroutine(async () => { await taskGroup(async (g) => { g.createTask(work()); }); })());`;
    const w = `import { coroutine } from 'asyncio';\nexport const work = coroutine(async () => {\n  throw new Error('x');\n});`;
    const failed = await runInSandbox(group, { fileName: 'm.ts', files: [{ fileName: 'w.ts', source: w }] });
    expect(failed.errors).toContain('line 3 of w.ts, column 3');
  });
});

describe('threads and processes', () => {
  const crunch = `import { step, queue } from './step.ts';
export class Boom extends Error { override name = 'Boom'; }
export function crunch(n: number): number { let sum = 0; for (let i = 0; i < n; i += step) sum += i; return sum; }
export function fail(what: string): void { throw new Boom(what); }
export function look(): unknown { return queue; }
`;
  const step = `import { Queue } from 'asyncio';\nexport const step = 1;\nexport const queue = new Queue();\nconsole.log('once');\n`;
  const files: readonly OwnFile[] = [
    { fileName: 'crunch.ts', source: crunch },
    { fileName: 'step.ts', source: step },
  ];
  const program = (body: string): string =>
    `import { run, coroutine, toThread, gather } from 'asyncio';\nimport { ProcessPoolExecutor } from 'concurrent.futures';\nimport { crunch, Boom, fail, look } from './crunch.ts';\nawait run(coroutine(async () => {\n${body}\n})());`;

  test('call functions of other files, which fail with their own classes', async () => {
    const ran = await runInSandbox(
      program(`console.log(await gather([toThread(crunch, 10), toThread(crunch, 20)]));
const pool = new ProcessPoolExecutor({ maxWorkers: 1 });
console.log([...pool.map(crunch, [10, 20])]);
pool.shutdown({ wait: false });
try { await toThread(fail, 'x'); } catch (e) { if (!(e instanceof Boom)) throw e; console.log(String(e)); }`),
      { files, clock: 'real' },
    );
    expect([ran.end.error, ran.output]).toEqual([null, 'once\n[ 45, 190 ]\n[ 45, 190 ]\nBoom: x\n']);
  });

  test('say in a deadlock in which file each of them waits', async () => {
    const cross = `import { Lock } from 'threading';
import { sleep } from 'time';

export function cross(one: Lock, other: Lock): void {
  one.acquire();
  sleep(0.1);
  other.acquire();
}
`;
    const source = `import { Lock, Thread } from 'threading';
import { cross } from './lib/cross.ts';
const [a, b] = [new Lock(), new Lock()];
const threads = [new Thread({ target: cross, args: [a, b] }), new Thread({ target: cross, args: [b, a] })];
for (const thread of threads) thread.start();
for (const thread of threads) thread.joinSync();
`;
    const ran = await runInSandbox(source, {
      fileName: 'm.ts',
      files: [{ fileName: 'lib/cross.ts', source: cross }],
      clock: 'virtual',
    });
    expect(ran.end.error?.message.split('\n')).toEqual([
      'deadlock: every thread waits, and nothing is left that could go on',
      '  MainThread waits at line 6 of m.ts for another thread to end',
      '  Thread-1 (cross) waits at line 7 of lib/cross.ts for a lock that Thread-2 (cross) has',
      '  Thread-2 (cross) waits at line 7 of lib/cross.ts for a lock that Thread-1 (cross) has',
    ]);
  });

  test('have no statements of other files either, and say so', async () => {
    const ran = await runInSandbox(program('await toThread(look);'), { files, clock: 'real' });
    expect(ran.end.error?.message).toContain('queue is not defined here: a thread or process has only');
  });
});
