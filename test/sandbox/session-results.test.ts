/** What a session says of results and errors, however hostile they are: nothing of it ends, hangs or deceives the session. */
import { afterEach, describe, expect, test } from 'vitest';
import { NO_THREADS } from '../../src/sandbox/spare.ts';
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

describe('a result', () => {
  test('that is a proxy is shown without asking it anything', async () => {
    const session = open();
    await session.enter(`let asked = []
const trap = (name) => (...given) => { asked.push(name); return Reflect[name](...given) }
const traps = Object.fromEntries(Reflect.ownKeys(Reflect).filter((n) => typeof n === 'string').map((n) => [n, trap(n)]))
const wrapped = new Proxy({ a: 1 }, traps); 0`);
    expect(await session.value('wrapped')).toMatch(/^Proxy \[\n {2}\{ a: 1 \},\n/);
    expect(await session.value('({ deep: [wrapped] })')).toContain('Proxy [');
    await session.enter('console.log(wrapped, [wrapped]); console.dir(wrapped)');
    expect(session.ran.output).toBe('{ a: 1 } [ { a: 1 } ]\n{ a: 1 }\n');
    expect(await session.value('asked')).toBe('[]');
  });

  test('that is a revoked proxy, or one that only throws, is shown', async () => {
    const session = open();
    expect(await session.value('const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); proxy')).toBe(
      '<Revoked Proxy>',
    );
    expect(await session.value('new Proxy([1, 2], { ownKeys() { throw new Error("trap") } })')).toBe(
      'Proxy [ [ 1, 2 ], { ownKeys: [Function: ownKeys] } ]',
    );
  });

  test('shows nothing that is behind the proxies of the sandbox itself', async () => {
    const session = open();
    expect(await session.value('[Date, Error, ArrayBuffer, Uint8Array]')).toBe(
      '[\n  [Function: Date],\n  [Function: Error],\n  [Function: ArrayBuffer],\n  [Function: Uint8Array]\n]',
    );
    await session.enter(`let seen = []
for (const each of [Date, Error, ArrayBuffer])
  each[Symbol.for('nodejs.util.inspect.custom')] = function () { seen.push(this === each); return 'own' }`);
    expect(await session.value('[Date, Error, ArrayBuffer]')).toBe('[ own, own, own ]');
    expect(await session.value('seen')).toBe('[ true, true, true ]');
  });

  test.each([
    ['class X { static get name() { throw 5 } }; new X()', '<unprintable: 5>'],
    [
      "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new RangeError('own') } })",
      '<unprintable: RangeError: own>',
    ],
    ['Array.prototype.push = () => { throw 1 }; [1, 2]', '<unprintable: 1>'],
  ])('that throws while it is printed says so, and its entry ends: %s', async (source, text) => {
    const session = open(false);
    expect(await session.value(source)).toBe(text);
    expect(await session.value('1')).toBe('1');
  });

  test('that is an error names its line, as a stack would', async () => {
    const session = open(false);
    await session.enter(
      'const make = () => new RangeError("far");\nconst thrown = (f) => { try { f() } catch (e) { return e } }',
    );
    expect(await session.value('\nmake()')).toMatch(/^\[RangeError: far\]\n {4}at line \d+, column 20$/);
    expect(await session.value('thrown(() => null.x)')).toMatch(/\n {4}at line \d+, column \d+$/);
    expect(await session.value('[new Error("x")]')).toBe('[ [Error: x] ]');
    expect(await session.value('new Proxy(new Error("x"), {})')).not.toContain(' at line ');
  });

  test('is there where every object has a `then`', async () => {
    const session = open(false);
    await session.enter('Object.prototype.then = () => { throw new Error("asked") }; 0');
    expect(await session.value('({ a: [1] })')).toBe('{ a: [ 1 ] }');
    expect(await session.value('await sleep(1, 2)')).toBe('2');
  });

  test('whose printing never ends is cut off, and the session goes on', async () => {
    const session = open(true, SHORT);
    const { outcome, error } = await session.enter(
      "({ [Symbol.for('nodejs.util.inspect.custom')]() { while (true) {} } })",
    );
    expect([outcome, error?.name]).toEqual(['failed', 'TimeLimit']);
    expect(await session.value('1')).toBe('1');
  });

  test('is printed while its task lives', async () => {
    const session = open();
    expect(await session.value('currentTask()')).toBe("<Task pending name='[1]' coro=<entry()>>");
    expect(await session.value('allTasks()')).toBe("Set(1) { <Task pending name='[2]' coro=<entry()>> }");
  });

  test('may be remembered by nobody: a program that has its own `_` keeps it', async () => {
    const session = open();
    await session.enter("Object.defineProperty(globalThis, '_', { value: 'mine', configurable: false }); undefined");
    expect(await session.value('1')).toBe('1');
    expect(await session.value('_')).toBe("'mine'");
  });

  test('that is a timer tells its number, which clears it', async () => {
    const session = open();
    expect(await session.value('setInterval(() => {}, 500)')).toBe('<Timeout 1 every 500 ms>');
    expect(await session.value('setTimeout(() => {}, 9)')).toBe('<Timeout 2 after 9 ms>');
    expect(await session.value('const interval = _; clearInterval(1); setImmediate(() => {})')).toBe('<Immediate>');
    expect(session.ran.replay().at(session.events.length).timers(0, 9)).toHaveLength(1);
  });
});

describe('an error', () => {
  test('shows the errors in it, its causes and its properties, once', async () => {
    const session = open(false);
    const whole = async (source: string): Promise<string | undefined> => (await session.enter(source)).error?.whole;
    expect(await whole('await Promise.any([Promise.reject(new Error("a1"))])')).toBe(
      'AggregateError: All promises were rejected {\n  [errors]: [ [Error: a1] ]\n}',
    );
    expect(await whole('throw Object.assign(new Error("p"), { code: "E1", at: { deep: [1] } })')).toBe(
      "Error: p {\n  code: 'E1',\n  at: { deep: [ 1 ] }\n}",
    );
    expect(await whole('throw new Error("late", { cause: new Error("first") })')).toMatch(
      /^Traceback .*\n.*\nError: first\n\nThe above exception .*\n\nTraceback .*\n.*\nError: late$/,
    );
    expect(await whole('throw new ExceptionGroup("several", [new ValueError("one")])')).toContain('| ValueError: one');
    expect(await whole('throw new Error("plain")')).toBeUndefined();
    expect(session.ran.errors).toBe('');
  });

  test('runs no getter for its properties', async () => {
    const session = open(false);
    await session.enter('let ran = 0; const e = new Error("x"); 0');
    await session.enter("Object.defineProperty(e, 'code', { get() { ran++ }, enumerable: true }); 0");
    expect((await session.enter('throw e')).error?.whole).toBe('Error: x {\n  code: [Getter]\n}');
    expect(await session.value('ran')).toBe('0');
  });

  test('whose message never ends is cut off: its entry ends, and who waits for its task hears of it', async () => {
    const session = open(true, SHORT);
    await session.enter('class Endless extends Error { get message() { while (true) {} } }; 0');
    expect((await session.enter('throw new Endless()')).outcome).toBe('failed');
    const { outcome } = await session.enter('await createTask(coroutine(async () => { throw new Endless() })())');
    expect(outcome).toBe('failed');
    const states = session.ran.of('taskEnded').map(({ task }) => task);
    expect(session.ran.of('taskCreated').every(({ task }) => states.includes(task))).toBe(true);
    expect(await session.value('1')).toBe('1');
  });
});

describe('an error that nobody catches', () => {
  test.each([
    ['of a timer', 'setTimeout(() => { throw new Error("lost") }, 5); 0', { line: 2, column: 20 }],
    ['of a promise', 'Promise.reject(new Error("lost")); 0', { line: 2, column: 1 }],
    [
      'of a callback of the loop',
      'getRunningLoop().callSoon(() => { throw new Error("lost") }); 0',
      { line: 2, column: 35 },
    ],
    ['of a microtask', 'queueMicrotask(() => { throw new Error("lost") }); 0', { line: 2, column: 24 }],
  ])('%s is told of with its place, and is `_error`', async (_, source, place) => {
    for (const isInteractive of [true, false]) {
      const session = open(isInteractive);
      await session.enter(source);
      await session.enter('await sleep(1)');
      expect(session.ran.of('errorUncaught')).toMatchObject([
        { task: null, name: '', error: { name: 'Error', message: 'lost', place } },
      ]);
      expect(session.ran.errors).toBe('');
      expect(await session.value('_error.message')).toBe("'lost'");
    }
  });

  const BAD = 'const bad = coroutine(async () => { await sleep(0.5); throw new Error("bad") }); 0';
  const told = (session: LiveTestSession): readonly string[] =>
    session.ran.of('errorUncaught').map(({ name, error }) => `${name} ${error.message}`);

  test('of a task that nobody waits for is told of as soon as no entry runs, where somebody looks on', async () => {
    const session = open();
    await session.enter(BAD);
    await session.enter('const task = createTask(bad()); 0');
    await session.untilIdle();
    expect(told(session)).toEqual(['Task-1 bad']);
    expect(session.ran.of('errorUncaught')[0]).toMatchObject({ error: { place: { line: 2, column: 55 } } });
    expect(await session.value('_error.message')).toBe("'bad'");
    expect(await session.value('let said; try { await task } catch (error) { said = error.message }\nsaid')).toBe(
      "'bad'",
    );
    expect(told(session)).toHaveLength(1);
  });

  test.skipIf(NO_THREADS !== null)('of a task that nobody can wait for is told of while an entry runs', async () => {
    const session = open(false);
    await session.enter(BAD);
    await session.enter('createTask(bad()); 0');
    await session.hand('await sleep(9)');
    while (told(session).length === 0) {
      expect(session.ran.of('entryEnded')).toHaveLength(2);
      await session.slice(5);
    }
    expect(told(session)).toEqual(['Task-1 bad']);
  });

  test('of a task that an entry may yet wait for is told of at the end, if none has', async () => {
    const session = open(false, SHORT);
    await session.enter(BAD);
    await session.enter('const one = createTask(bad()), other = createTask(bad()); await sleep(1)');
    expect(await session.value('let said; try { await one } catch (error) { said = error.message }\nsaid')).toBe(
      "'bad'",
    );
    expect(told(session)).toEqual([]);
    await session.finish();
    expect(told(session)).toEqual(['Task-2 bad']);
  });

  test('is not lost where a limit stops the session', async () => {
    const session = new LiveTestSession(false, { seconds: 60, unawaitedSeconds: 0.4 });
    opened.push(session);
    await session.enter(BAD);
    await session.hand('const task = createTask(bad()); await sleep(1); while (true) {}');
    while (!session.hasEnded) await session.slice();
    expect(session.ran.status).toBe('timeout');
    expect(told(session)).toEqual(['Task-1 bad']);
  });

  test('goes to the handler that the program has set', async () => {
    const session = open();
    await session.enter(BAD);
    await session.enter(
      'let heard = []; getRunningLoop().setExceptionHandler((loop, { exception }) => heard.push(exception.message)); 0',
    );
    await session.enter('createTask(bad()); getRunningLoop().callSoon(() => { throw new Error("soon") }); 0');
    await session.untilIdle();
    expect(await session.value('heard')).toBe("[ 'soon', 'bad' ]");
    expect(told(session)).toEqual([]);
  });
});

describe.skipIf(NO_THREADS !== null)('a coroutine that never began', () => {
  const warned = (session: LiveTestSession): readonly string[] =>
    session.ran.of('warning').map(({ message }) => message);
  const X = "coroutine 'x' was never awaited";

  test('is warned of when the entry that dropped it has ended', async () => {
    const session = open();
    await session.enter('const x = coroutine(async () => 1); 0');
    await session.enter('x(); 0');
    await session.untilIdle();
    expect(session.ran.of('warning')).toMatchObject([{ message: X, place: { line: 4, column: 1 } }]);
  });

  test('is not warned of while it can be awaited: by a name, from a list, from a closure, as the last result', async () => {
    const session = open();
    await session.enter('const x = coroutine(async () => 1); const named = x(), listed = [x()]; 0');
    await session.enter('const kept = ((hidden) => () => hidden)(x()); 0');
    await session.enter('x()');
    await session.untilIdle();
    expect(warned(session)).toEqual([]);
    expect(await session.value('await _ + await named + await listed[0] + await kept()')).toBe('4');
    expect(warned(session)).toEqual([]);
  });

  test('is warned of when its name stands for something else, and one that was kept at the end', async () => {
    const session = open(false);
    await session.enter('const x = coroutine(async () => 1); let name = x(); const kept = x(); 0');
    await session.enter('name = null; 0');
    await session.untilIdle();
    expect(warned(session)).toEqual([X]);
    await session.finish();
    expect(warned(session)).toEqual([X, X]);
  });

  test('and that a callback has dropped is warned of when nothing is left to do', async () => {
    const session = open();
    await session.enter('const x = coroutine(async () => 1); setTimeout(() => { x() }, 50); 0');
    await session.untilIdle();
    expect(warned(session)).toEqual([X]);
  });
});

describe('names of the language', () => {
  test('may be declared anew, and the session goes on', async () => {
    const session = open(false);
    for (const name of ['globalThis', 'Object', 'Promise', 'Array', 'Map', 'Set', 'Symbol', 'Reflect', 'JSON', 'Math'])
      await session.enter(`let ${name} = 4`);
    expect(await session.value('await sleep(0.1, "on")')).toBe("'on'");
    expect(await session.value('[{ a: 1 }, await gather([sleep(1, 1), sleep(2, 2)])]')).toBe('[ { a: 1 }, [ 1, 2 ] ]');
    expect((await session.enter('null.x')).error?.name).toBe('TypeError');
  });

  test.each(['Object.keys', 'Object.prototype.toJSON', 'Map.prototype.values', 'Function.prototype.bind'])(
    'may be replaced, and the session goes on: %s',
    async (name) => {
      const session = open(false);
      await session.enter(`${name} = () => { throw new Error('replaced') }; 0`);
      expect(await session.value('await sleep(0.1, "on")')).toBe("'on'");
      expect(await session.value('createTask(sleep(1)).cancel()')).toBe('true');
    },
  );

  test('that cannot be are refused on the line of the entry', async () => {
    const session = open();
    await session.enter('1');
    const { error } = await session.enter('let Error = 4');
    expect(error).toMatchObject({ name: 'TypeError', place: { line: 4, column: 1 } });
  });
});

test.skipIf(NO_THREADS !== null)('shared memory is there once an entry imports threading', async () => {
  const session = open();
  expect(await session.value('typeof SharedArrayBuffer')).toBe("'undefined'");
  await session.enter('import { Thread } from "threading"');
  expect(await session.value('new SharedArrayBuffer(4).byteLength')).toBe('4');
});
