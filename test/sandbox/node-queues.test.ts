/** Node's own queues in the realm: what `setTimeout` and its siblings promise, on the run's clock. */
import { describe, expect, test } from 'vitest';
import { runInSandbox } from './run-in-sandbox.ts';

describe.concurrent('timers', { timeout: 60_000 }, () => {
  test('come by their time, then in the order they were set; arguments and `this` are handed on', async () => {
    const ran = await runInSandbox(`
setTimeout(console.log, 20, 'late', 1);
setTimeout(function () { console.log('early', this.hasRef()); }, 10);
setTimeout(() => console.log('early too'), 10);
setTimeout(() => console.log('at once'));
setTimeout(() => console.log('so long that it is at once'), 2 ** 31);`);
    expect(ran.output).toBe('at once\nso long that it is at once\nearly true\nearly too\nlate 1\n');
    expect([ran.status, ran.of('runEnded')[0]!.at]).toEqual(['done', 0.02]);
  });

  test('a list that is late is gone through before the next one, as in Node', async () => {
    const ran = await runInSandbox(`
import { sleep } from 'time';
setTimeout(() => console.log('12'), 12);
setTimeout(() => console.log('10 first'), 10);
setTimeout(() => {
  setTimeout(() => console.log('10 second'), 10);
  sleep(1);
}, 5);`);
    expect(ran.output).toBe('10 first\n10 second\n12\n');
  });

  test('can be cleared by object, by number and in an earlier callback; nonsense is no error', async () => {
    const ran = await runInSandbox(`
const a = setTimeout(() => console.log('a'), 5);
const b = +setTimeout(() => console.log('b'), 5);
const c = setTimeout(() => console.log('c'), 7);
setTimeout(() => clearTimeout(c), 6);
clearTimeout(a); clearTimeout(String(b)); clearTimeout(undefined); clearTimeout({}); clearTimeout(true); clearTimeout(99);
const i = setImmediate(() => console.log('i'));
clearImmediate(i);
console.log(typeof b, c[Symbol.toPrimitive]() > 0);`);
    expect([ran.output, ran.status]).toEqual(['number true\n', 'done']);
    expect(ran.of('timerDropped').length).toBe(3);
  });

  test('an interval repeats until it is cleared; refresh begins anew; unref lets the program end', async () => {
    const ran = await runInSandbox(`
let n = 0;
const interval = setInterval(() => { console.log(++n); if (n === 3) clearInterval(interval); }, 10);
const late = setTimeout(() => console.log('refreshed'), 15);
setTimeout(() => late.refresh(), 10);
setTimeout(() => console.log('never'), 100).unref();`);
    expect(ran.output).toBe('1\n2\nrefreshed\n3\n');
    expect(ran.of('runEnded')[0]!.at).toBe(0.03);
  });

  test('share the clock with asyncio, and neither keeps the other waiting', async () => {
    const ran = await runInSandbox(`
import { coroutine, run, sleep } from 'asyncio';
setTimeout(() => console.log('timer 1'), 1000);
setTimeout(() => console.log('timer 3'), 3000);
let stop = false;
setTimeout(() => { stop = true; }, 2500);
await run(coroutine(async () => {
  await sleep(2);
  console.log('task 2');
  await new Promise((resolve) => setTimeout(resolve, 250));
  console.log('task 2.25');
})());
setImmediate(() => console.log('immediate'));
await sleep(0);
console.log('top');`);
    expect(ran.output).toBe('timer 1\ntask 2\ntask 2.25\nimmediate\ntop\ntimer 3\n');
  });
});

describe.concurrent('callbacks', { timeout: 60_000 }, () => {
  test('what they throw ends the program there, before its microtasks, with the line', async () => {
    const ran = await runInSandbox(`
setTimeout(() => {
  void Promise.resolve().then(() => console.log('never'));
  process.nextTick(() => console.log('never'));
  throw new TypeError('boom');
}, 5);
setTimeout(() => console.log('never'), 10);`);
    expect([ran.output, ran.status]).toEqual(['', 'failed']);
    expect(ran.of('runEnded')[0]!.error).toMatchObject({ name: 'TypeError', message: 'boom', place: { line: 5 } });
  });

  for (const [queue, source] of [
    ['a tick', "process.nextTick(() => { throw new Error('here'); });"],
    ['a microtask', "queueMicrotask(() => { throw new Error('here'); });"],
    ['an immediate', "setImmediate(() => { throw new Error('here'); });"],
  ] as const)
    test(`${queue} that throws ends the program`, async () => {
      const ran = await runInSandbox(`${source}\nsetTimeout(() => console.log('never'), 10);`);
      expect([ran.output, ran.status, ran.of('runEnded')[0]!.error?.message]).toEqual(['', 'failed', 'here']);
    });

  test('must be functions', async () => {
    const ran = await runInSandbox(`
for (const set of [setTimeout, setInterval, setImmediate, queueMicrotask, process.nextTick]) {
  try { set('code'); } catch (error) { console.log(error.code, error.message); }
}`);
    const line =
      'ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received type string (\'code\')\n';
    expect(ran.output).toBe(line.repeat(5));
  });

  test('each is a handle of the trace, with the name of its function', async () => {
    const ran = await runInSandbox(`
setTimeout(function later() {}, 5);
setImmediate(() => {});
process.nextTick(function soon() {});`);
    expect(ran.of('timerSet').map(({ label, due }) => [label, due])).toEqual([['setTimeout later', 0.005]]);
    expect(ran.of('handleScheduled').map(({ label }) => label)).toEqual(['setImmediate', 'nextTick soon']);
    const started = ran.of('handleStarted').map(({ handle }) => handle);
    expect(started).toEqual(ran.of('handleEnded').map(({ handle }) => handle));
    expect(started).toEqual([3, 2, 1]);
  });

  test('that go on for ever are stopped by the limits', async () => {
    const ticks = await runInSandbox('const again = () => process.nextTick(again); again();', {
      limits: { seconds: 2 },
    });
    expect(['timeout', 'output']).toContain(ticks.status);
    const timers = await runInSandbox('const again = () => setTimeout(again, 1); again();', {
      limits: { seconds: 20 },
    });
    expect(['timeout', 'output']).toContain(timers.status);
  });
});
