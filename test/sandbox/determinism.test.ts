/**
 * A program gives the same trace, byte for byte, however often it runs and however it is driven, on the virtual clock; on
 * the others, what is chance is recorded, and another run can be given it.
 */
import { describe, expect, test } from 'vitest';
import { type Ran, runInSandbox } from './run-in-sandbox.ts';

const RUNS = 10;
/** Slices of every length, from one of a few handles to one that holds the whole run. */
const SLICES_MS = [1, 2, 5, 20, 500];

const PROGRAMS: { readonly [what: string]: string } = {
  'timers of Node, nested and cleared': `
let ticks = 0;
const every = setInterval(() => { console.log('interval', performance.now()); if (++ticks === 5) clearInterval(every); }, 7);
for (const ms of [30, 10, 10, 0, 20]) setTimeout(() => { console.log('timeout', ms, Date.now()); process.nextTick(() => console.log('tick')); }, ms);
setImmediate(() => queueMicrotask(() => console.log('microtask after immediate')));
const never = setTimeout(() => console.log('never'), 15);
setTimeout(() => clearTimeout(never), 14);`,
  'tasks that race by chance': `
import { coroutine, gather, run, sleep } from 'asyncio';
const work = coroutine(async (n) => { for (let k = 0; k < 20; k++) { await sleep(Math.random()); console.log(n, k); } });
await run(coroutine(async () => { await gather(Array.from({ length: 20 }, (_, n) => work(n))); })());`,
  'chance, dates and the stopwatch': `
for (let n = 0; n < 200; n++) console.log(Math.random(), Date.now(), +new Date(), performance.now(), [3, 1, 2].sort(() => Math.random() - 0.5));`,
  'errors, groups and cancellation': `
import { coroutine, createTask, run, sleep, taskGroup, timeout } from 'asyncio';
await run(coroutine(async () => {
  try { await timeout(0.5, async () => { await sleep(2); }); } catch (error) { console.log(error.name); }
  const lost = createTask(coroutine(async () => { throw new RangeError('lost'); })());
  await sleep(0.1);
  await taskGroup(async (group) => {
    for (let n = 0; n < 5; n++) group.createTask(coroutine(async () => { await sleep(Math.random()); throw new Error('number ' + n); })());
    group.createTask(coroutine(async () => { try { await sleep(5); } finally { console.log('cleaned'); } })());
  });
})());`,
  'a thread that blocks': `
import { coroutine, createTask, run, sleep } from 'asyncio';
import * as time from 'time';
await run(coroutine(async () => {
  const other = createTask(coroutine(async () => { for (let n = 0; n < 9; n++) { await sleep(0.1); console.log(time.monotonic()); } })());
  for (let n = 0; n < 3; n++) { time.sleep(0.25); await sleep(0); }
  await other;
})());`,
  'asyncio and native promises, mixed': `
import { Event, Queue, coroutine, createTask, run, sleep } from 'asyncio';
const later = (ms, value) => new Promise((resolve) => setTimeout(() => resolve(value), ms));
const plain = async (n) => { await null; await later(n * 3, n); return n; };
await run(coroutine(async () => {
  const queue = new Queue(2), bell = new Event();
  const taker = createTask(coroutine(async () => { for (let n = 0; n < 6; n++) console.log('got', await queue.get()); bell.set(); })());
  console.log(await Promise.all([plain(3), plain(1)]), await Promise.race([later(9, 'slow'), later(4, 'quick')]));
  for (let n = 0; n < 6; n++) { await queue.put(n); if (n % 2) await plain(n); }
  await bell.wait(); await taker;
  for await (const n of (async function* () { for (let n = 0; n < 3; n++) { await sleep(0.1); yield n; } })()) console.log(n);
})());
await Promise.allSettled([later(1), Promise.reject(new Error('x'))]);`,
  'a deadlock': `
import { Lock, coroutine, createTask, gather, run } from 'asyncio';
await run(coroutine(async () => {
  const a = new Lock(), b = new Lock();
  const one = async (x, y) => x.with(async () => { await null; await y.with(async () => {}); });
  await gather([coroutine(one)(a, b), coroutine(one)(b, a)]);
})());`,
  'requests, fetches and files': `
import { coroutine, createTask, gather, run, sleep } from 'asyncio';
import * as files from 'files';
import * as requests from 'requests';
const page = async (path) => {
  const response = await fetch('http://demo.test' + path);
  console.log(path, response.status, performance.now());
  for await (const part of response.body) console.log(path, part.length, performance.now());
};
console.log(requests.get('http://demo.test/delay/0.3').elapsed, requests.get('http://demo.test/flaky').statusCode);
await Promise.all(['/delay/0.2', '/stream', '/delay/0.2', '/status/404', '/bytes/5000', '/flaky'].map(page));
await run(coroutine(async () => {
  const ticks = createTask(coroutine(async () => { for (let n = 0; n < 5; n++) { await sleep(0.01); console.log('tick', n); } })());
  console.log((await gather(files.list().map((name) => files.read(name)))).map((text) => text.length));
  await ticks;
})());`,
  'a limit': `for (let n = 0; ; n++) console.log('line', n, Math.random());`,
};

const bytes = (ran: Ran): string => JSON.stringify(ran.events);

describe.concurrent('ten runs of a program give one trace', { timeout: 120_000 }, () => {
  for (const [what, source] of Object.entries(PROGRAMS)) {
    test(what, async () => {
      const first = await runInSandbox(source);
      expect(first.events.length).toBeGreaterThan(10);
      expect(first.of('clockCharged').filter(({ why }) => why === 'cpu')).toEqual([]);
      for (let run = 1; run < RUNS; run++) {
        const again = await runInSandbox(source, { sliceMs: SLICES_MS[run % SLICES_MS.length]! });
        expect(bytes(again)).toBe(bytes(first));
      }
    });
  }
});

describe.concurrent('chance is recorded', { timeout: 60_000 }, () => {
  const CHANCE =
    'console.log(Math.random(), new Date().toISOString()); setTimeout(() => console.log(Math.random()), 3);';

  for (const clock of ['auto', 'virtual'] as const) {
    test(`a run on the ${clock} clock is repeated from what its first event says`, async () => {
      const first = await runInSandbox(CHANCE, { clock });
      const { seed, dateMs } = first.of('runStarted')[0]!;
      const again = await runInSandbox(CHANCE, { clock, seed, dateMs });
      expect(again.of('runStarted')).toEqual(first.of('runStarted'));
      expect(again.output.split(' ')[0]).toBe(first.output.split(' ')[0]);
      if (clock === 'virtual') expect(bytes(again)).toBe(bytes(first));
    });
  }

  test('another seed is another chance, on every clock', async () => {
    const random = async (seed: number): Promise<string> =>
      (await runInSandbox('console.log(Math.random())', { seed })).output;
    expect(await random(2)).not.toBe(await random(3));
    expect(await random(2)).toBe(await random(2));
  });

  test('a run that is given nothing begins with 1 on the virtual clock, and by chance on the others', async () => {
    const seed = async (clock: 'auto' | 'virtual'): Promise<number> =>
      (await runInSandbox('', { clock })).of('runStarted')[0]!.seed;
    expect(await seed('virtual')).toBe(1);
    expect(await seed('auto')).not.toBe(await seed('auto'));
  });
});
