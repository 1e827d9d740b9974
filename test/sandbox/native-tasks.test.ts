/** Calls of plain async functions are tasks of the trace, outside of asyncio's. */
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/trace/event.ts';
import { type Ran, runInSandbox } from './run-in-sandbox.ts';

/** The story of the async tasks, a word for each event. */
function story(ran: Ran): readonly string[] {
  const names = new Map<number, string>();
  const resumedBy = new Map<number, number>();
  const name = (task: number | null): string => (task === null ? 'nobody' : (names.get(task) ?? `task ${task}`));
  return ran.events.flatMap((event: Event): string[] => {
    switch (event.type) {
      case 'taskCreated':
        names.set(event.task, event.name);
        return [`${event.name} called by ${name(event.parent)} on ${event.place?.line}`];
      case 'taskSuspended': {
        const { what, task } = event.wait;
        return [
          `${name(event.task)} waits on ${event.place?.line} for ${what}${task === null ? '' : ` of ${name(task)}`}`,
        ];
      }
      case 'microtaskQueued':
        if (event.task === null) return [`queued ${event.label}`];
        resumedBy.set(event.microtask, event.task);
        return [`${name(event.task)} ready`];
      case 'microtaskStarted': {
        const task = resumedBy.get(event.microtask);
        return [task === undefined ? 'microtask' : `${name(task)} runs`];
      }
      case 'taskResumed':
        return [`${name(event.task)} runs`];
      case 'taskEnded':
        return [`${name(event.task)} ${event.outcome} on ${event.place?.line}`];
      case 'output':
        return [`${name(event.task)} prints ${event.text.trim()} on ${event.place?.line}`];
      default:
        return [];
    }
  });
}

const tell = async (source: string, fileName = 'program.js'): Promise<readonly string[]> =>
  story(await runInSandbox(source, { fileName }));

describe.concurrent('each call of an async function is a task', { timeout: 60_000 }, () => {
  test('with its caller, its lines, what it waits for and how it ends', async () => {
    expect(
      await tell(`const wait = (ms) => new Promise((done) => setTimeout(done, ms));
async function inner(n) {
  await wait(n);
  console.log(n);
  return n;
}
const outer = async () => {
  const one = inner(1);
  await inner(2);
  await one;
  throw new TypeError('oops');
};
outer().catch(({ message }) => console.log(message));`),
    ).toEqual([
      'outer called by nobody on 13',
      'inner called by outer on 8',
      'inner waits on 3 for promise',
      'inner called by outer on 9',
      'inner waits on 3 for promise',
      'outer waits on 9 for promise of inner',
      'inner runs',
      'inner prints 1 on 4',
      'inner done on 5',
      'inner runs',
      'inner prints 2 on 4',
      'inner done on 5',
      'outer ready',
      'outer runs',
      'outer waits on 10 for promise of inner',
      'outer ready',
      'outer runs',
      'outer failed on 11',
      'nobody prints oops on 13',
    ]);
  });

  test('whoever calls one goes on when that waits or ends, and what is printed is theirs', async () => {
    expect(
      await tell(`async function quick() { console.log('q'); }
async function slow() { await null; console.log('s'); }
async function main() {
  quick();
  console.log('m1');
  slow();
  console.log('m2');
  await slow();
  console.log('m3');
}
main();
console.log('top');
setTimeout(() => console.log('timer'));`),
    ).toEqual([
      'main called by nobody on 11',
      'quick called by main on 4',
      'quick prints q on 1',
      'quick done on 1',
      'main prints m1 on 5',
      'slow called by main on 6',
      'slow waits on 2 for microtask',
      'slow ready',
      'main prints m2 on 7',
      'slow called by main on 8',
      'slow waits on 2 for microtask',
      'slow ready',
      'main waits on 8 for promise of slow',
      'nobody prints top on 12',
      'slow runs',
      'slow prints s on 2',
      'slow done on 2',
      'slow runs',
      'slow prints s on 2',
      'slow done on 2',
      'main ready',
      'main runs',
      'main prints m3 on 9',
      'main done on 9',
      'nobody prints timer on 13',
    ]);
  });

  test('by the name of the method, the property or the variable; an arrow handed over has none', async () => {
    const ran = await runInSandbox(
      `class Shop { async open() {} static async close() {} async #lock() {} lock() { return this.#lock(); } field = async () => {}; }
const shop = new Shop();
shop.open(); Shop.close(); shop.lock(); shop.field();
const object = { async method() {}, property: async function () {}, own: async function named() {} };
object.method(); object.property(); object.own();
[1].forEach(async () => {});
(async () => {})();
let later; later = async () => {}; later();
function withDefault(run = async () => {}) { run(); } withDefault();`,
      { fileName: 'program.js' },
    );
    expect(ran.of('taskCreated').map(({ name }) => name)).toEqual([
      'open',
      'close',
      '#lock',
      'field',
      'method',
      'property',
      'named',
      'anonymous',
      'anonymous',
      'later',
      'run',
    ]);
    expect(new Set(ran.of('taskCreated').map(({ kind }) => kind))).toEqual(new Set(['async']));
    expect(ran.of('taskEnded').length).toBe(11);
  });

  test('that waits for Promise.all and its like says so, also later', async () => {
    const ran = await runInSandbox(
      `const f = async () => { await 1; };
(async () => {
  await Promise.all([f(), f()]);
  await Promise.allSettled([f()]);
  const first = Promise.race([f()]);
  await first;
  await Promise.any([f()]);
  await new Promise((done) => setTimeout(done));
  await { then: (done) => done() };
})();`,
      { fileName: 'program.js' },
    );
    const waits = ran.of('taskSuspended').filter(({ task }) => task === 1);
    expect(waits.map(({ wait }) => wait.what)).toEqual([
      'Promise.all',
      'Promise.allSettled',
      'Promise.race',
      'Promise.any',
      'promise',
      'object',
    ]);
  });

  test('is known by its promise only if that is its own', async () => {
    const ran = await runInSandbox(
      `async function f() { await 1; return 1; }
const other = new Promise((done) => setTimeout(done, 1));
function g() { f(); return other; }
const shadow = { f() { f(); return other; } };
(async () => { await g(); await shadow.f(); const h = f; await h(); await Promise.resolve(f()); await f(); })();`,
      { fileName: 'program.js' },
    );
    const waits = ran.of('taskSuspended').filter(({ task }) => task === 1);
    expect(waits.map(({ wait }) => wait.task !== null)).toEqual([false, false, false, true, true]);
  });

  test('that has returned a promise lets its waiters wait until that has settled', async () => {
    expect(
      await tell(`const wait = () => new Promise((done) => setTimeout(done, 1));
async function f() { return wait(); }
async function main() { await f(); }
main();`),
    ).toEqual([
      'main called by nobody on 4',
      'f called by main on 3',
      'f done on 2',
      'main waits on 3 for promise of f',
      'main runs',
      'main done on 3',
    ]);
  });

  test('goes on where it catches a rejection, and fails where it does not', async () => {
    expect(
      await tell(`const no = () => Promise.reject(new RangeError('no'));
async function brave() { try { await no(); } catch { console.log('caught'); } finally { await null; } }
async function meek() { await no(); }
brave();
meek().catch(() => {});`),
    ).toEqual([
      'brave called by nobody on 4',
      'brave waits on 2 for promise',
      'meek called by nobody on 5',
      'meek waits on 3 for promise',
      'brave runs',
      'brave prints caught on 2',
      'brave waits on 2 for microtask',
      'brave ready',
      'meek runs',
      'meek failed on 1',
      'brave runs',
      'brave done on 2',
    ]);
  });

  test('has an error that nobody looks into while the program goes on', async () => {
    const ran = await runInSandbox(
      `class Odd extends Error { get message() { console.log('looked'); return 'odd'; } }
const strange = { get message() { console.log('looked'); }, get [Symbol.toStringTag]() { console.log('looked'); } };
const f = async (e) => { throw e; };
for (const e of [new Odd(), strange, new RangeError('plain'), 5]) f(e).catch(() => {});`,
      { fileName: 'program.js' },
    );
    expect([ran.status, ran.output]).toEqual(['done', '']);
    expect(ran.of('taskEnded').map(({ error }) => `${error?.name}: ${error?.message}`)).toEqual([
      'Error: ',
      'Thrown value: an object',
      'RangeError: plain',
      'Thrown value: 5',
    ]);
  });

  test('an async generator runs for whoever asks it for a value', async () => {
    expect(
      await tell(`async function* numbers() {
  yield 1;
  await new Promise((done) => setTimeout(done));
  console.log('inside');
  yield await 2;
}
async function main() {
  for await (const n of numbers()) console.log(n);
  const by = numbers();
  const { value } = await by.next();
  console.log(value);
}
main();
setTimeout(() => Promise.resolve().then(() => console.log('other')));`),
    ).toEqual([
      'main called by nobody on 13',
      'main waits on 8 for next()',
      'main runs',
      'main prints 1 on 8',
      'main waits on 8 for next()',
      'nobody prints other on 14',
      'main runs',
      'main prints inside on 4',
      'main waits on 5 for microtask',
      'main ready',
      'main runs',
      'main waits on 5 for promise',
      'main runs',
      'main prints 2 on 8',
      'main waits on 8 for next()',
      'main runs',
      'main waits on 10 for promise',
      'main runs',
      'main prints 1 on 11',
      'main done on 11',
    ]);
  });
});

describe.concurrent('beside asyncio', { timeout: 60_000 }, () => {
  test('inside a task a call is part of that; outside it may wait for anything of asyncio', async () => {
    const ran = await runInSandbox(`import { coroutine, createTask, run, sleep } from 'asyncio';
async function plain() { await null; await sleep(1); console.log('plain'); }
const work = coroutine(async () => { await plain(); });
const main = coroutine(async () => { await createTask(work()); });
async function around() { await run(main()); await sleep(2); await work(); }
void sleep(0);
void around();
await sleep(4);`);
    expect(ran.status).toBe('done');
    const [kinds, names] = [
      ran.of('taskCreated').map(({ kind }) => kind),
      ran.of('taskCreated').map(({ coroutine }) => coroutine),
    ];
    expect(kinds).toEqual(['async', 'task', 'task', 'async', 'async']);
    expect(names).toEqual(['around', 'main', 'work', 'work', 'plain']);
    expect(ran.of('output').map(({ task }) => task)).toEqual([3, 5]);
    const waits = ran.of('taskSuspended').filter(({ task }) => task === 1);
    expect(waits.map(({ wait }) => wait)).toEqual([
      { what: 'promise', until: null, task: null },
      { what: 'sleep', until: 3, task: null },
      { what: 'promise', until: null, task: 4 },
    ]);
  });
});

describe.concurrent('the limits', { timeout: 120_000 }, () => {
  test('hold for calls that are pending', async () => {
    const ran = await runInSandbox(
      `const never = new Promise(() => {});
async function f() { await never; }
for (let i = 0; i < 200_000; i++) f();`,
      { fileName: 'program.js', limits: { memoryMb: 256, seconds: 60 } },
    );
    expect([ran.status, ran.of('limitReached').map(({ name }) => name)]).toEqual(['memory', ['tasks']]);
  });

  test('and for a million of calls, one after another', async () => {
    const ran = await runInSandbox(
      `async function f(n) { return n; }
(async () => { for (let i = 0; i < 1_000_000; i++) await f(i); })();`,
      { fileName: 'program.js', limits: { seconds: 60 } },
    );
    expect([ran.status, ran.of('limitReached').map(({ name }) => name)]).toEqual(['output', ['event text']]);
  });
});

describe.concurrent('microtasks', { timeout: 60_000 }, () => {
  test('of queueMicrotask are queued and run', async () => {
    expect(
      await tell(`queueMicrotask(function tell() { console.log('tell'); });
queueMicrotask(() => console.log('again'));
console.log('top');`),
    ).toEqual([
      'queued queueMicrotask tell',
      'queued queueMicrotask',
      'nobody prints top on 3',
      'microtask',
      'nobody prints tell on 1',
      'microtask',
      'nobody prints again on 2',
    ]);
  });
});
