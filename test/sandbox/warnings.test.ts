/** What the compile step warns of: where, of what, and what it leaves alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { resolve } from 'node:path';
import { parse, type Program } from 'acorn';
import { describe, expect, test } from 'vitest';
import { compile, type ModuleExports } from '../../src/sandbox/compile.ts';
import { type CompileWarning, compileWarnings } from '../../src/sandbox/warnings.ts';
import { HOOKS } from './plain-and-marked.ts';
import { runInSandbox } from './run-in-sandbox.ts';

const EXPORTS = [
  'CancelledError',
  'coroutine',
  'createTask',
  'ensureFuture',
  'exceptStar',
  'gather',
  'getRunningLoop',
  'isException',
  'Lock',
  'Queue',
  'run',
  'shield',
  'sleep',
  'TaskGroup',
  'taskGroup',
  'timeout',
  'TimeoutError',
  'ValueError',
  'waitFor',
];
const IMPORTS = `import { ${EXPORTS.join(', ')} } from 'asyncio';`;

/** Each as `LINE:COLUMN CODE argument …`; the first line of `text` is the program's second. */
function warnings(text: string, imports = IMPORTS, modules: ModuleExports = {}): readonly string[] {
  const compiled = compile({ fileName: 'a.ts', source: `${imports}\n${text}` }, HOOKS, {
    asyncio: EXPORTS,
    time: ['sleep', 'time'],
    ...modules,
  });
  if (!compiled.ok) throw new Error(compiled.problem.message);
  return compiled.warnings.map(asLine);
}

function asLine({ line, column, saying }: CompileWarning): string {
  return [`${line}:${column} ${saying.code}`, ...saying.args].join(' ');
}

const F = 'const f = coroutine(async (n: number = 0) => n);\n';

test('a method that gives a coroutine is known by the class of its object', () => {
  const text = `const queue = new Queue(), lock = new Lock();
const main = coroutine(async () => {
  queue.put(1);
  lock.acquire();
  queue.putNowait(1); lock.release(); other.put(1);
  await queue.get();
});`;
  expect(warnings(text)).toEqual(['4:3 neverAwaited queue.put', '5:3 neverAwaited lock.acquire']);
});

describe('a plain async function where a coroutine belongs', () => {
  const PLAIN = 'const g = async (n: number) => {\n  await sleep(n);\n};\n';

  test.each([
    [
      'gathered',
      `${PLAIN}gather(g(1), g(2));`,
      ['5:8 plainAsyncFunction g gather', '5:14 plainAsyncFunction g gather'],
    ],
    ['gathered in a list', `${PLAIN}gather([g(1)]);`, ['5:9 plainAsyncFunction g gather']],
    ['with a timeout', `${PLAIN}void waitFor(g(1), 1);`, ['5:14 plainAsyncFunction g waitFor']],
    ['the function of a coroutine', `${F}gather(f, f());`, ['3:8 notCalled f gather']],
  ])('%s', (_, text, expected) => {
    expect(warnings(text)).toEqual(expected);
  });

  test.each([
    ['one that waits for something else', 'const g = async () => {\n  await fetch();\n};\ngather(g());'],
    ['a coroutine', `${F}gather(f(), [f()]);`],
  ])('but not %s', (_, text) => {
    expect(warnings(text)).toEqual([]);
  });
});

describe('an await that does not do what it says', () => {
  const TIME = `${IMPORTS} import { sleep as nap, time } from 'time';`;

  test.each([
    ['the function in the place of its call', `${F}await f;`, ['3:7 functionAwaited f']],
    ['a plain async function, the same', 'const g = async () => {};\nawait g;', ['3:7 functionAwaited g']],
    ['a sleep that blocks', 'await nap(1);', ['2:7 blockingAwaited nap']],
    ['a run that is not awaited', `${F}run(f());\nconsole.log(1);`, ['3:1 runNotAwaited run']],
    ['a run among others', `${F}for (const x of [1, 2]) run(f(x));`, ['3:25 runNotAwaited run']],
  ])('%s', (_, text, expected) => {
    expect(warnings(text, TIME)).toEqual(expected);
  });

  test.each([
    ['the call', `${F}await f();`],
    ['a value of that name', 'const later = gather();\nawait later;'],
    ['a blocking sleep that nobody awaits', 'nap(1);'],
    ['another function of the module', 'await time();'],
    ['a run after which nothing comes', `${F}run(f());\nfunction later() {}`],
    ['a run whose promise is used', `${F}const over = run(f());\nawait over;`],
  ])('but not %s', (_, text) => {
    expect(warnings(text, TIME)).toEqual([]);
  });
});

describe('a coroutine that nobody awaits', () => {
  test.each([
    ['a bare call at the top', `${F}f(1);`, ['3:1 neverRun f']],
    ['a bare sleep', 'const main = coroutine(async () => {\n  sleep(1);\n});', ['3:3 neverAwaited sleep']],
    ['a call that is kept and never used', `${F}const c = f();`, ['3:11 neverAwaited f']],
  ])('%s', (_, text, expected) => {
    expect(warnings(text)).toEqual(expected);
  });

  test('through a namespace', () => {
    expect(
      warnings('const f = a.coroutine(async () => {});\nf();\na.sleep(1);', "import * as a from 'asyncio';"),
    ).toEqual(['3:1 neverRun f', '4:1 neverRun a.sleep']);
  });

  test.each([
    ['an awaited call', `${F}await f();`],
    ['one that becomes a task', `${F}createTask(f());`],
    ['one that is kept and used', `${F}const c = f();\nawait c;`],
    ['one in a list', `${F}const all = [f()];\nawait gather(...all);`],
    ['a function of that name elsewhere', `${F}function g(f: () => void) {\n  f();\n}`],
    ['one that has another value by then', 'let f: unknown = coroutine(async () => {});\nf = () => {};\nf();'],
    ['a function that is no coroutine', 'const f = () => 1;\nf();'],
  ])('but not %s', (_, text) => {
    expect(warnings(text)).toEqual([]);
  });
});

describe('a task that an async function returns', () => {
  test.each([
    ['a new task', `${F}const g = coroutine(async () => {\n  return createTask(f());\n});`, ['4:10 taskReturned']],
    ['a new task, without braces', `${F}const g = coroutine(async () => createTask(f()));`, ['3:33 taskReturned']],
    [
      'a task with a name',
      `${F}const g = async () => {\n  const t = createTask(f());\n  return t;\n};`,
      ['5:10 taskReturned'],
    ],
    ['of a group', `${F}await taskGroup(async (g) => g.createTask(f()));`, ['3:30 taskReturned']],
  ])('%s', (_, text, expected) => {
    expect(warnings(text)).toEqual(expected);
  });

  test.each([
    ['in a box', `${F}const g = coroutine(async () => [createTask(f())]);`],
    ['a gather, whose results are meant', `${F}const g = coroutine(async () => gather(f(), f()));`],
    [
      'what an object of the program’s own makes',
      'const limiter = { createTask: (x: string) => x };\nconst g = async () => limiter.createTask("x");',
    ],
    [
      'a name that has another value by then',
      `${F}const g = async () => {\n  let r: unknown = createTask(f());\n  r = await r;\n  return r;\n};`,
    ],
    ['from a plain function', `${F}const g = () => createTask(f());\ng();`],
    ['its result', `${F}const g = coroutine(async () => await createTask(f()));`],
    ['a coroutine, whose result is meant', `${F}const g = coroutine(async () => f());`],
    [
      'from a function inside',
      `${F}const g = coroutine(async () => {\n  const h = () => {\n    return createTask(f());\n  };\n  await h();\n});`,
    ],
  ])('but not %s', (_, text) => {
    expect(warnings(text)).toEqual([]);
  });
});

describe('a catch that swallows cancellation', () => {
  const catching = (handler: string, body = 'await sleep(1);') =>
    `const g = coroutine(async () => {\n  try {\n    ${body}\n  } ${handler}\n});`;

  test.each([
    ['all it catches', 'catch (e) { console.log(e); }', 'e'],
    ['without a name', 'catch { }', 'error'],
    ['with a finally', 'catch (problem) { } finally { }', 'problem'],
  ])('%s', (_, handler, name) => {
    expect(warnings(catching(handler))).toEqual([`5:5 catchSwallows ${name}`]);
  });

  test('around a for await', () => {
    expect(warnings(catching('catch (e) { }', 'for await (const x of [1]) console.log(x);'))).toHaveLength(1);
  });

  test.each([
    ['one that throws again', catching('catch (e) { throw e; }')],
    ['one that asks isException', catching('catch (e) { if (isException(e)) console.log(1); }')],
    [
      'one that asks through the namespace',
      `import * as a from 'asyncio';\n${catching('catch (e) { if (a.isException(e)) console.log(1); }')}`,
    ],
    ['one that hands it on', catching('catch (e) { future.setException(e); }')],
    ['one that names CancelledError', catching('catch (e) { console.log(e instanceof CancelledError); }')],
    ['one that is given to exceptStar', catching('catch (e) { await exceptStar(e, [TypeError, () => {}]); }')],
    ['one around code that never waits', catching('catch (e) { }', 'JSON.parse("1");')],
    [
      'one around a function that waits',
      catching('catch (e) { }', 'const h = async () => { await sleep(1); }; void h;'),
    ],
    ['one at the top of the program, which is no task', 'try {\n  await run(sleep(1));\n} catch (e) { }'],
  ])('but not %s', (_, text) => {
    expect(warnings(text)).toEqual([]);
  });
});

describe('a catch that lets the request to cancel through on some of its ways only', () => {
  const catching = (handler: string, before = '') =>
    `${before}const g = coroutine(async () => {\n  for (;;) try { await sleep(1); } catch (e) { ${handler} }\n});`;

  test.each([
    ['throws errors of one kind only', 'if (e instanceof ValueError) throw e; console.log("again");'],
    ['throws JavaScript’s own only', 'if (e instanceof TypeError) throw e;'],
    ['throws what is no timeout, but prints it', 'if (!(e instanceof TimeoutError)) console.log(e);'],
    ['throws after the third time', 'if (tries > 2) throw e;'],
    ['throws in a function inside', '[1].forEach(() => { throw e; });'],
    ['has an `isException` of its own', 'const isException = 1; console.log(isException);'],
    ['throws in a loop that may not run', 'for (const x of xs) throw e;'],
    ['throws in one case', 'switch (kind) { case 1: throw e; default: console.log(1); }'],
    ['throws in a `try` that catches it', 'try { throw e; } catch { }'],
    ['goes on', 'continue;'],
    ['returns nothing', 'return;'],
    ['returns what `console.log` gives', 'return console.log(e);'],
    ['returns something else', 'return null;'],
    ['prints the word', "console.log('CancelledError', e);"],
    ['throws an error of the file’s own', 'if (e instanceof Refused) throw e;', 'class Refused extends Error {}\n'],
    ['hands it to a function that does not throw', 'say(e);', 'function say(e: unknown) { console.log(e); }\n'],
  ])('it %s', (_, handler, before = '') => {
    expect(warnings(catching(handler, before))).toEqual([expect.stringMatching(/^\d+:36 catchSwallows e$/)]);
  });

  test.each([
    ['throws on either way', 'if (tries > 2) throw e; else throw new ValueError();'],
    ['throws whatever it does not know', 'if (e instanceof ValueError) console.log(e); else throw e;'],
    ['throws what is no timeout', 'if (!(e instanceof TimeoutError)) throw e; console.log(1);'],
    ['throws all that are two kinds', 'if (!(e instanceof TimeoutError || e instanceof ValueError)) throw e;'],
    ['throws every error', 'if (e instanceof Error) throw e;'],
    ['throws what a switch leaves', 'switch (true) { case e instanceof ValueError: break; default: throw e; }'],
    ['throws after a loop', 'for (const x of xs) { if (x) continue; if (!x) break; } throw e;'],
    ['throws after a switch', 'switch (kind) { case 1: console.log(1); break; } throw e;'],
    ['throws for a name', 'if ((e as Error).name === "CancelledError") throw e;'],
    ['throws what it made of it', 'const made = new ValueError(); throw made;'],
    ['throws in a function', 'fail(e);', 'function fail(e: unknown): never { throw e; }\n'],
    ['asks a function of its own', 'if (isFatal(e)) throw e;', 'const isFatal = (e: unknown) => !e;\n'],
    ['returns what a function gives for it', 'return report(e);', 'const report = (e: unknown) => { throw e; };\n'],
    ['waits for what a function gives for it', 'return await report(e);'],
    ['keeps it for later', 'failure = e;', 'let failure: unknown;\n'],
    ['throws in a `try` with a finally', 'try { throw e; } finally { console.log(1); }'],
    ['throws in a finally', 'try { console.log(1); } finally { throw e; }'],
    ['ends the process', 'process.exit(1);'],
  ])('but not where it %s', (_, handler, before = '') => {
    expect(warnings(catching(handler, before))).toEqual([]);
  });
});

describe('a catch around promises of JavaScript’s own, from which no CancelledError comes', () => {
  const around = (body: string, before = '') =>
    `${before}const g = coroutine(async () => {\n  try { ${body} } catch (e) { console.log(e); }\n});`;

  test.each([
    ['Promise.resolve', 'await Promise.resolve(1);'],
    ['a new Promise', 'await new Promise((resolve) => setTimeout(resolve, 1));'],
    ['fetch', 'const response = await fetch("a"); console.log(await response.json());'],
    ['several', 'await Promise.all([fetch("a"), Promise.resolve(1)]);'],
    ['as many as there are', 'await Promise.all(urls.map((url) => fetch(url)));'],
    ['with `then`', 'await fetch("a").then((it) => it.text());'],
    ['by a name', 'const p = fetch("a"); await p;'],
    [
      'an async function that awaits nothing else',
      'await load();',
      'async function load() { await Promise.resolve(); }\n',
    ],
    [
      'a function that makes one',
      'await later(5);',
      'const later = (ms: number) => new Promise((on) => setTimeout(on, ms));\n',
    ],
    ['one that calls itself', 'await load(1);', 'async function load(n: number) { if (n) await load(n - 1); }\n'],
  ])('%s', (_, body, before = '') => {
    expect(warnings(around(body, before))).toEqual([]);
  });

  test.each([
    ['one of them is asyncio’s', 'await fetch("a"); await sleep(1);'],
    ['a promise hides one', 'await Promise.all([sleep(1)]);'],
    [
      'an async function awaits one',
      'await load();',
      'async function load() { await Promise.resolve(); await sleep(1); }\n',
    ],
    ['an async function returns one', 'await load();', 'async function load() { return sleep(1); }\n'],
    ['`Promise` is the program’s own', 'await Promise.resolve(1);', 'const Promise = { resolve: sleep };\n'],
    ['nobody knows', 'await work();', 'let work = sleep;\nwork = sleep;\n'],
  ])('but not where %s', (_, body, before = '') => {
    expect(warnings(around(body, before))).toEqual([expect.stringMatching(/catchSwallows e$/)]);
  });
});

describe('a combinator of promises over what asyncio awaits', () => {
  test.each([
    ['Promise.all([sleep(1), sleep(2)])', 'all gather(…)'],
    ['Promise.all([1, 2].map(f))', 'all gather(…)'],
    ['Promise.all([1, 2].map((n) => f(n)))', 'all gather(…)'],
    ['Promise.race([createTask(f()), sleep(1)])', 'race wait([…], { returnWhen: FIRST_COMPLETED })'],
    ['Promise.allSettled([f(), sleep(1)])', 'allSettled gather([…], { returnExceptions: true })'],
    ['Promise.any([f(), f()])', 'any asCompleted([…])'],
  ])('%s', (call, expected) => {
    expect(warnings(`${F}const g = coroutine(async () => { await ${call}; });`)).toEqual([
      `3:41 promiseCombinator ${expected}`,
    ]);
  });

  test.each([
    ['at the top, where no task waits', 'await Promise.all([sleep(1), sleep(2)]);'],
    ['with one of them', `${F}const g = async () => { await Promise.race([f(), Promise.resolve()]); };`],
    ['of promises', 'await Promise.all([fetch("a"), Promise.resolve(1)]);'],
    ['of async functions', 'const p = async () => 1;\nawait Promise.all([p(), p()]);'],
    [
      'that is no Promise of the language',
      'const Promise = { all: (x: unknown) => x };\nawait Promise.all([sleep(1)]);',
    ],
  ])('but not one %s', (_, text) => {
    expect(warnings(text)).toEqual([]);
  });
});

describe('a list of what asyncio awaits that is made before', () => {
  const main = (body: string) => `${F}const g = coroutine(async () => {\n  ${body}\n  await Promise.all(tasks);\n});`;

  test.each([
    ['written out', 'const tasks = [createTask(f(1)), createTask(f(2))];'],
    ['made by map', 'const tasks = [1, 2].map((n) => createTask(f(n)));'],
    ['made by map with a body', 'const tasks = [1, 2].map((n) => { return createTask(f(n)); });'],
    ['made by Array.from', 'const tasks = Array.from({ length: 3 }, () => f());'],
    ['pushed in a loop', 'const tasks = []; for (let i = 0; i < 3; i++) tasks.push(createTask(f(i)));'],
    ['pushed one after the other', 'const tasks = []; tasks.push(f(1)); tasks.push(f(2));'],
    ['with another list in it', 'const first = [f(1), f(2)]; const tasks = [...first];'],
  ])('%s', (_, body) => {
    expect(warnings(main(body))).toEqual(['5:9 promiseCombinator all gather(…)']);
  });

  test.each([
    ['one of one', 'const tasks = [createTask(f(1))];'],
    ['one with one that is pushed', 'const tasks = []; tasks.push(createTask(f(1)));'],
    ['one that gets another value', 'let tasks: unknown[] = [f(1), f(2)]; tasks = [];'],
    ['one of promises', 'const tasks = [fetch("a"), fetch("b")];'],
    [
      'another of that name',
      'const tasks: unknown[] = []; { const tasks = [createTask(f(1)), createTask(f(2))]; void tasks; }',
    ],
  ])('but not %s', (_, body) => {
    expect(warnings(main(body))).toEqual([]);
  });
});

describe('a name that stands for several things in a file', () => {
  test.each([
    [
      'a parameter elsewhere',
      `${F}const log = (f: boolean) => f;\nconst main = coroutine(async () => {\n  f(1);\n});`,
      ['5:3 neverAwaited f'],
    ],
    [
      'the same name for a task in two functions',
      `${F}const a = async () => {\n  const t = createTask(f());\n  return t;\n};\nconst b = async () => {\n  const t = createTask(f());\n  await t;\n};`,
      ['5:10 taskReturned'],
    ],
    [
      'the same name, used once and never',
      `${F}const a = async () => {\n  const job = f();\n};\nconst b = async () => {\n  const job = f();\n  await job;\n};`,
      ['4:15 neverAwaited f'],
    ],
    [
      'another name for it',
      `${F}const main = coroutine(async () => {\n  const again = f;\n  again(1);\n});`,
      ['5:3 neverAwaited again'],
    ],
    ['a property of that name', `${F}const o = { f: 1 };\no.f = 2;\nf(1);`, ['5:1 neverRun f']],
    [
      'a name forgotten here, though declared there',
      'const g = (slep: number) => slep;\nslep(1);',
      ['3:1 notImported slep sleep asyncio'],
    ],
  ])('%s', (_, text, expected) => {
    expect(warnings(text)).toEqual(expected);
  });

  test.each([
    ['a function of that name in a block', `${F}{\n  const f = (n: number) => n;\n  f(1);\n}`],
    ['a `var` that is hoisted', `${F}function g() {\n  f(1);\n  var f = (n: number) => n;\n}`],
    [
      'a function that is declared further down',
      `${F}function g() {\n  f(1);\n  function f(n: number) { return n; }\n}`,
    ],
    ['what a `catch` takes', `${F}try { JSON.parse(''); } catch (f: any) { f(1); }`],
    ['the name of a function expression', `${F}const g = function f(n: number): void { if (n) f(n - 1); };`],
    ['a variable of a loop', `${F}for (const f of [(n: number) => n]) f(1);`],
    ['a class that is no class of asyncio’s', 'class Lock { acquire() {} }\nconst lock = new Lock();\nlock.acquire();'],
  ])('but not %s', (_, text) => {
    expect(warnings(text, text.startsWith('class') ? "import { run } from 'asyncio';" : IMPORTS)).toEqual([]);
  });
});

describe('a coroutine that nobody awaits, wherever its function is to be seen', () => {
  const main = (body: string, before = '') => `${F}${before}const main = coroutine(async () => {\n  ${body}\n});`;

  test.each([
    ['after a condition', 'n && f(1);', '4:8 neverAwaited f'],
    ['on either side of a choice', 'n ? f(1) : console.log(1);', '4:7 neverAwaited f'],
    ['in a sequence', 'f(1), console.log(1);', '4:3 neverAwaited f'],
    ['if it is there', 'f?.(1);', '4:3 neverAwaited f'],
    ['kept in a variable that nobody reads', 'let c; c = f(1);', '4:14 neverAwaited f'],
    ['for each', '[1].forEach((n) => f(n));', '4:22 neverAwaited f'],
    ['for each, by its name', '[1].forEach(f);', '4:15 neverAwaited f'],
    ['of an object', 'o.f(1);', '5:3 neverAwaited o.f', 'const o = { f: coroutine(async (n: number) => n) };\n'],
    ['given by a plain function', 'make();', '5:3 neverAwaited make', 'const make = () => f(1);\n'],
  ])('%s', (_, body, expected, before = '') => {
    expect(warnings(main(body, before))).toEqual([expected]);
  });

  test.each([
    [
      'of a parameter with a type',
      'const g = async (q: Queue<number>, l: Lock) => {\n  q.put(1);\n  l.acquire();\n};',
      ['3:3 neverAwaited q.put', '4:3 neverAwaited l.acquire'],
    ],
    [
      'of a type through the namespace',
      "import * as a from 'asyncio';\nconst g = async (q: a.Queue<() => void>) => {\n  q.put(() => {});\n};",
      ['4:3 neverAwaited q.put'],
    ],
    [
      'of a type that is only that',
      "import type { Semaphore } from 'asyncio';\nconst g = async (s: Semaphore) => {\n  s.acquire();\n};",
      ['4:3 neverAwaited s.acquire'],
    ],
    [
      'of a field',
      'class A {\n  q = new Queue();\n  async run() {\n    this.q.put(1);\n  }\n}',
      ['5:5 neverAwaited this.q.put'],
    ],
    [
      'of a private field',
      'class A {\n  #q = new Queue();\n  async run() {\n    this.#q.put(1);\n  }\n}',
      ['5:5 neverAwaited this.#q.put'],
    ],
    [
      'of a field with a type',
      'class A {\n  readonly q: Queue<number>;\n  constructor(q: Queue<number>) { this.q = q; }\n  async run() {\n    this.q.put(1);\n  }\n}',
      ['6:5 neverAwaited this.q.put'],
    ],
    [
      'of a field that the constructor sets',
      'class A {\n  constructor() {\n    this.q = new Queue();\n  }\n  async run() {\n    this.q.put(1);\n  }\n}',
      ['7:5 neverAwaited this.q.put'],
    ],
    [
      'of the class itself',
      'class A {\n  work = coroutine(async () => {});\n  go = coroutine(async () => {\n    this.work();\n  });\n}',
      ['5:5 neverAwaited this.work'],
    ],
    [
      'of an object of the class',
      'class A {\n  work = coroutine(async () => {});\n}\nconst a = new A();\na.work();',
      ['6:1 neverRun a.work'],
    ],
  ])('%s', (_, text, expected) => {
    expect(warnings(text)).toEqual(expected);
  });

  test.each([
    ['whose promise is left on purpose', main('void f(1);')],
    ['that is looked at', main('if (n && f(1)) console.log(1);')],
    [
      'of a type that may be another',
      'const g = async (q: Queue<number> | null) => { q?.put(1); };\nconst h = async (q: Queue<number>[]) => { q.push(1); };',
    ],
    [
      'of a class that was given another method',
      'class A {\n  work = coroutine(async () => {});\n  go() {\n    this.work();\n  }\n}\nnew A().work = () => {};',
    ],
    [
      'of a class whose heir has another',
      'class A {\n  work = coroutine(async () => {});\n  go() {\n    this.work();\n  }\n}\nclass B extends A {\n  work = () => {};\n}',
    ],
    [
      'of another `this`',
      'class A {\n  work = coroutine(async () => {});\n  go() {\n    return function () { this.work(); };\n  }\n}',
    ],
    ['of an object that was given another', 'const o = { f: coroutine(async () => {}) };\no.f = () => {};\no.f();'],
    [
      'that a `forEach` of the program’s own takes',
      `${F}const all = { forEach: async (g: any) => { await g(1); } };\nall.forEach((n: number) => f(n));`,
    ],
    ['for which a task is made', `${F}[1].forEach((n) => createTask(f(n)));`],
    ['that is exported', `${F}export const c = f(1);`],
    [
      'that has a type of the program’s own',
      'interface Pipe { put(n: number): void }\nconst g = (q: Pipe) => { q.put(1); };',
    ],
  ])('but not one %s', (_, text) => {
    expect(warnings(text)).toEqual([]);
  });
});

describe('a task that an async function returns, wherever it was made', () => {
  test.each([
    [
      'by a group that is handed in',
      `${F}const g = coroutine(async (tg: TaskGroup) => {\n  return tg.createTask(f());\n});`,
      '4:10 taskReturned',
    ],
    [
      'by the loop',
      `${F}const g = coroutine(async () => {\n  const loop = getRunningLoop();\n  return loop.createTask(f());\n});`,
      '5:10 taskReturned',
    ],
    [
      'by the loop at once',
      `${F}const g = coroutine(async () => {\n  return getRunningLoop().createTask(f());\n});`,
      '4:10 taskReturned',
    ],
    ['by ensureFuture', `${F}const g = coroutine(async () => {\n  return ensureFuture(f());\n});`, '4:10 taskReturned'],
    ['or nothing', `${F}const g = coroutine(async (n: number) =>\n  n ? createTask(f()) : null);`, '4:7 taskReturned'],
  ])('%s', (_, text, expected) => {
    expect(warnings(text)).toEqual([expected]);
  });
});

describe('a plain async function where a coroutine is needed', () => {
  test.each([
    ['run', 'const main = async () => {};\nawait run(main());', '3:11 plainAsyncFunction main run'],
    [
      'createTask',
      'async function f() {}\nconst g = coroutine(async () => { createTask(f()); });',
      '3:46 plainAsyncFunction f createTask',
    ],
    [
      'a group',
      'const f = async () => {};\nawait taskGroup(async (g) => { g.createTask(f()); });',
      '3:45 plainAsyncFunction f createTask',
    ],
  ])('%s', (_, text, expected) => {
    expect(warnings(text)).toEqual([expected]);
  });

  test('a function that nobody called', () => {
    expect(warnings(`${F}await run(f);\nawait taskGroup(async (g) => void g.createTask(f));`)).toEqual([
      '3:11 notCalled f run',
      '4:48 notCalled f createTask',
    ]);
  });

  test('but not where an object of the program’s own is asked', () => {
    expect(warnings('const f = async () => {};\nconst shop = { run: (x: unknown) => x };\nshop.run(f());')).toEqual([]);
  });

  test('but not a coroutine', () => {
    expect(warnings(`${F}await run(f());`)).toEqual([]);
  });
});

test('names that were imported by other names are known', () => {
  const imports = "import { CancelledError as CE, coroutine, isException as isExc, sleep as rest } from 'asyncio';";
  const body = (test: string) =>
    `const g = coroutine(async () => {\n  try { await rest(1); } catch (e) { ${test} }\n  rest(1);\n});`;
  for (const test of ['if (isExc(e)) return;', 'console.log(e instanceof CE);'])
    expect(warnings(body(test), imports)).toEqual(['4:3 neverAwaited rest']);
});

test('a program without asyncio is told nothing', () => {
  expect(warnings('const f = async () => { try { await f(); } catch (e) { } };', '')).toEqual([]);
});

describe('a name that Python has', () => {
  test.each([
    ['print("x");', '2:1 python print console.log(…)'],
    ['const x = None;', '2:11 python None null'],
    ['await sleep(len("xy"));', '2:13 python len x.length'],
    ['await asyncio.sleep(1);', '2:7 moduleNotImported asyncio'],
    ['time.sleep(1);', '2:1 moduleNotImported time'],
  ])('%s', (text, expected) => expect(warnings(text)).toEqual([expected]));

  test('but not where the program has it', () => {
    expect(warnings('const print = console.log; print(1); const list = [len]; function len() {}; list;')).toEqual([]);
    expect(warnings('const f = (None: number, time: number) => None + time; f(1, 2);')).toEqual([]);
  });

  test('and not where it was only given a value, as a script may', () => {
    const compiled = compile({ fileName: 'a.js', source: 'list = [1]; list.pop();' }, HOOKS, { asyncio: [] });
    expect(compiled.ok && compiled.warnings).toEqual([]);
  });
});

describe('a name that was not imported', () => {
  test.each([
    ['sleep(1);', '', '2:1 notImported sleep sleep asyncio'],
    ['await run(slep(1));', "import { run } from 'asyncio';", '2:11 notImported slep sleep asyncio'],
    ['new Event();', "import { run } from 'asyncio';", '2:5 notImported Event Event asyncio'],
    [
      'const f = coroutine(async () => {});',
      "import { run } from 'asyncio';",
      '2:11 notImported coroutine coroutine asyncio',
    ],
  ])('%s', (text, imports, expected) => {
    const asyncio = [...EXPORTS, 'Event'];
    const compiled = compile({ fileName: 'a.ts', source: `${imports}\n${text}` }, HOOKS, { asyncio });
    expect(compiled.ok && compiled.warnings.map(asLine)).toEqual([expected]);
  });

  test('but not a class that JavaScript has under the same name, where asyncio is not used', () => {
    const source = "new Event('tick');\nnew Response('text');";
    const compiled = compile({ fileName: 'a.ts', source }, HOOKS, { asyncio: ['Event'], requests: ['Response'] });
    expect(compiled.ok && compiled.warnings).toEqual([]);
  });

  test.each([
    ['a name of the language', 'Promise; Map; undefined; NaN; globalThis;'],
    ['a name that Node has and the sandbox has not', 'setTimeout;'],
    ['a property or a label', 'const o = { sleep: 1 };\no.sleep;\nsleep: for (;;) break sleep;'],
    ['a parameter', 'const f = (sleep: unknown) => sleep;\nf;'],
    ['a name that is like nothing', 'whatever;'],
  ])('but not %s', (_, text) => {
    expect(warnings(text, '')).toEqual([]);
  });

  test('is told once', () => {
    expect(warnings('slep(1);\nslep(2);', '')).toHaveLength(1);
  });
});

test('a long chain of calls is looked through once', () => {
  expect(warnings(`let a: any = run;\na${'.b().c'.repeat(100)}();`)).toEqual([]);
});

test('programs that are compared with CPython are told of what they do on purpose, and of nothing else', () => {
  const root = resolve(import.meta.dirname, '../..');
  const asyncio = readFileSync(resolve(root, 'src/asyncio/index.ts'), 'utf8').match(/\w+/g)!;
  const namesOf = (module: string): string[] => {
    const source = readFileSync(resolve(root, `src/realm/modules/${module}.ts`), 'utf8');
    return [...source.matchAll(/^export (?:class|const|function) (\w+)/gm)].map((match) => match[1]!);
  };
  const modules = {
    asyncio,
    'concurrent.futures': namesOf('concurrent-futures'),
    ...Object.fromEntries(['files', 'requests', 'threading', 'time'].map((name) => [name, namesOf(name)])),
  };
  const told = ['test/asyncio/conformance', 'test/asyncio/pairs', 'lessons'].flatMap((folder) => {
    const files = readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' });
    return (
      files
        // A judge is not a program: it is run with the learner's.
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.judge.ts'))
        .flatMap((file) => {
          const source = readFileSync(resolve(root, folder, file), 'utf8');
          const compiled = compile({ fileName: file, source }, HOOKS, modules);
          if (!compiled.ok) return [`${file}: ${compiled.problem.message}`];
          // They print each error that comes, a CancelledError too.
          return compiled.warnings
            .filter(({ saying }) => saying.code !== 'catchSwallows')
            .map((warning) => `${file}:${asLine(warning)}`);
        })
    );
  });
  expect(told.toSorted()).toEqual([
    '055-never-awaited-warning/program.ts:10:16 neverAwaited forgotten',
    '056-never-awaited-early-drop/program.ts:8:3 neverAwaited forgotten',
    '07-running-a-coroutine/bare-call.ts:11:3 neverAwaited make',
    '07-running-a-coroutine/no-tea.starter.ts:10:3 neverAwaited make',
  ]);
});

test('any program of the tests can be looked through', () => {
  const folder = resolve(import.meta.dirname, 'programs');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[mc]?[jt]s$/.test(file));
  expect(files.length).toBeGreaterThan(50);
  const odd = [
    'export default async function () {}',
    'export default function* () {}',
    'export default class {}',
    'const { a = b(), ...c } = d, [e, , ...f] = g;',
    'for (const [x] of y) z?.(x)?.w`${x}`;',
    'class A { #p = async () => { try { await 1 } catch {} }; static { this.#p; } }',
    'label: for await (const x of y) { continue label; }',
  ];
  const sources = files.map((file) => {
    const text = readFileSync(resolve(folder, file), 'utf8');
    // Some of the others are made to break the stripper of types, for good.
    return file.endsWith('ts') ? stripTypeScriptTypes(text) : text;
  });
  for (const source of [...sources, ...odd]) {
    for (const sourceType of ['module', 'script'] as const) {
      const tree = parsed(source, sourceType);
      if (tree !== null) expect(() => compileWarnings(tree, { asyncio: EXPORTS })).not.toThrow();
    }
  }
});

function parsed(source: string, sourceType: 'module' | 'script'): Program | null {
  try {
    return parse(source, { ecmaVersion: 'latest', sourceType, locations: true });
  } catch {
    return null;
  }
}

test('a program with very many is told of the first twenty, in order', () => {
  const lines = warnings(`${F}${'f();\n'.repeat(50)}`);
  expect(lines).toHaveLength(20);
  expect(lines[0]).toBe('3:1 neverRun f');
  expect(lines[19]).toBe('22:1 neverRun f');
});

test('a run begins with its warnings, in words, and goes on', { timeout: 60_000 }, async () => {
  const ran = await runInSandbox("import { run, sleep } from 'asyncio';\nsleep(1);\nconsole.log('on');\nvoid run;\n");
  expect(ran.status).toBe('done');
  expect(ran.events.slice(0, 2).map((event) => event.type)).toEqual(['runStarted', 'warning']);
  const [first] = ran.of('warning');
  expect(first).toMatchObject({
    category: 'SyntaxWarning',
    place: { line: 2, column: 1 },
    saying: { code: 'neverRun', args: ['sleep'] },
  });
  expect(first!.message).toBe(
    '`sleep(…)` only makes a coroutine: none of its code runs. ' +
      'Write `await run(sleep(…))`, which starts a loop and runs it there.',
  );
});

const WORKERS = `import { Thread } from 'threading'; import * as futures from 'concurrent.futures'; import { ThreadPoolExecutor as Pool } from 'concurrent.futures'; import { getRunningLoop, runCoroutineThreadsafe, wrapFuture } from 'asyncio';`;
const WORKER_MODULES = {
  asyncio: ['getRunningLoop', 'runCoroutineThreadsafe', 'wrapFuture'],
  'concurrent.futures': ['ThreadPoolExecutor', 'ProcessPoolExecutor'],
  threading: ['Thread'],
};

test('a join and a shutdown that nobody awaits are told of, also in a loop over threads', () => {
  const text = `const t = new Thread(f), made = Array.from({ length: 2 }, () => new Thread(f)), pushed = [];
t.join();
for (const each of made) { each.start(); each.join(); }
for (const n of [1, 2]) pushed.push(new Thread(f, n));
for (const each of pushed) each.join(1);
function g() { t.join(); }
const pool = new Pool(2);
pool.shutdown();
{ using other = new futures.ProcessPoolExecutor(); other.shutdown({ cancelFutures: true }); }`;
  expect(warnings(text, WORKERS, WORKER_MODULES)).toEqual([
    '3:1 joinNotAwaited t',
    '4:42 joinNotAwaited each',
    '6:28 joinNotAwaited each',
    '7:16 joinNotAwaited t',
    '9:1 shutdownNotAwaited pool',
    '10:52 shutdownNotAwaited other',
  ]);
});

test('a join or shutdown that is awaited, kept, meant or of something else is left alone', () => {
  const text = `const t = new Thread(f), pool = new Pool(2), mixed = [t, { join() {} }], changed = [new Thread(f)];
await t.join(); void t.join(); const over = t.join(); t.joinSync(); t.start();
await Promise.all([t.join()]); await pool.shutdown();
pool.shutdown({ wait: false }); pool.shutdown(false); pool.shutdown(options);
for (const each of mixed) each.join();
changed[0] = { join() {} };
for (const each of changed) each.join();
let other = new Thread(f); other = { join() {} }; other.join();
class Own { join() {} } new Own().join(); ['a'].join();
function h(Thread) { const t = new Thread(); t.join(); }`;
  expect(warnings(text, WORKERS, WORKER_MODULES)).toEqual([]);
  expect(warnings('class Thread { join() {} } const t = new Thread(); t.join();')).toEqual([]);
});

test('a future of a pool that is awaited is told of, and is a TypeError as in CPython', async () => {
  const text = `const pool = new Pool(2), call = pool.submit(f, 1);
await call;
await pool.submit(f, 2);
await wrapFuture(call); call.result(); await call.result(); await other.submit(f);
await runCoroutineThreadsafe(g(), loop);`;
  expect(warnings(text, WORKERS, WORKER_MODULES)).toEqual([
    '3:7 poolFutureAwaited call',
    '4:7 poolFutureAwaited pool.submit(…)',
    '6:7 poolFutureAwaited runCoroutineThreadsafe(…)',
  ]);
  const ran = await runInSandbox(`import { ThreadPoolExecutor } from "concurrent.futures";
function f() { return 1; }
using pool = new ThreadPoolExecutor(1);
await pool.submit(f);`);
  expect(ran.end.error).toMatchObject({
    name: 'TypeError',
    message: "object Future can't be used in 'await' expression",
    place: { line: 4 },
  });
});
