/** Sessions in real children: what entries leave behind, what cuts and cancels do, and what completion may not set off. */
import { afterEach, describe, expect, test } from 'vitest';
import { LiveTestSession } from './live-session.ts';

const opened: LiveTestSession[] = [];
afterEach(() => opened.splice(0).forEach(({ run }) => run.kill()));

/** For code without an end: long enough for everything else that such a session does, seconds. */
const SHORT = 1;

function open(isInteractive = true, unawaitedSeconds = 60): LiveTestSession {
  const session = new LiveTestSession(isInteractive, { seconds: 60, unawaitedSeconds });
  opened.push(session);
  return session;
}

describe('what is declared', () => {
  test('stays, can be declared anew, and functions of old entries see the new one', async () => {
    const session = open();
    await session.enter('const f = () => 1; const g = () => f()');
    expect(await session.value('g()')).toBe('1');
    await session.enter('const f = () => 2');
    expect(await session.value('g()')).toBe('2');
    await session.enter('let n = 1');
    await session.enter('let n = n + 1');
    expect(await session.value('n')).toBe('2');
    await session.enter('class A { name = "old" }; const old = new A()');
    await session.enter('class A { name = "new" }');
    expect(await session.value('[old.name, new A().name, old instanceof A]')).toBe("[ 'old', 'new', false ]");
  });

  test('as a constant cannot be assigned to, and can be declared anew', async () => {
    const session = open();
    await session.enter('const c = 1');
    const { outcome, error } = await session.enter('c = 2');
    expect([outcome, error?.name, error?.message]).toEqual(['failed', 'TypeError', 'Assignment to constant variable.']);
    expect(await session.value('c')).toBe('1');
    await session.enter('let c = 5');
    await session.enter('c = 6');
    expect(await session.value('c')).toBe('6');
  });

  test('by an entry that fails stays as far as it came', async () => {
    const session = open();
    await session.enter('let first = 1; null.x; let second = 2');
    expect(await session.value('[first, second]')).toBe('[ 1, undefined ]');
  });
});

describe('an interactive session survives', () => {
  test('an endless loop in an entry: it fails where it was cut', async () => {
    const session = open(true, SHORT);
    await session.enter('const kept = 7');
    const { outcome, error } = await session.enter('let i = 0\nwhile (true) {\n  i++\n}');
    expect([outcome, error?.name]).toEqual(['failed', 'TimeLimit']);
    expect(error?.place?.line).toBeGreaterThanOrEqual(5);
    expect(await session.value('kept')).toBe('7');
    expect(await session.value('i > 0')).toBe('true');
  });

  test('one in a timer, in a microtask, in a task, and in a callback of the loop', async () => {
    for (const source of [
      'setTimeout(() => { while (true) {} }, 1); await sleep(0.1)',
      'Promise.resolve().then(() => { while (true) {} }); await sleep(0.1)',
      'createTask(coroutine(async () => { while (true) {} })()); await sleep(0.1)',
      'getRunningLoop().callSoon(() => { while (true) {} }); await sleep(0.1)',
      'queueMicrotask(() => { for (;;) {} }); await sleep(0.1)',
    ]) {
      const session = open(true, SHORT);
      const entered = await session.hand(source);
      expect(entered.ok).toBe(true);
      await session.ending(1);
      expect(await session.value('await sleep(1, "and on")'), source).toBe("'and on'");
      session.run.kill();
    }
  });

  test('^C in an endless loop: nothing of it runs any more', async () => {
    const session = open();
    await session.hand('let turns = 0; console.log("begun"); while (true) { turns++ }');
    const ended = session.ending(1);
    // By its turn the order to run has been written.
    await new Promise((resume) => setImmediate(resume));
    session.run.cancel(null);
    const { outcome, error } = await ended;
    expect([outcome, error?.name]).toEqual(['failed', 'KeyboardInterrupt']);
    await session.enter('const before = turns');
    expect(await session.value('await sleep(0.1); turns === before')).toBe('true');
  });

  test('errors that nobody waits for', async () => {
    const session = open();
    await session.enter('Promise.reject(new Error("lost")); setTimeout(() => { throw new Error("in a timer") }, 1)');
    await session.enter('await sleep(0.1)');
    const uncaught = session.ran.of('errorUncaught').map(({ error }) => error.message);
    expect(uncaught).toEqual(['lost', 'in a timer']);
    expect(await session.value('1')).toBe('1');
  });
});

test('the next entry begins at once, also where the slice in which the last one ended was cut short', async () => {
  const session = open();
  await session.hand('1');
  const handle = async (): Promise<void> =>
    void session.events.push(...(await session.run.slice({ until: 0, handles: 1 })).events);
  while (session.ran.of('entryEnded').length === 0) await handle();
  await session.hand('2');
  await handle();
  expect(session.ran.of('entryStarted')).toHaveLength(2);
});

describe('a request to cancel', () => {
  test('ends the entries that wait, whose `finally` runs', async () => {
    const session = open();
    await session.hand('let cleaned = false; try { await sleep(100) } finally { cleaned = true }');
    await session.untilIdle(0);
    session.run.cancel(null);
    expect((await session.ending(1)).outcome).toBe('cancelled');
    expect(await session.value('cleaned')).toBe('true');
  });

  test('ends what waits for a promise that never settles, and what waits for such a task', async () => {
    for (const source of [
      'await new Promise(() => {})',
      'await createTask(coroutine(async () => { await new Promise(() => {}) })())',
      'await gather([coroutine(async () => { await new Promise(() => {}) })(), sleep(5)])',
    ]) {
      const session = open();
      await session.hand(source);
      await session.untilIdle(0);
      session.run.cancel(null);
      expect((await session.ending(1)).outcome, source).toBe('cancelled');
      expect(await session.value('1')).toBe('1');
      session.run.kill();
    }
  });

  test('code that was given up does not go on when its promise settles after all', async () => {
    const session = open();
    await session.enter(
      'let settle, reached = "no", cleaned = false; const late = new Promise((done) => { settle = done })',
    );
    await session.hand('try { await late; reached = "yes" } finally { cleaned = true }');
    await session.untilIdle(0);
    session.run.cancel(null);
    expect((await session.ending(2)).outcome).toBe('cancelled');
    expect(await session.value('settle(); await sleep(0.1); [reached, cleaned]')).toBe("[ 'no', true ]");
  });

  test('comes before an entry that was handed in has begun: nothing of it runs', async () => {
    const session = open();
    await session.enter('let ran = false');
    await session.hand('ran = true; while (true) {}');
    session.run.cancel(null);
    expect((await session.ending(2)).outcome).toBe('cancelled');
    expect(await session.value('ran')).toBe('false');
  });

  test('names one task', async () => {
    const session = open();
    await session.enter('const t = createTask(sleep(50), { name: "long" })');
    const created = session.ran.of('taskCreated').find(({ name }) => name === 'long')!;
    session.run.cancel(created.task);
    expect(await session.value('await sleep(0.1); t.cancelled()')).toBe('true');
  });
});

describe('the end of a session', () => {
  test('cancels what is left, and waits for it', async () => {
    const session = open(false);
    await session.enter(
      'createTask(coroutine(async () => { try { await sleep(9) } finally { await sleep(1); console.log("cleaned") } })())',
    );
    const ran = await session.finish();
    expect([ran.status, ran.output]).toEqual(['done', 'cleaned\n']);
  });

  test('does not wait for promises that nothing settles', async () => {
    const session = open(false);
    await session.enter('createTask(coroutine(async () => { await new Promise(() => {}) })())');
    expect((await session.finish()).status).toBe('done');
  });

  test('an entry that waits for nothing is told so where nobody could cancel it', async () => {
    const session = open(false);
    expect((await session.enter('await new Event().wait()')).error?.name).toBe('DeadlockError');
    expect(await session.value('1')).toBe('1');
  });
});

test('time that passes between entries is on the clock', async () => {
  const session = open();
  await session.enter('const then = getRunningLoop().time()');
  const { text } = await session.enter('getRunningLoop().time() - then >= 4.9', 5);
  expect(text).toBe('true');
});

test('`_` and `_error` are what was last, until they are declared', async () => {
  const session = open();
  await session.enter('6 * 7');
  expect(await session.value('_ + 1')).toBe('43');
  await session.enter('undefined');
  expect(await session.value('_')).toBe('43');
  await session.enter('null.x');
  expect(await session.value('_error.name')).toBe("'TypeError'");
  await session.enter('const _ = "mine"');
  await session.enter('1');
  expect(await session.value('_')).toBe("'mine'");
});

describe('completion', () => {
  const names = async (session: LiveTestSession, ...path: string[]): Promise<string[]> =>
    (await session.run.complete(path)).map(({ name }) => name);

  test('knows globals, members, what is inherited, modules and what they export', async () => {
    const session = open();
    await session.enter('const box = { inner: { leaf: 1 } }; class Own { method() {} }; const own = new Own()');
    expect(await names(session, 'bo')).toContain('box');
    expect(await names(session, 'box', 'inner', '')).toContain('leaf');
    expect(await names(session, 'own', 'me')).toEqual(['method']);
    expect(await names(session, 'asyncio', 'sle')).toEqual(['sleep']);
    expect(await names(session, '"')).toEqual([
      'asyncio',
      'concurrent.futures',
      'files',
      'requests',
      'stdin',
      'threading',
      'time',
      'events',
      'perf_hooks',
      'timers',
      'timers/promises',
      'util',
    ]);
    expect(await names(session, '"ti')).toEqual(['time', 'timers', 'timers/promises']);
    expect(await names(session, '"node:ti')).toEqual(['node:timers', 'node:timers/promises']);
    expect(await names(session, '"time', 'perf')).toContain('perfCounter');
    expect(await names(session, '"nothing', '')).toEqual([]);
    expect(await names(session, '"toString', '')).toEqual([]);
  });

  test('runs no getter, no proxy, and nothing that a program put in the way', async () => {
    const session = open();
    await session.enter(`let ran = 0
const o = { get trap() { ran++; return { deep: 1 } } }
const p = new Proxy({}, { ownKeys() { ran++; return [] }, get() { ran++ }, getPrototypeOf() { ran++; return null } })
const heir = Object.create(p)
Object.defineProperty(globalThis, 'g', { get() { ran++; return { x: 1 } }, configurable: true })
Array.prototype.push = RegExp.prototype.test = String.prototype.startsWith = () => { ran++ }
Object.getOwnPropertyNames = JSON.parse = JSON.stringify = () => { ran++ }`);
    await session.enter('ran = 0; undefined');
    expect(await names(session, 'o', '')).toContain('trap');
    for (const path of [
      ['o', 'trap', ''],
      ['p', ''],
      ['heir', 'x', ''],
      ['g', ''],
    ])
      await names(session, ...path);
    expect(await names(session, 'ra')).toContain('ran');
    expect(await session.value('ran')).toBe('0');
  });
});

describe('an entry cannot find the door of its session', () => {
  test('its name is neither listed, quoted, nor reached through code', async () => {
    const session = open();
    await session.enter(
      'const seen = []; const look = (text) => { if (/\\$[0-9a-f]{8}/.test(String(text))) seen.push(text) }',
    );
    await session.enter(`for (let o = globalThis; o; o = Object.getPrototypeOf(o)) Object.getOwnPropertyNames(o).forEach(look)
Object.getOwnPropertySymbols(globalThis).forEach(look)
const f = async function named(a) { await a; for await (const x of []) {} return () => a }
look(f); look(f.toString()); look(Function.prototype.toString.call(look))
try { (await null)() } catch (error) { look(error.message); look(error.stack) }
try { null.x } catch (error) { look(error.message); look(error.stack) }
class C { static { look(this) } async m() { await 1 } }
look(C); look(C.prototype.m)
console.log(f, C)`);
    expect(await session.value('seen')).toBe('[]');
    expect(session.ran.output).not.toMatch(/\$[0-9a-f]{8}/);
  });

  test('code from text is refused, also through the constructors of functions', async () => {
    const session = open();
    for (const source of [
      'new Function("return this")()',
      '(async () => {}).constructor("return 1")()',
      'Object.getPrototypeOf(function* () {}).constructor("yield 1")()',
      'eval("1")',
      'setTimeout("1", 1)',
    ])
      expect((await session.enter(source)).outcome, source).toBe('failed');
    expect(await session.hand('await import("asyncio")')).toMatchObject({ ok: false });
  });

  test('a name that is guessed for it is only a name', async () => {
    const session = open();
    for (const name of ['$', '$door', 'realm', 'door', 'session', 'hooks'])
      expect(await session.value(`typeof ${name}`)).toBe("'undefined'");
    expect(await session.value('this === globalThis')).toBe('true');
  });
});

test('what an entry tells does not grow with those before it', async () => {
  const session = open();
  const lengths: number[] = [];
  for (let count = 0; count < 300; count++) {
    const from = session.events.length;
    await session.enter(`const name${count % 7} = ${count}`);
    lengths.push(session.events.length - from);
  }
  // What an entry tells does not grow with those before it.
  expect(Math.max(...lengths.slice(200))).toBeLessThanOrEqual(Math.max(...lengths.slice(0, 100)) + 2);
  expect(await session.value('name1')).toBe('295');
});

test('with the same seed an entry has the same random numbers, whatever was entered before it', async () => {
  const numbers = async (...before: readonly string[]): Promise<string> => {
    const session = new LiveTestSession(true, {}, { seed: 11 });
    opened.push(session);
    for (const source of before) await session.enter(source);
    const entered = await session.run.enter('[Math.random(), Math.random()]', 0, 5);
    expect(entered.ok).toBe(true);
    return (await session.ending(5)).text;
  };
  expect(await numbers('Math.random()', 'Math.random()')).toBe(await numbers());
  const session = new LiveTestSession(true, {}, { seed: 11 });
  opened.push(session);
  expect(await session.value('Math.random()')).not.toBe(await session.value('Math.random()'));
});
