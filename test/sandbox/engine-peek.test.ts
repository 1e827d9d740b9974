/** What only the engine knows of a value is printed as Node prints it, and finding it out runs nothing of the program's. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { NO_THREADS } from '../../src/sandbox/spare.ts';
import { runInSandbox } from './run-in-sandbox.ts';

async function printsAsNode(source: string): Promise<void> {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' });
  const ran = await runInSandbox(source, { fileName: 'a.mjs' });
  expect(ran.end.error).toBeNull();
  expect(ran.output).toBe(stdout);
  expect(stdout).not.toBe('');
}

describe('promises', () => {
  test('show what they came to', () =>
    printsAsNode(`const refused = Promise.reject('no'); refused.catch(() => {});
      const waits = (async () => { await refused.catch(() => {}); return { deep: [1] }; })();
      class Own extends Promise {}
      console.log(Promise.resolve(1), refused, new Promise(() => {}), waits, Own.resolve('x'));
      console.log({ in: [Promise.resolve(Promise), Promise.resolve(new Map([[1, 2]]))] });
      await waits;
      console.log(waits, Promise.resolve(undefined), Promise.resolve(waits));
      console.dir(Promise.resolve({ a: { b: { c: { d: 1 } } } }));
      const own = Promise.resolve(1); own.extra = 2; console.log(own);`));

  test('show an error that they were rejected with, and it stays unhandled', async () => {
    const ran = await runInSandbox(`const p = Promise.reject(new Error('x')); console.log(p);`, { fileName: 'a.mjs' });
    expect(ran.output).toMatch(/^Promise \{\s+<rejected> (\[?)Error: x/);
    expect([ran.status, ran.end.error?.message]).toEqual(['failed', 'x']);
  });

  test('are told from what only looks like one', async () => {
    const ran = await runInSandbox(`console.log(Object.create(Promise.prototype));`, { fileName: 'a.mjs' });
    expect(ran.output).toBe('Promise {}\n');
  });
});

test('iterators show what they still hold, and still hold it', () =>
  printsAsNode(`const map = new Map([['a', 1], ['b', { c: 2 }]]), set = new Set([1, [2]]);
    console.log(map.keys(), map.values(), map.entries(), set.values(), set.entries(), [][Symbol.iterator]());
    const left = map.keys(); left.next(); console.log(left, [...left], left);`));

test('arrays show what they have besides their elements', () =>
  printsAsNode(`class Own extends Array {}
    console.log(Object.assign([1, 2], { a: 1, [Symbol('s')]: 2, '-1': 3, '01': 4, 4294967295: 5 }));
    console.log(Object.assign(Own.of(1), { x: 1 }), Object.assign(new Uint8Array(2), { b: 1 }));
    const hidden = Object.defineProperty([1], 'h', { value: 1 });
    console.log(hidden, Object.assign([,, 3], { get: 1 }));
    console.dir(hidden, { showHidden: true });`));

test('an array of millions is shown without a text for every index', async () => {
  const ran = await runInSandbox(
    `console.log(new Array(3e6).fill(1), [new Uint8Array(1e7)]);
     console.log(new Proxy(new Array(3e6).fill(1), {}));`,
    { fileName: 'a.mjs', limits: { memoryMb: 64 } },
  );
  expect([ran.status, ran.end.error]).toEqual(['done', null]);
  expect(ran.output.match(/\d+ more items/g)).toEqual([
    '2999900 more items',
    '9999900 more items',
    '2999900 more items',
  ]);
});

test('looking calls nothing that a program may have replaced', async () => {
  const ran = await runInSandbox(
    `const calls = [], keys = new Map([['a', 1]]).keys(), promise = Promise.resolve(1);
     Promise.prototype.then = () => calls.push('then');
     Object.getPrototypeOf(keys).next = () => calls.push('next');
     Object.defineProperty(Promise, Symbol.species, { get() { calls.push('species'); } });
     console.log(promise, keys);
     console.log(calls);`,
    { fileName: 'a.js' },
  );
  expect(ran.output).toBe("Promise { 1 } [Map Iterator] { 'a' }\n[]\n");
});

test('nothing of the host comes in with what is found', async () => {
  const ran = await runInSandbox(
    `const own = new Set([Object.prototype, Array.prototype, Function.prototype]);
     const strange = (value) => { for (let each = value; each !== null && (typeof each === 'object' || typeof each === 'function'); each = Object.getPrototypeOf(each)) if (Object.getPrototypeOf(each) === null) return !own.has(each); return false; };
     const seen = [];
     const custom = Symbol.for('nodejs.util.inspect.custom');
     const spy = { [custom](...given) { for (const each of [this, ...given]) seen.push(strange(each)); const dig = () => { try { dig(); } catch (error) { seen.push(!(error instanceof Error)); } }; dig(); return 'spy'; } };
     console.log(Promise.resolve(spy), new Map([[spy, spy]]).entries(), new Set([spy]).values());
     const deep = (n) => { try { return deep(n + 1); } catch { try { console.log(Promise.resolve(spy)); } catch (error) { if (!(error instanceof Error)) throw 'strange'; } return n; } };
     deep(0);
     console.log('ESCAPED', seen.includes(true));`,
    { fileName: 'a.js' },
  );
  expect(ran.output).toMatch(/ESCAPED false\n$/);
  expect(ran.status).toBe('done');
});

test('the syntax of engine calls is not there for programs', async () => {
  const ran = await runInSandbox('console.log(%GetHeapUsage());', { fileName: 'a.js' });
  expect(ran.status).toBe('rejected');
});

test.skipIf(NO_THREADS !== null)('threads and processes see it too', async () => {
  const ran = await runInSandbox(
    `import { Thread } from 'threading'; import { ProcessPoolExecutor } from 'concurrent.futures';
     function show() { console.log(Promise.resolve(1), new Map([['a', 1]]).keys()); }
     const thread = new Thread(show); thread.start(); thread.joinSync();
     using pool = new ProcessPoolExecutor(1); pool.submit(show).result();`,
    { fileName: 'a.mjs' },
  );
  expect(ran.output).toBe("Promise { 1 } [Map Iterator] { 'a' }\n".repeat(2));
});
