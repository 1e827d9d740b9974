/** A program in its sandbox, seen from the parent: limits, clocks, slices, the end, and what `console` prints. */
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { runCode, type SandboxRun } from '../../src/sandbox/run-code.ts';
import { startChild } from '../../src/sandbox/spare.ts';
import type { Clock, Event } from '../../src/trace/event.ts';
import { BUILT_CHILD, type Ran, runInSandbox } from './run-in-sandbox.ts';

const IMPORTS = "import { coroutine, createTask, Future, gather, run, sleep, taskGroup, timeout } from 'asyncio';";

function inLoop(body: string): string {
  return `${IMPORTS}\nawait run(coroutine(async () => {\n${body}\n})());`;
}

function begin(source: string, clock: Clock = 'virtual', limits: object = {}): SandboxRun {
  return runCode(
    { fileName: 'program.ts', source },
    { clock, limits, sliceMs: 50, child: startChild(64, BUILT_CHILD) },
  );
}

function limits(ran: Ran): readonly unknown[] {
  return ran.of('limitReached').map(({ name, value }) => [name, value]);
}

test('a program that breaks what its own report is made of has failed, however short its slices are', async () => {
  const source = readFileSync(resolve(import.meta.dirname, 'programs/escape-own/024-fatal-end.mjs'), 'utf8');
  for (const sliceMs of [0.01, 1, 50]) {
    const ran = await runInSandbox(source, { fileName: '024-fatal-end.mjs', sliceMs });
    expect([ran.status, ran.end.error?.name]).toEqual(['failed', 'Thrown value']);
  }
});

describe.concurrent('a coroutine that is awaited', { timeout: 60_000 }, () => {
  test('begins at the await itself, as in Python, and its line is known', async () => {
    const ran = await runInSandbox(
      inLoop(`const f = coroutine(async (name) => {
  console.log('begins', name);
  await sleep(1);
  return name;
});
void Promise.resolve().then(() => console.log('microtask'));
console.log(await f('f'));`),
    );
    expect(ran.output).toBe('begins f\nmicrotask\nf\n');
    const lines = ran.of('taskSuspended').map(({ place }) => place?.line);
    expect(lines).toEqual([5]);
  });

  test('can be awaited once, in the same words as in plain Node', async () => {
    const ran = await runInSandbox(
      inLoop(`const f = coroutine(async () => { await sleep(1); });
const once = f();
const again = async () => { try { await once; } catch (error) { console.log(error.message); } };
createTask(coroutine(again)());
await once;
await again();
const fails = coroutine(() => { throw new Error('at once'); });
try { await fails(); } catch (error) { console.log(error.message); }`),
    );
    expect(ran.output).toBe('coroutine is being awaited already\ncannot reuse already awaited coroutine\nat once\n');
  });
});

describe.concurrent('a task that goes on by a native promise, beside another that runs', { timeout: 60_000 }, () => {
  const GATE = 'let open; const gate = new Promise((resolve) => { open = resolve; });\n';
  const waiters: readonly (readonly [string, string])[] = [
    ['sleeps', 'await sleep(1);'],
    ['gives way', 'await sleep(0);'],
    ['waits for a future', 'await later;'],
    ['waits for a lock', 'await lock.acquire();'],
    ['waits in a queue', 'await queue.get();'],
    ['calls a coroutine', 'await coroutine(async () => { await sleep(1); })();'],
  ];
  for (const [what, wait] of waiters) {
    test(`${what}, and each waits for its own`, async () => {
      const ran = await runInSandbox(
        `import { Lock, Queue, coroutine, createTask, getRunningLoop, run, sleep } from 'asyncio';
${GATE}await run(coroutine(async () => {
  const lock = new Lock(), queue = new Queue(), later = getRunningLoop().createFuture();
  await lock.acquire();
  const waiter = (name) => coroutine(async () => { await gate; ${wait} console.log(name, 'done'); })();
  const first = createTask(waiter('first'));
  const second = createTask(waiter('second'));
  await sleep(0);
  open();
  await sleep(2);
  console.log('main slept');
  lock.release(); queue.putNowait(1); queue.putNowait(2); later.setResult(1);
  await first; lock.locked() && lock.release(); await second;
})());`,
      );
      expect(ran.of('runEnded')[0]!.error).toBe(null);
      expect(ran.output.split('\n').filter((line) => line.endsWith('done'))).toEqual(['first done', 'second done']);
    });
  }

  test('and so does the top level', async () => {
    const ran = await runInSandbox(
      `import { Queue, coroutine, run, sleep } from 'asyncio';
${GATE}const queue = new Queue();
const over = run(coroutine(async () => { open(); console.log('got', await queue.get()); })());
await gate;
await sleep(1);
queue.putNowait('one');
await over;`,
    );
    expect([ran.status, ran.output]).toEqual(['done', 'got one\n']);
  });
});

describe.concurrent('limits', { timeout: 60_000 }, () => {
  const endless: readonly (readonly [string, string])[] = [
    ['in a sort comparator', '[3, 1, 2].sort(() => { for (;;); });'],
    ['in a chain of then', 'const go = () => Promise.resolve().then(go); go();'],
    [
      'in a getter that the console reads',
      'console.log({ get a() { return 1 }, [Symbol.for("nodejs.util.inspect.custom")]() { for (;;); } });',
    ],
    ['in a thenable', 'await { then(done) { for (;;); } };'],
    ['in an async generator', 'for await (const x of (async function* () { for (;;) yield 1; })());'],
    [
      'in finally, again and again',
      'const again = async () => { try { for (;;); } finally { await again(); } }; await again();',
    ],
    ['in a proxy of an error', 'throw new Proxy(new Error("x"), { get() { for (;;); } });'],
    ['in a regular expression', '/(a+)+$/.test("a".repeat(60) + "b");'],
  ];
  for (const [where, source] of endless) {
    test(`an endless loop ${where} is stopped by time`, async () => {
      const ran = await runInSandbox(source, { limits: { seconds: 0.3 } });
      expect(ran.status).toBe('timeout');
      expect(limits(ran)).toEqual([['seconds', 0.3]]);
    });
  }

  test('a builtin that does not hear the watchdog is stopped from outside', async () => {
    const ran = await runInSandbox('console.log("in"); new Array(2 ** 32 - 1).fill(0);', { limits: { seconds: 0.2 } });
    // Killed, or out of memory first: an array of four thousand million holes is both.
    expect(['timeout', 'memory']).toContain(ran.status);
  });

  test('the virtual day', async () => {
    const ran = await runInSandbox(inLoop('await sleep(86_000); console.log("late"); await sleep(500);'));
    expect([ran.status, ran.output]).toEqual(['timeout', 'late\n']);
    expect(limits(ran)).toEqual([['virtual seconds', 86_400]]);
    expect(ran.end.at).toBeLessThanOrEqual(86_400);
  });

  test('memory on the heap, and the parent lives on', async () => {
    const ran = await runInSandbox('let text = "x"; const all = []; for (;;) all.push({ text: text + all.length });');
    expect([ran.status, limits(ran)]).toEqual(['memory', [['memory', 64]]]);
  });

  test('memory in buffers: what was printed in the handle that took it is not lost, nor its line', async () => {
    const ran = await runInSandbox(
      'console.log("before");\nconst all = [];\nfor (;;) all.push(new Uint8Array(1_000_000).fill(1));\n',
    );
    expect([ran.status, limits(ran)]).toEqual(['memory', [['memory', 64]]]);
    expect(ran.output).toBe('before\n');
    expect(ran.end.error?.place?.line).toBe(3);
  });

  test('memory in buffers, outside the heap', async () => {
    const ran = await runInSandbox(
      inLoop('const all = []; for (;;) { all.push(new Float64Array(1e6).fill(1)); await sleep(0.1); }'),
    );
    expect([ran.status, limits(ran)]).toEqual(['memory', [['memory', 64]]]);
  });

  test('output, in many lines or in one', async () => {
    const many = await runInSandbox('for (let n = 0; ; n++) console.log("line", n);');
    expect([many.status, limits(many)]).toEqual(['output', [['output', 1_000_000]]]);
    expect(many.output.length).toBeLessThanOrEqual(1_000_000);
    const one = await runInSandbox('console.log("x".repeat(200_000)); console.log("after");');
    expect([one.status, limits(one)]).toEqual(['done', [['output line', 65_536]]]);
    expect(one.output).toHaveLength(65_536 + 'after\n'.length);
    expect(one.output.endsWith('…\nafter\n')).toBe(true);
  });

  test('events, as the run was told', async () => {
    const ran = await runInSandbox(inLoop('for (;;) await sleep(0);'), { limits: { events: 5000 } });
    expect([ran.status, limits(ran)]).toEqual(['output', [['events', 5000]]]);
    expect(ran.events.length).toBe(5000 + 3);
  });

  test('tasks alive at once', async () => {
    const ran = await runInSandbox(inLoop('const work = coroutine(async () => {}); for (;;) createTask(work());'), {
      limits: { memoryMb: 512, seconds: 60 },
    });
    expect([ran.status, limits(ran)]).toEqual(['memory', [['tasks', 100_000]]]);
  });

  test('timers set at once', async () => {
    const ran = await runInSandbox(
      `import { getRunningLoop, coroutine, run } from 'asyncio';\nawait run(coroutine(async () => { for (;;) getRunningLoop().callLater(9, () => {}); })());`,
      { limits: { memoryMb: 512, seconds: 60 } },
    );
    expect([ran.status, limits(ran)]).toEqual(['memory', [['timers', 100_000]]]);
  });

  test('a limit that is caught stops the program all the same', async () => {
    const ran = await runInSandbox('for (;;) try { console.log("x".repeat(60_000)); } catch { }');
    expect(ran.status).toBe('output');
  });
});

describe.concurrent('clocks', { timeout: 60_000 }, () => {
  /** Work that no processor does in 50 ms. */
  const BUSY = 'let sum = 0; for (let n = 0; n < 4e8; n++) sum += n;';

  test('auto charges a handle that holds the loop, and says so', async () => {
    const late =
      'createTask(coroutine(async () => { await sleep(0.001); console.log(getRunningLoop().time()); })()); await sleep(0);';
    const ran = await runInSandbox(inLoop(`${late} ${BUSY} await sleep(1);`).replace('run,', 'run, getRunningLoop,'), {
      clock: 'auto',
    });
    const charged = ran.of('clockCharged');
    expect(charged.every((event) => event.why === 'cpu')).toBe(true);
    expect(charged.reduce((sum, event) => sum + event.seconds, 0)).toBeGreaterThanOrEqual(0.05);
    // The other task's timer was due after a millisecond, and had to wait.
    expect(Number(ran.output)).toBeGreaterThanOrEqual(0.05);
  });

  test('auto charges nothing to a program that does nothing', async () => {
    const ran = await runInSandbox(inLoop('for (let n = 0; n < 100; n++) await sleep(0.5);'), { clock: 'auto' });
    expect(ran.status).toBe('done');
    expect(ran.end.at).toBeGreaterThanOrEqual(50);
  });

  const repeatable: readonly (readonly [string, string])[] = [
    [
      'chance, dates and the stopwatch',
      `for (let n = 0; n < 50; n++) console.log(Math.random(), Date.now(), new Date(), performance.now());`,
    ],
    [
      'tasks that race',
      inLoop(
        'const work = coroutine(async (n) => { for (let k = 0; k < 5; k++) { await sleep(Math.random()); console.log(n, k, Date.now()); } }); await gather(...Array.from({ length: 9 }, (_, n) => work(n)));',
      ),
    ],
    [
      'a busy loop',
      inLoop(
        'const end = performance.now() + 5; while (performance.now() < end); console.log(performance.now()); await sleep(1); console.log(performance.now());',
      ),
    ],
    [
      'errors and cancellation',
      inLoop(
        'await taskGroup(async (group) => { group.createTask(coroutine(async () => { await sleep(Math.random()); throw new Error("a") })()); group.createTask(coroutine(async () => { await sleep(5) })()); });',
      ),
    ],
  ];
  for (const [what, source] of repeatable) {
    test(`virtual gives the same trace every time: ${what}`, async () => {
      const [first, second] = await Promise.all([runInSandbox(source), runInSandbox(source, { sliceMs: 1 })]);
      expect(JSON.stringify(second.events)).toBe(JSON.stringify(first.events));
      expect(first.of('clockCharged')).toEqual([]);
      expect(first.events.length).toBeGreaterThan(5);
    });
  }

  test('auto and real are not the same every time: chance is chance', async () => {
    const [first, second] = await Promise.all(
      ['auto', 'auto'].map((clock) => runInSandbox('console.log(Math.random())', { clock: clock as Clock })),
    );
    expect(first!.output).not.toBe(second!.output);
  });

  test('real follows the wall, and the order is that of the timers', async () => {
    const before = performance.now();
    const ran = await runInSandbox(
      inLoop(
        'await gather(...[0.15, 0.05, 0.1].map((s) => coroutine(async () => { await sleep(s); console.log(s); })()));',
      ),
      { clock: 'real' },
    );
    expect(performance.now() - before).toBeGreaterThanOrEqual(150);
    expect(ran.output).toBe('0.05\n0.1\n0.15\n');
    expect(ran.end.at).toBeGreaterThanOrEqual(0.15);
  });

  test('a date on the virtual clock follows the sleeps', async () => {
    const ran = await runInSandbox(
      inLoop(
        'const a = Date.now(); await sleep(60); const b = Date.now(); console.log(Math.round((b - a) / 1000), new Date(2020, 1, 3).getFullYear(), typeof Date(), new Date(0).toISOString(), Date.UTC(2000, 0));',
      ),
    );
    expect(ran.output).toBe('60 2020 string 1970-01-01T00:00:00.000Z 946684800000\n');
  });
});

describe.concurrent('slices', { timeout: 60_000 }, () => {
  const TWO_SLEEPS = inLoop('console.log("a"); await sleep(1); console.log("b"); await sleep(1); console.log("c");');

  test('of one handle stop after one handle', async () => {
    const run = begin(TWO_SLEEPS);
    const events: Event[] = [];
    let most = 0;
    for (let last = 'ready'; last !== 'ended';) {
      const slice = await run.slice({ until: Infinity, handles: 1 });
      most = Math.max(most, slice.events.filter((event) => event.type === 'handleStarted').length);
      events.push(...slice.events);
      last = slice.report.state;
    }
    expect(most).toBe(1);
    const whole = await runInSandbox(TWO_SLEEPS);
    expect(JSON.stringify(events)).toBe(JSON.stringify(whole.events));
  });

  test('until a moment go no further, and say what comes next', async () => {
    const run = begin(TWO_SLEEPS);
    const printed = (events: readonly Event[]): string =>
      events.flatMap((event) => (event.type === 'output' ? [event.text] : [])).join('');
    const first = await run.slice({ until: 0, handles: null });
    expect([printed(first.events), first.report]).toEqual(['a\n', { state: 'idle', clock: 0, nextDue: 1 }]);
    const nothing = await run.slice({ until: 0.999, handles: null });
    expect([nothing.events, nothing.report]).toEqual([[], { state: 'idle', clock: 0, nextDue: 1 }]);
    const second = await run.slice({ until: 1.5, handles: null });
    expect([printed(second.events), second.report]).toEqual(['b\n', { state: 'idle', clock: 1, nextDue: 2 }]);
    const last = await run.slice({ until: 99, handles: null });
    expect([printed(last.events), last.report.state, last.events.at(-1)?.type]).toEqual(['c\n', 'ended', 'runEnded']);
    expect(await run.slice({ until: 99, handles: null })).toEqual({
      events: [],
      report: { state: 'ended', clock: 2, nextDue: null },
    });
  });

  test('a timer that never comes is no reason to spin', async () => {
    const ran = await runInSandbox(
      `import { getRunningLoop, coroutine, run, Future } from 'asyncio';\nawait run(coroutine(async () => { getRunningLoop().callLater(1e308, () => {}); await new Future(); })());`,
    );
    expect(['timeout', 'deadlock']).toContain(ran.status);
  });
});

describe.concurrent('kill', { timeout: 60_000 }, () => {
  const killed = (events: readonly Event[]): void => {
    expect(events.filter((event) => event.type === 'runEnded')).toMatchObject([{ status: 'killed', error: null }]);
    expect(events.at(-1)?.type).toBe('runEnded');
  };

  test('before the first slice', async () => {
    const run = begin('console.log(1)');
    run.kill();
    killed((await run.slice({ until: Infinity, handles: null })).events);
  });

  test('in the middle of an endless loop, twice', async () => {
    const run = begin(inLoop('await sleep(1); for (;;);'), 'virtual', { seconds: 30 });
    const first = await run.slice({ until: 0, handles: null });
    expect(first.report.state).toBe('idle');
    const slice = run.slice({ until: Infinity, handles: null });
    run.kill();
    run.kill();
    const { events, report } = await slice;
    killed(events);
    expect(report.state).toBe('ended');
  });

  test('after the end it changes nothing', async () => {
    const run = begin('console.log(1)');
    let last: Event | undefined;
    for (;;) {
      const { events, report } = await run.slice({ until: Infinity, handles: null });
      last = events.at(-1) ?? last;
      if (report.state === 'ended') break;
    }
    run.kill();
    expect(last).toMatchObject({ type: 'runEnded', status: 'done' });
    expect((await run.slice({ until: 1, handles: null })).events).toEqual([]);
  });
});

/** Expressions whose text must be Node's own, to the letter. */
const SAME_AS_NODE: readonly string[] = [
  '0',
  '-0',
  '1.5',
  'NaN',
  'Infinity',
  '1e21',
  '123456789012345680000',
  '10n',
  'true',
  'null',
  'undefined',
  'Symbol("s")',
  'Symbol()',
  'Symbol.iterator',
  '"text"',
  '"it\'s"',
  '["it\'s"]',
  '["a\\"b\'c`d"]',
  '["\\n\\t\\x00\\u001b"]',
  '["中文", "😀"]',
  '[""]',
  '[]',
  '[1, 2, 3]',
  '[undefined, null]',
  '[1, , 3]',
  'new Array(5)',
  'Array.from({ length: 120 }, (_, i) => i)',
  '[[[[[1]]]]]',
  'Object.assign([1], { a: 2 })',
  '{}',
  '({ a: 1, b: "x", "c-d": [1], 1: 2, [Symbol("k")]: 3 })',
  '({ a: { b: { c: { d: 1 } } } })',
  '({ get a() { return 1 }, set b(v) {}, get c() { return 1 }, set c(v) {} })',
  'Object.create(null)',
  'Object.create({ a: 1 })',
  'Object.create(null, { a: { value: 1, enumerable: true } })',
  '(() => { const a = { n: 1 }; a.self = a; return a })()',
  '(() => { const a = [1]; a.push([a]); return a })()',
  '(() => {})',
  '(function named() {})',
  '(async () => {})',
  '(function* g() {})',
  '(async function* ag() {})',
  'class A {}',
  'class B extends Array {}',
  'class {}',
  'Object.assign(() => {}, { a: 1 })',
  'Math.max',
  'new (class Point { constructor() { this.x = 1 } })()',
  'new (class extends Map {})()',
  'new (class Foo { get [Symbol.toStringTag]() { return "bar" } })()',
  'new Map([[1, { a: 2 }], ["k", new Map([[1, 2]])]])',
  'new Set([1, "a", [2]])',
  'new Map()',
  'new Set()',
  'new WeakMap()',
  'new WeakSet()',
  '[new Map([[{ a: 1 }, new Set([1])]])]',
  '[1, 2][Symbol.iterator]()',
  'new Date(0)',
  'new Date(NaN)',
  '[new Date(86400000)]',
  '/a[b]+/gi',
  'new Boolean(false)',
  'new Number(-0)',
  'new String("abc")',
  'Object(Symbol("o"))',
  'Object(5n)',
  'new Uint8Array([1, 2, 3])',
  'new Float64Array(2)',
  'new ArrayBuffer(4)',
  'new DataView(new ArrayBuffer(2))',
  'new BigInt64Array(1)',
  'Math',
  'JSON',
  'Reflect',
  '(function () { return arguments })(1, 2)',
  'Array.from({ length: 30 }, (_, i) => "item " + i)',
  'Array.from({ length: 8 }, (_, i) => ({ id: i, name: "n".repeat(i) }))',
  'Object.fromEntries(Array.from({ length: 30 }, (_, i) => ["key" + i, i]))',
  '({ long: "x".repeat(200), other: 1 })',
  '["a".repeat(80), "b"]',
  '[1.5, -2, 300, 4000, 5, 6, 7, 8, 9]',
  '[{ a: 1, b: { c: [1, 2, { d: new Map([["x", { y: { z: 1 } }]]) }] } }]',
  '({ f() {}, g: () => {}, h: class {}, i: async () => {} })',
  'Object.freeze({ a: 1 })',
  '[true, "false", null]',
  '({ undefined: undefined, null: null })',
  '({ "": 1, "a b": 2, "1a": 3, a1: 4 })',
  '({ __proto__: null, a: 1 })',
];

/** Arguments of one `console.log`, with formats. */
const FORMATS: readonly string[] = [
  '"%s is %d years and %i, %f", "Bob", 42.5, 42.9, "1.5"',
  '"%j %o %O", { a: 1 }, [1], { b: { c: {} } }',
  '"%c styled", "color: red"',
  '"100%", 1',
  '"%% %s", "x"',
  '"%s"',
  '"%s %s", 1',
  '"a", "b", { c: 1 }',
  '"%d", "x"',
  '"%s", null',
  '"%s", undefined',
  '"%s", 5n',
  '"%s", Symbol("a")',
  '"%s", { a: { b: { c: 1 } } }',
  '"%s", -0',
  '"%i", 1e21',
  '"%x", 1',
  '1, "%s", 2',
  '',
  '"\\n"',
  '"%s", [1, [2, [3]]]',
  '"%s", new Date(0)',
  '"%d", 10n',
  '"%o", { f() {} }.f.length',
];

/** Arguments of one `console.table`. */
const TABLES: readonly string[] = [
  '[[1, "a"], [2, { b: 1 }]]',
  '[{ a: 1, b: "x" }, { a: 2, c: true }]',
  '[{ a: 1, b: 2 }], ["b"]',
  '[{ a: 1, b: 2 }, { b: 3 }], ["b", "a", "none"]',
  'new Map([["k", 1], ["l", { z: 1 }]])',
  'new Set([1, "b"])',
  '[1, "two", null, undefined, 3n, Symbol("s")]',
  '({ x: { y: 1 }, z: 2 })',
  '"text"',
  'null',
  '5',
  '',
  '[]',
  '({})',
  '[[]]',
  '[1, { a: 2 }, [3]]',
  '[{ "中文": "字" }, { "中文": "é" }]',
  '[{ a: { b: { c: 1 } }, d: [1, 2, 3, 4, 5], e: { f: 1, g: 2, h: 3 } }]',
  '[() => 1, class A {}]',
  '({ a: [1, 2] }), ["0"]',
  '[{ b: 1, 2: "two", 1: "one" }]',
  '[{ a: "x".repeat(60) }]',
];

function tableOfNode(args: string): string {
  let text = '';
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  (new Function('console', `"use strict"; console.table(${args});`) as (console_: Console) => void)(
    new Console(stdout),
  );
  return text;
}

describe.concurrent('console writes what Node writes', { timeout: 60_000 }, () => {
  test('values', async () => {
    const ran = await runInSandbox(SAME_AS_NODE.map((value) => `console.log(${value});`).join('\n'), {
      fileName: 'program.mjs',
    });
    const found = ran.of('output').map((event) => event.text);
    const expected = SAME_AS_NODE.map((value) => {
      const evaluated: unknown = new Function(`"use strict"; return (${value})`)();
      return `${typeof evaluated === 'string' ? evaluated : inspect(evaluated)}\n`;
    });
    expect(ran.end.error).toBeNull();
    for (const [index, value] of SAME_AS_NODE.entries())
      expect(`${value} → ${found[index]}`).toBe(`${value} → ${expected[index]}`);
  });

  test('formats', async () => {
    const { format } = await import('node:util');
    const ran = await runInSandbox(FORMATS.map((args) => `console.log(${args});`).join('\n'), {
      fileName: 'program.mjs',
    });
    const found = ran.of('output').map((event) => event.text);
    for (const [index, args] of FORMATS.entries()) {
      const expected = `${(new Function('format', `return format(${args})`) as (format_: typeof format) => string)(format)}\n`;
      expect(`${args} → ${found[index]}`).toBe(`${args} → ${expected}`);
    }
  });

  test('tables', async () => {
    const ran = await runInSandbox(TABLES.map((args) => `console.table(${args});`).join('\n'), {
      fileName: 'program.mjs',
    });
    const found = ran.of('output').map((event) => event.text);
    for (const [index, args] of TABLES.entries())
      expect(`${args} → ${found[index]}`).toBe(`${args} → ${tableOfNode(args)}`);
  });

  test('a table, and an object, that are wider and longer than anything are cut before they are put together', async () => {
    const ran = await runInSandbox(
      `const wide = {};
for (let n = 0; n < 100_000; n++) wide['key' + n] = n;
for (let n = 0; n < 20; n++) console.log(wide);
for (let n = 0; n < 20; n++) { console.table([wide]); console.table(wide); }`,
      { limits: { seconds: 30 } },
    );
    expect(ran.status).toBe('output');
    expect(ran.output.startsWith('{\n  key0: 0,\n  key1: 1,')).toBe(true);
  });

  test('groups, counters, timers, assertions and the stream of each', async () => {
    const ran = await runInSandbox(
      'console.group("G"); console.log("in\\nside"); console.group(); console.error("deep"); console.groupEnd(); console.groupEnd(); console.log("out");' +
        'console.count(); console.count("x"); console.count(); console.countReset(); console.count();' +
        'console.assert(true, "no"); console.assert(false); console.assert(0, "a %s", "b"); console.assert(0, { a: 1 });' +
        'console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); console.info(1); console.debug(2); console.warn(3);',
    );
    expect(ran.output).toBe('G\n  in\n  side\nout\ndefault: 1\nx: 1\ndefault: 2\ndefault: 1\n{ a: [Object] }\n1\n2\n');
    expect(ran.errors).toBe('    deep\nAssertion failed\nAssertion failed: a b\nAssertion failed { a: 1 }\n3\n');
  });

  test('and differs where it says so: stacks, proxies, the text of functions', async () => {
    const lines: readonly (readonly [string, string])[] = [
      ['new TypeError("m")', '[TypeError: m]'],
      ['[new Error("n")]', '[ [Error: n] ]'],
      ['new Proxy({ a: 1 }, {})', '{ a: 1 }'],
      ['String(() => 1)', 'function () { [code] }'],
    ];
    const ran = await runInSandbox(lines.map(([value]) => `console.log(${value});`).join('\n'));
    expect(ran.output.split('\n')).toEqual([...lines.map(([, text]) => text), '']);
  });
});

test('timers that are long gone count no more, and are seen to go', { timeout: 60_000 }, async () => {
  const ran = await runInSandbox(
    `import { coroutine, run, timeout, sleep } from 'asyncio';
await run(coroutine(async () => {
  for (let i = 0; i < 100_010; i++) {
    await timeout(3600, async () => {});
    if (i % 100 === 0) await sleep(0);
  }
  console.log('ok');
})());`,
    { clock: 'virtual' },
  );
  expect(ran.output).toBe('ok\n');
  expect(ran.status).toBe('done');
  expect(ran.of('timerDropped').length).toBeGreaterThan(99_000);
  expect(ran.replay().at(ran.events.length).timerCount).toBe(0);
});
