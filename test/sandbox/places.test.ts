/** Which line: of every task that waits, of every error, warning and limit; and which task runs. Through the real sandbox. */
import { describe, expect, test } from 'vitest';
import { runCode } from '../../src/sandbox/run-code.ts';
import { startChild } from '../../src/sandbox/spare.ts';
import type { Event, EventOf } from '../../src/trace/event.ts';
import { BUILT_CHILD, type Ran, runInSandbox } from './run-in-sandbox.ts';

const IMPORTS =
  "import { coroutine, createTask, currentTask, CancelledError, Event, Future, gather, getRunningLoop, run, shield, sleep, taskGroup, timeout, wait, waitFor } from 'asyncio';";

/** A program whose first line is line 1 of the test's own text: the imports share it. */
function program(text: string): string {
  const exported = /\bEvent\b/.test(text) ? IMPORTS : IMPORTS.replace(' Event,', '');
  return exported + text.replace(/^\n/, '');
}

type Suspended = EventOf<'taskSuspended'>;

/** The waits of the task with that name, as `LINE WHAT [until] [of TASK]`. */
function waits(ran: Ran, name: string): readonly string[] {
  const names = new Map(ran.of('taskCreated').map((event) => [event.task, event.name]));
  return ran
    .of('taskSuspended')
    .filter((event) => names.get(event.task) === name)
    .map((event: Suspended) => {
      const until = event.wait.until === null ? '' : ` until ${event.wait.until}`;
      const other = event.wait.task === null ? '' : ` of ${names.get(event.wait.task)}`;
      return `${event.place?.line} ${event.wait.what}${until}${other}`;
    });
}

describe.concurrent('a suspended task knows its line and what it waits for', { timeout: 60_000 }, () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'a sleep',
      '\nawait run(coroutine(async () => {\n  await sleep(1);\n\n  await sleep(2);\n})());',
      ['2 sleep until 1', '4 sleep until 3'],
    ],
    [
      'a task',
      '\nconst work = coroutine(async () => { await sleep(1); });\nawait run(coroutine(async () => {\n  const task = createTask(work(), { name: "worker" });\n  await\n    task;\n})());',
      ['4 task of worker'],
    ],
    ['a gather', '\nawait run(coroutine(async () => {\n  await gather(sleep(1), sleep(2));\n})());', ['2 gather']],
    [
      'a group that waits for its tasks',
      '\nconst work = coroutine(async () => { await sleep(1); });\nawait run(coroutine(async () => {\n  await taskGroup(async (group) => {\n    group.createTask(work());\n  });\n})());',
      ['3 taskGroup'],
    ],
    [
      'a sleep in a group’s body',
      '\nawait run(coroutine(async () => {\n  await taskGroup(async (group) => {\n    await sleep(1);\n  });\n})());',
      ['3 sleep until 1'],
    ],
    [
      'a sleep under a timeout',
      '\nawait run(coroutine(async () => {\n  await timeout(5, async () => {\n    await sleep(1);\n  });\n})());',
      ['3 sleep until 1'],
    ],
    [
      'a future',
      '\nawait run(coroutine(async () => {\n  const future = new Future();\n  getRunningLoop().callLater(1, () => future.setResult(1));\n  await future;\n})());',
      ['4 future'],
    ],
    [
      'a wait',
      '\nawait run(coroutine(async () => {\n  const tasks = [createTask(sleep(1)), createTask(sleep(2))];\n  await wait(tasks);\n})());',
      ['3 wait'],
    ],
    [
      'a promise of JavaScript’s own',
      '\nawait run(coroutine(async () => {\n  let done;\n  const promise = new Promise((resolve) => { done = resolve; });\n  getRunningLoop().callLater(1, done);\n  await promise;\n})());',
      ['5 promise'],
    ],
    [
      'a coroutine awaited in place',
      '\nconst inner = coroutine(async () => {\n  await sleep(1);\n});\nawait run(coroutine(async () => {\n  await inner();\n})());',
      ['2 sleep until 1'],
    ],
    [
      'plain async helpers, the innermost',
      '\nconst one = async () => {\n  await two();\n};\nconst two = async () => {\n  await sleep(1);\n  await null;\n  await sleep(1);\n};\nawait run(coroutine(async () => {\n  await one();\n  await sleep(1);\n})());',
      ['5 sleep until 1', '7 sleep until 2', '11 sleep until 3'],
    ],
    [
      'an async generator',
      '\nasync function* numbers() {\n  await sleep(1);\n  yield 1;\n  await sleep(1);\n}\nawait run(coroutine(async () => {\n  for await (const n of numbers()) {\n    await sleep(1);\n  }\n})());',
      ['2 sleep until 1', '8 sleep until 2', '4 sleep until 3'],
    ],
    [
      'for await over awaitables',
      '\nawait run(coroutine(async () => {\n  for await (const x of [sleep(1), sleep(2)]) {\n    x;\n  }\n})());',
      ['2 sleep until 1', '2 sleep until 3'],
    ],
    [
      'a wait in finally',
      '\nawait run(coroutine(async () => {\n  try {\n    throw 1;\n  } catch {\n    await sleep(1);\n  } finally {\n    await sleep(1);\n  }\n})());',
      ['5 sleep until 1', '7 sleep until 2'],
    ],
  ];
  for (const [what, text, expected] of cases) {
    test(what, async () => {
      const ran = await runInSandbox(program(text));
      expect(ran.end.error).toBeNull();
      expect(waits(ran, 'Task-1')).toEqual(expected);
    });
  }

  test('two tasks in the same helper are told apart', async () => {
    const ran = await runInSandbox(
      program(
        '\nconst helper = async (n) => {\n  await sleep(n);\n  await sleep(n);\n};\nconst work = coroutine(async (n) => {\n  await helper(n);\n  await sleep(1);\n});\nawait run(coroutine(async () => {\n  const tasks = [createTask(work(1), { name: "a" }), createTask(work(1.5), { name: "b" })];\n  for (const task of tasks) await task;\n})());',
      ),
    );
    expect(waits(ran, 'a')).toEqual(['2 sleep until 1', '3 sleep until 2', '7 sleep until 3']);
    expect(waits(ran, 'b')).toEqual(['2 sleep until 1.5', '3 sleep until 3', '7 sleep until 4']);
  });
});

describe.concurrent('an error that nobody caught has the line where it was thrown', { timeout: 60_000 }, () => {
  const inMain = (body: string): string => `\nawait run(coroutine(async () => {\n${body}\n})());`;
  const cases: readonly (readonly [string, string, string, number])[] = [
    ['thrown at the top', '\n\nthrow new Error("x");', 'Error', 2],
    ['thrown after an await', inMain('  await sleep(1);\n  throw new RangeError("x");'), 'RangeError', 3],
    [
      'thrown in a helper',
      `\nfunction helper() {\n  throw new Error("x");\n}${inMain('  await sleep(1);\n  helper();')}`,
      'Error',
      2,
    ],
    [
      'made on one line and thrown on another',
      inMain('  const error = new Error("x");\n  await sleep(1);\n  throw error;'),
      'Error',
      2,
    ],
    [
      'thrown after a call in the same statement',
      `\nfunction find() {\n  const all = {};\n  return all.none;\n}${inMain('  await sleep(1);\n  find().name;')}`,
      'TypeError',
      7,
    ],
    [
      'thrown in a try that has only a finally',
      inMain('  try {\n    null.x;\n  } finally {\n    console.log("over");\n  }'),
      'TypeError',
      3,
    ],
    [
      'an error of a class with its own constructor',
      `\nclass Lost extends Error {\n  constructor() {\n    super("x");\n  }\n}${inMain('  throw new Lost();')}`,
      'Error',
      7,
    ],
    [
      'thrown by the condition of a loop in a later round',
      inMain('  let list = [1];\n  while (\n    list.length > 0\n  ) {\n    list = null;\n  }'),
      'TypeError',
      4,
    ],
    ['a TypeError of the engine', inMain('  await sleep(1);\n  const nothing = null;\n  nothing.x;'), 'TypeError', 4],
    [
      'a TypeError of the engine in a plain helper',
      `\nconst helper = (x) =>\n  x.y.z;${inMain('  await sleep(1);\n  helper({});')}`,
      'TypeError',
      2,
    ],
    ['a ReferenceError', inMain('  await sleep(1);\n  missing();'), 'ReferenceError', 3],
    ['a value that is no error', inMain('  await sleep(1);\n  throw "text";'), 'Thrown value', 3],
    ['an object that is no error', inMain('  await sleep(1);\n  throw { a: 1 };'), 'Thrown value', 3],
    [
      'a rejected promise of JavaScript’s own',
      inMain('  await sleep(1);\n  await Promise.reject(new Error("x"));'),
      'Error',
      3,
    ],
    [
      'rethrown by catch and finally',
      inMain(
        '  try {\n    throw new Error("x");\n  } catch (error) {\n    await sleep(1);\n    throw error;\n  } finally {\n    await sleep(1);\n  }',
      ),
      'Error',
      3,
    ],
    [
      'in a task that is awaited',
      `\nconst work = coroutine(async () => {\n  await sleep(1);\n  throw new Error("x");\n});${inMain('  const task = createTask(work());\n  await task;')}`,
      'Error',
      3,
    ],
    [
      'through a gather',
      `\nconst work = coroutine(async () => {\n  throw new Error("x");\n});${inMain('  await gather(sleep(1), work());')}`,
      'Error',
      2,
    ],
    [
      'a deadline that passed, where the time was spent',
      inMain('  await timeout(1, async () => {\n    await sleep(5);\n  });'),
      'TimeoutError',
      3,
    ],
    ['a deadline of wait_for', inMain('  await waitFor(sleep(5), 1);'), 'TimeoutError', 2],
    [
      'a cancelled task that is awaited',
      inMain('  const task = createTask(sleep(5));\n  await sleep(1);\n  task.cancel();\n  await task;'),
      'CancelledError',
      5,
    ],
    [
      'nobody handles',
      '\nconst lost = async () => {\n  throw new Error("x");\n};\nlost();\nawait new Promise(() => {});',
      'Error',
      2,
    ],
    [
      'in an async generator',
      `\nasync function* numbers() {\n  await sleep(1);\n  throw new Error("x");\n}${inMain('  for await (const n of numbers()) {\n    n;\n  }')}`,
      'Error',
      3,
    ],
    [
      'in a getter, by way of the console',
      inMain('  const object = { get a() {\n    throw new Error("x");\n  } };\n  object.a;'),
      'Error',
      3,
    ],
  ];
  for (const [what, text, name, line] of cases) {
    test(what, async () => {
      const { error } = (await runInSandbox(program(text))).end;
      expect([error?.name, error?.place?.line]).toEqual([name, line]);
    });
  }

  test('in a callback of the loop: it is reported, and the program goes on', async () => {
    const ran = await runInSandbox(
      program(
        inMain(
          '  getRunningLoop().callSoon(() => {\n    throw new Error("in a callback");\n  });\n  await sleep(1);\n  console.log("on");',
        ),
      ),
    );
    expect([ran.status, ran.output]).toEqual(['done', 'on\n']);
    expect(ran.errors).toContain('in a callback');
  });

  test('of a task, in the event of its end', async () => {
    const ran = await runInSandbox(
      program(
        '\nconst work = coroutine(async () => {\n  await sleep(1);\n  throw new Error("x");\n});\nawait run(coroutine(async () => {\n  const tasks = [createTask(work()), createTask(work())];\n  await wait(tasks);\n  for (const task of tasks) task.exception();\n})());',
      ),
    );
    const failed = ran.of('taskEnded').filter((event) => event.outcome === 'failed');
    expect(failed.map((event) => [event.place?.line, event.error?.message])).toEqual([
      [3, 'x'],
      [3, 'x'],
    ]);
  });
});

describe.concurrent('other lines', { timeout: 60_000 }, () => {
  test('a coroutine that was never awaited: where it was made', async () => {
    const ran = await runInSandbox(
      program(
        '\nconst work = coroutine(async () => {});\nawait run(coroutine(async () => {\n  work();\n  await sleep(1);\n})());',
      ),
    );
    expect(ran.of('warning').map((event) => [event.category, event.place?.line])).toEqual([
      ['SyntaxWarning', 3],
      ['RuntimeWarning', 3],
    ]);
  });

  test.each([
    [
      'a plain async function that waited',
      'const main = async () => {\n  await sleep(1);\n};\n\nawait run(main());',
      5,
    ],
    ['one that did not wait', 'const main = async () => {\n  sleep;\n};\n\nawait run(main());', 5],
    ['an arrow without braces', 'const main = async () =>\n  await sleep(1);\n\nawait run(main());', 4],
    ['in a loop', 'const main = async () => {\n  for await (const x of [sleep(1)]) x;\n};\n\nawait run(main());', 5],
  ])('an error after a call of %s: the line of the call', async (_, text, line) => {
    const ran = await runInSandbox(program(`\n${text}`));
    expect(ran.end.error).toMatchObject({ name: 'ValueError', place: { line } });
  });

  test.each([
    ['the same number twice', 'try {\n  throw 42;\n} catch {}\n\nthrow 42;', 5],
    ['the same text twice', 'try {\n  throw ("a" + "b");\n} catch {}\nthrow "ab";', 4],
    ['thrown again by its name', 'try {\n  throw 42;\n} catch (e) {\n  throw e;\n}', 2],
  ])('a value that is no object, %s: where it was thrown', async (_, text, line) => {
    const ran = await runInSandbox(program(`\n${text}`));
    expect(ran.end.error).toMatchObject({ name: 'Thrown value', place: { line } });
  });

  test('two tasks that throw the same text: each where it did', async () => {
    const ran = await runInSandbox(
      program(
        '\nconst one = coroutine(async () => {\n  throw "stop";\n});\nconst two = coroutine(async () => {\n  throw "stop";\n});\nawait run(coroutine(async () => {\n  await wait([createTask(one()), createTask(two())]);\n})());',
      ),
    );
    const failed = ran.of('taskEnded').filter((event) => event.outcome === 'failed');
    expect(failed.map((event) => event.place?.line)).toEqual([2, 5]);
  });

  test('an error of a task that is asyncio’s own: where it came out, not the line that ran last', async () => {
    const ran = await runInSandbox(
      program(
        '\nconst clock = coroutine(async () => {\n  await sleep(1);\n});\nawait run(coroutine(async () => {\n  createTask(clock());\n  const answer = createTask(toThread(() => 1));\n  await answer;\n})());',
      ).replace('timeout,', 'timeout, toThread,'),
    );
    expect(ran.end.error).toMatchObject({ name: 'TypeError', place: { line: 7 } });
    const failed = ran.of('taskEnded').find(({ outcome }) => outcome === 'failed')!;
    expect(failed.error).toMatchObject({ name: 'TypeError', place: null });
    expect(ran.replay().at(ran.events.length).taskById(failed.task)).toMatchObject({ place: { line: 6 } });
  });

  test('a task that blocks the thread, or is cut off: the line that it is on', async () => {
    const ran = await runInSandbox(
      "import { coroutine, run, sleep } from 'asyncio';\nimport { sleep as block } from 'time';\nawait run(coroutine(async () => {\n  await sleep(0.5);\n  const x = 1;\n  block(2);\n  for (;;) void x;\n})());\n",
      { clock: 'virtual', limits: { seconds: 0.5 } },
    );
    expect(ran.of('lineReached').map(({ at, place }) => [at, place.line])).toEqual([
      [0.5, 6],
      [2.5, 7],
    ]);
    const replay = ran.replay();
    const blocked = ran.events.findIndex((event) => event.type === 'clockCharged');
    expect(replay.at(blocked).task(0)).toMatchObject({ state: 'running', place: { line: 6 } });
  });

  test('what was printed: by which task, on which line', async () => {
    const ran = await runInSandbox(
      program(
        '\nconst say = (text) => {\n  console.log(text);\n};\nawait run(coroutine(async () => {\n  say("a");\n  await sleep(1);\n  console.log("b");\n})());\nconsole.log("c");',
      ),
    );
    expect(ran.of('output').map((event) => [event.text, event.task, event.place?.line])).toEqual([
      ['a\n', 1, 2],
      ['b\n', 1, 7],
      ['c\n', null, 9],
    ]);
  });

  test('a time limit in the middle of nested calls', async () => {
    const ran = await runInSandbox(
      program(
        '\nconst inner = (n) => {\n  while (n) {\n    n++;\n  }\n};\nconst outer = () => inner(1);\nawait run(coroutine(async () => {\n  await sleep(1);\n  outer();\n})());',
      ),
      { limits: { seconds: 0.3 } },
    );
    expect(ran.status).toBe('timeout');
    expect([2, 3]).toContain(ran.end.error?.place?.line);
  });

  test('where a task was made', async () => {
    const ran = await runInSandbox(
      program('\nawait run(coroutine(async () => {\n  const task =\n    createTask(sleep(1));\n  await task;\n})());'),
    );
    expect(ran.of('taskCreated').map((event) => event.place?.line)).toEqual([1, 2]);
  });
});

describe.concurrent('the current task is right', { timeout: 60_000 }, () => {
  /** Three tasks do the same with each other's turns in between; each notes who it is after every step. */
  const among = (body: string): string =>
    program(
      `\nconst me = () => currentTask()?.getName();\nconst own = coroutine(async (name) => {\n  const check = (where) => { if (me() !== name) console.log(name + ' is ' + me() + ' ' + where); };\n  ${body}\n});\n` +
        'await run(coroutine(async () => {\n  const tasks = ["a", "b", "c"].map((name) => createTask(own(name), { name }));\n  for (const task of tasks) await task;\n  if (me() !== "Task-1") console.log("main is " + me());\n})());\nif (currentTaskOrNone() !== undefined) console.log("outside is a task");\nfunction currentTaskOrNone() { try { return me(); } catch { return undefined; } }',
    );
  const pause = 'await new Promise((done) => getRunningLoop().callLater(Math.random(), done));';
  const bodies: readonly (readonly [string, string])[] = [
    [
      'after promises of JavaScript’s own',
      `for (let n = 0; n < 5; n++) { ${pause} check("after"); await null; check("null"); await Promise.resolve().then(() => {}); check("then"); }`,
    ],
    [
      'in catch and finally',
      `try { await new Promise((_, fail) => getRunningLoop().callLater(Math.random(), fail)); } catch { check("catch"); ${pause} check("catch after"); } finally { check("finally"); ${pause} check("finally after"); }`,
    ],
    [
      'in a finally without a catch',
      `const f = async () => { try { await new Promise((_, fail) => getRunningLoop().callLater(Math.random(), () => fail({}))); } finally { check("finally"); } }; try { await f(); } catch ({ message }) { check("outer"); }`,
    ],
    [
      'in helpers of helpers',
      `const one = async () => { ${pause} check("one"); }; const two = async () => { await one(); check("two"); ${pause} check("two after"); return one(); }; await two(); check("end"); await Promise.all([one(), two()]); check("all");`,
    ],
    [
      'in async generators',
      `async function* numbers() { for (let n = 0; n < 3; n++) { ${pause} check("generator"); yield n; check("after yield"); } } for await (const n of numbers()) { check("body"); ${pause} check("body after"); } check("end");`,
    ],
    [
      'in for await without a block',
      `const it = { [Symbol.asyncIterator]: () => ({ n: 0, next() { return new Promise((done) => getRunningLoop().callLater(Math.random(), () => done({ done: this.n++ > 2, value: 1 }))); } }) }; for await (const n of it) check("body"); check("end");`,
    ],
    [
      'under a timeout and in a group',
      `await timeout(50, async () => { ${pause} check("timeout"); }); check("after timeout"); await taskGroup(async (group) => { group.createTask(sleep(1)); ${pause} check("group"); }); check("after group");`,
    ],
    [
      'after a cancellation that was swallowed',
      `const task = createTask(sleep(9)); getRunningLoop().callLater(Math.random(), () => task.cancel()); try { await task; } catch { check("cancelled"); } ${pause} check("end");`,
    ],
  ];
  for (const [where, body] of bodies) {
    test(where, async () => {
      const ran = await runInSandbox(among(body));
      expect(ran.end.error).toBeNull();
      expect(ran.output).toBe('');
    });
  }
});

test('one handle a slice or all at once: the same places', async () => {
  const source = program(
    '\nconst helper = async () => {\n  await null;\n  await sleep(1);\n};\nawait run(coroutine(async () => {\n  await gather(...[1, 2, 3].map(() => coroutine(helper)()));\n  for await (const x of (async function* () { yield 1; await sleep(1); })()) await helper();\n})());',
  );
  const run = runCode({ fileName: 'program.ts', source }, { clock: 'virtual', child: startChild(64, BUILT_CHILD) });
  const events: Event[] = [];
  for (let last = 'ready'; last !== 'ended';) {
    const slice = await run.slice({ until: Infinity, handles: 1 });
    events.push(...slice.events);
    last = slice.report.state;
  }
  expect(JSON.stringify(events)).toBe(JSON.stringify((await runInSandbox(source)).events));
});
