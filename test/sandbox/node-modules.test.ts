/** Node's own modules for asynchronous programs: what they do here is what Node 24 does; of the others it is said what to use instead. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/sandbox/compile.ts';
import { warningText } from '../../src/text/error-words.ts';
import { HOOKS } from './plain-and-marked.ts';
import { runInSandbox } from './run-in-sandbox.ts';

function same(name: string, source: string): void {
  test(name, async () => {
    const node = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', source], {
      encoding: 'utf8',
    });
    expect([node.status, node.stderr]).toEqual([0, '']);
    const ran = await runInSandbox(source, { fileName: 'program.mjs' });
    expect([ran.end.error, ran.output]).toEqual([null, node.stdout]);
  });
}

describe('timers/promises', () => {
  same(
    'wait, in the order of Node',
    `import { setTimeout as wait, setImmediate as soon, scheduler } from 'node:timers/promises';
const log = (x) => console.log(x);
setTimeout(() => log('plain'), 400); const a = wait(400, 'a').then(log); setTimeout(() => log('plain again'), 400); const b = wait(5, 'b').then(log);
setTimeout(() => { setImmediate(() => log('plain immediate')); soon('immediate').then(log); process.nextTick(() => log('tick')); }, 800);
await Promise.all([a, b]); await scheduler.wait(1200); log('waited'); await scheduler.yield(); log(await wait(1)); log('end');`,
  );
  same(
    'are given up by a signal',
    `import { setTimeout as wait, setImmediate as soon } from 'timers/promises';
const c = new AbortController(); setTimeout(() => c.abort(new Error('why')), 5);
try { await wait(1000, 'x', { signal: c.signal }); } catch (e) { console.log(e.name, e.code, e.message, e.cause.message); }
try { await soon('x', { signal: c.signal }); } catch (e) { console.log(e.name, e.code); }
try { await wait(1000, 'x', { signal: AbortSignal.timeout(5) }); } catch (e) { console.log(e.name, e.cause.name); }`,
  );
  same(
    'come round, and lose no turn',
    `import { setInterval as every, setTimeout as wait } from 'timers/promises';
let n = 0; for await (const x of every(10, 'turn')) { console.log(x, ++n); if (n === 2) await wait(35); if (n === 6) break; }
const c = new AbortController(); let left = 2;
try { for await (const _ of every(10, 0, { signal: c.signal })) { console.log('again'); if (--left === 0) c.abort(); } } catch (e) { console.log(e.name); }`,
  );
});

describe('events', () => {
  same(
    'call listeners in their order, with this and arguments',
    `import EventEmitter, { EventEmitter as Again } from 'node:events'; console.log(EventEmitter === Again);
class Shop extends EventEmitter { name = 'shop'; } const e = new Shop();
e.on('x', function (...a) { console.log(this.name, a); }); e.once('x', () => console.log('once')); e.prependListener('x', () => console.log('first'));
console.log(e.emit('x', 1, 2), e.emit('x', 3), e.emit('nobody'), e.listenerCount('x'), e.eventNames());
const f = () => console.log('f'); e.on('y', f); e.on('y', f); e.off('y', f); e.emit('y'); e.removeAllListeners('y'); console.log(e.emit('y'), e.listeners('x').length);
e.on('z', () => { e.on('z', () => console.log('too late')); console.log('z'); }); e.emit('z'); console.log(e.listenerCount('z'), e.getMaxListeners(), EventEmitter.defaultMaxListeners);
try { e.on('x', 5); } catch (err) { console.log(err.name, err.code, err.message); }`,
  );
  same(
    'throw errors that nobody hears',
    `import { EventEmitter, errorMonitor } from 'events'; const e = new EventEmitter();
try { e.emit('error', new TypeError('bad')); } catch (err) { console.log(err.name, err.message); }
try { e.emit('error', 'text'); } catch (err) { console.log(err.message, err.code); } try { e.emit('error', { a: 1 }); } catch (err) { console.log(err.message); }
e.on(errorMonitor, (err) => console.log('seen', err.message)); e.on('error', (err) => console.log('heard', err.message)); e.emit('error', new Error('x'));
e.on('newListener', (name, fn) => console.log('new', name, typeof fn)); e.on('removeListener', (name) => console.log('gone', name)); const f = () => {}; e.on('q', f); e.off('q', f); e.once('r', f); e.emit('r');`,
  );
  same(
    'once and on are awaited',
    `import { EventEmitter, once, on } from 'events'; const e = new EventEmitter();
setTimeout(() => e.emit('ready', 1, 2), 5); console.log(await once(e, 'ready'));
setTimeout(() => e.emit('error', new Error('broke')), 5); try { await once(e, 'ready'); } catch (err) { console.log(err.message, e.listenerCount('ready')); }
const c = new AbortController(); setTimeout(() => c.abort(), 5); try { await once(e, 'x', { signal: c.signal }); } catch (err) { console.log(err.name); }
setTimeout(() => { for (let i = 0; i < 4; i++) e.emit('n', i); }, 5); for await (const [n] of on(e, 'n')) { console.log(n); if (n === 3) break; } console.log(e.listenerCount('n'));
setTimeout(() => { e.emit('m', 1); e.emit('end'); }, 5); for await (const v of on(e, 'm', { close: ['end'] })) console.log(v);
setTimeout(() => { e.emit('k', 1); e.emit('error', new Error('late')); }, 5); try { for await (const v of on(e, 'k')) console.log(v); } catch (err) { console.log(err.message); }
const t = new EventTarget(); setTimeout(() => t.dispatchEvent(new Event('go')), 5); const [event] = await once(t, 'go'); console.log(event.type);`,
  );
});

describe('util', () => {
  same(
    'promisify, also of timers, and back again',
    `import util, { promisify, callbackify, inspect, format, types } from 'node:util';
const read = (x, done) => setTimeout(() => done(x < 0 ? new Error('negative') : null, x * 2), 5); read.extra = 1; const p = promisify(read);
console.log(await p(4), p.extra, p.name, promisify(p) === p); try { await p(-1); } catch (e) { console.log(e.message); }
console.log(await promisify(setTimeout)(5, 'late'), await promisify(setImmediate)('soon'));
const o = { n: 3, f(done) { done(null, this.n); } }; o.g = promisify(o.f); console.log(await o.g());
try { promisify(1); } catch (e) { console.log(e.name, e.code); }
callbackify(async (x) => x + 1)(1, (error, value) => console.log(error, value)); await promisify(setTimeout)(1);
console.log(inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }), format('%s is %d %j', 'x', 5, { a: 1 }), types.isPromise(p(1)), types.isPromise({ then() {} }), types.isAsyncFunction(async () => {}), util.format('%o', 1));
class A { [inspect.custom]() { return 'custom'; } } console.log(new A());`,
  );
});

describe('what is not here', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['fs', 'import { read } from "files"'],
    ['node:fs/promises', 'import { read } from "files"'],
    ['http', 'await fetch("http://demo.test/")'],
    ['node:net', 'await fetch('],
    ['child_process', 'ProcessPoolExecutor'],
    ['worker_threads', 'toThread'],
    ['readline', 'import { lines, read } from "stdin"'],
    ['async_hooks', 'ContextVar'],
    ['node:stream', 'async generator'],
    ['path', 'nothing like it'],
    ['node:unheard', 'nothing like it'],
  ];
  for (const [module, says] of cases)
    test(module, () => {
      const result = compile({ fileName: 'a.mjs', source: `\nimport x from '${module}';` }, HOOKS, {
        asyncio: ['run'],
      });
      expect(result).toMatchObject({ ok: false, problem: { line: 2, saying: { code: 'noNodeModule' } } });
      const { problem } = result as Extract<typeof result, { ok: false }>;
      expect(problem.message).toContain(says);
      expect(warningText(problem, 'zh')).toMatch(/^这里没有 Node 的/);
    });

  test('a package', () => {
    const result = compile({ fileName: 'a.mjs', source: `import x from 'lodash';` }, HOOKS, { asyncio: ['run'] });
    expect(result).toMatchObject({
      problem: { message: expect.stringContaining('packages cannot be used') as string },
    });
  });

  test('require, module and __dirname are told of on their lines', async () => {
    const ran = await runInSandbox(
      `const a = typeof require;\nif (a !== 'undefined') require('fs');\nlet b = () => __dirname;\n`,
      { fileName: 'a.js' },
    );
    expect(ran.of('warning').map(({ place, saying }) => [place?.line, saying?.code])).toEqual([
      [2, 'notOfNode'],
      [3, 'notOfNode'],
    ]);
  });

  test('what Node has without an import is told of on its line, but where it is asked for or declared', async () => {
    const ran = await runInSandbox(
      `const has = typeof Buffer;\nconst crypto = 1;\nif (has !== 'undefined') Buffer.from('a');\nlet f = () => new ReadableStream(global);\n`,
      { fileName: 'a.js' },
    );
    expect(ran.status).toBe('done');
    const warnings = ran.of('warning');
    expect(warnings.map(({ place, saying }) => [place?.line, saying])).toEqual([
      [3, { code: 'noGlobal', args: ['Buffer', 'bytes'] }],
      [4, { code: 'noGlobal', args: ['ReadableStream', 'generator'] }],
      [4, { code: 'noGlobal', args: ['global', 'globalThis'] }],
    ]);
    expect(warnings[0]!.message).toBe(
      'There is no `Buffer` here: use `Uint8Array`, with `TextEncoder` and `TextDecoder` for texts.',
    );
    expect(warningText(warnings[2]!, 'zh')).toBe('这里没有 `global`：请写 `globalThis`。');
  });

  test('so is what `process` has only in Node', async () => {
    const ran = await runInSandbox(
      `process.on?.('exit', () => {});\nlet f = () => process.cwd();\nlet g = () => [process.stdin, process.cwd(), process.argv];\nlet h = (process) => process.cwd();\n`,
      { fileName: 'a.js' },
    );
    const warnings = ran.of('warning');
    expect([ran.status, warnings.map(({ place, saying }) => [place?.line, saying?.args])]).toEqual([
      'done',
      [
        [2, ['process.cwd', 'nothing']],
        [3, ['process.stdin', 'stdin']],
      ],
    ]);
    expect(warnings[1]!.message).toMatch(/^There is no `process\.stdin` here: use `import \{ lines, read \}/);
  });
});
