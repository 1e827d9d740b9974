/** What the compile step warns of: where, of what, and what it leaves alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { resolve } from 'node:path';
import { parse, type Program } from 'acorn';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/sandbox/compile.ts';
import { type CompileWarning, compileWarnings } from '../../src/sandbox/warnings.ts';
import { HOOKS } from './plain-and-marked.ts';
import { runInSandbox } from './run-in-sandbox.ts';

const EXPORTS = [
  'CancelledError',
  'coroutine',
  'createTask',
  'exceptStar',
  'gather',
  'isException',
  'Lock',
  'Queue',
  'run',
  'shield',
  'sleep',
  'taskGroup',
  'waitFor',
];
const IMPORTS = `import { ${EXPORTS.join(', ')} } from 'asyncio';`;

/** Each as `LINE:COLUMN CODE argument …`; the first line of `text` is the program's second. */
function warnings(text: string, imports = IMPORTS): readonly string[] {
  const compiled = compile({ fileName: 'a.ts', source: `${imports}\n${text}` }, HOOKS, {
    asyncio: EXPORTS,
    time: ['sleep', 'time'],
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
  ])('%s', (_, text, expected) => {
    expect(warnings(text, TIME)).toEqual(expected);
  });

  test.each([
    ['the call', `${F}await f();`],
    ['a value of that name', 'const later = gather();\nawait later;'],
    ['a blocking sleep that nobody awaits', 'nap(1);'],
    ['another function of the module', 'await time();'],
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
    ['one that asks through the namespace', catching('catch (e) { if (a.isException(e)) console.log(1); }')],
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
