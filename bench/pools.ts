/**
 * Threads and processes: how long the first result of a pool takes, and what running at the same time gains. All figures are the
 * wall's, seen by the parent; the programs run on the `auto` clock.
 */
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runCode } from '../src/sandbox/run-code.ts';
import { DEFAULT_MEMORY_MB, startChild } from '../src/sandbox/spare.ts';
import type { Event } from '../src/trace/event.ts';
import { type Row, median } from './table.ts';

const CHILD = resolve(import.meta.dirname, '../dist/child.mjs');
const ROUNDS = 9;
const LOOPS = 60_000_000;
/** Until the child and its first threads have nothing to do but wait. */
const WARM_MS = 1500;

const FIRST = `import { coroutine, run, toThread } from "asyncio";
function answer() { return 42; }
const main = coroutine(async () => { console.log("call"); await toThread(answer); console.log("result"); });
await run(main());
`;
const COUNT = `function count(n: number): number { let x = 0; for (let i = 0; i < n; i++) x = (x * 31 + i) % 1000003; return x; }`;
const computing = (
  warm: string,
  calls: string,
): string => `import { coroutine, gather, getRunningLoop, run, sleep, toThread } from "asyncio";
import { ProcessPoolExecutor } from "concurrent.futures";
${COUNT}
const main = coroutine(async () => {
  const loop = getRunningLoop();
  await using pool = new ProcessPoolExecutor(2);
  ${warm}
  console.log("begin");
  await sleep(0);
  ${calls}
  console.log("end");
});
await run(main());
`;
const blocking = (calls: string): string => `import { coroutine, gather, run, sleep, toThread } from "asyncio";
import * as requests from "requests";
const URL = "http://demo.test/delay/0.2";
const main = coroutine(async () => {
  await gather(toThread(requests.get, "http://demo.test/"), toThread(requests.get, "http://demo.test/"));
  console.log("begin");
  await sleep(0);
  ${calls}
  console.log("end");
});
await run(main());
`;

/** Milliseconds on the parent's wall between two printed words, in a warm child. */
async function msBetween(source: string, from: string, to: string): Promise<number> {
  const child = startChild(DEFAULT_MEMORY_MB, CHILD, { threads: true });
  await wait(WARM_MS);
  const run = runCode({ fileName: 'pool.ts', source }, { clock: 'auto', child, limits: { seconds: 60 }, sliceMs: 2 });
  const seen = new Map<string, number>();
  for (;;) {
    const { events, report } = await run.slice({ until: Infinity, handles: 1 });
    for (const event of events) note(seen, event);
    if (report.state === 'ended') break;
  }
  const [begun, ended] = [seen.get(from), seen.get(to)];
  if (begun === undefined || ended === undefined) throw new Error('bench: the program did not come to its end');
  return ended - begun;
}

function note(seen: Map<string, number>, event: Event): void {
  if (event.type === 'output') seen.set(event.text.trim(), performance.now());
  if (event.type === 'runEnded' && event.status !== 'done') throw new Error(`bench: ${event.error?.message}`);
}

async function middle(rounds: number, source: string, from = 'begin', to = 'end'): Promise<number> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) all.push(await msBetween(source, from, to));
  return median(all);
}

export async function benchPools(): Promise<Row[]> {
  const first = await middle(ROUNDS, FIRST, 'call', 'result');
  const n = LOOPS;
  const sequence = await middle(3, computing('', `count(${n}); count(${n});`));
  const inThreads = `await gather(toThread(count, N), toThread(count, N));`;
  const inProcesses = `await gather(loop.runInExecutor(pool, count, N), loop.runInExecutor(pool, count, N));`;
  const of = (calls: string): string => computing(calls.replaceAll('N', '1'), calls.replaceAll('N', String(n)));
  const threads = await middle(3, of(inThreads));
  const processes = await middle(3, of(inProcesses));
  const requestsInSequence = await middle(3, blocking('for (let i = 0; i < 2; i++) requests.get(URL);'));
  const requestsInThreads = await middle(
    3,
    blocking('await gather(toThread(requests.get, URL), toThread(requests.get, URL));'),
  );
  const times = (ms: number, of: number): string => `${ms.toFixed(0)} ms, ${(of / ms).toFixed(2)}x as fast`;
  return [
    {
      what: 'a thread pool, warm: call to first result',
      figure: `${first.toFixed(1)} ms`,
      goal: 'at most 60 ms',
      met: first <= 60,
    },
    { what: 'two computing calls, on one isolate', figure: `${sequence.toFixed(0)} ms` },
    { what: 'the same in two threads', figure: times(threads, sequence) },
    { what: 'the same in two processes', figure: times(processes, sequence) },
    { what: 'two blocking requests of 0.2 s, in sequence', figure: `${requestsInSequence.toFixed(0)} ms` },
    { what: 'the same in two threads', figure: times(requestsInThreads, requestsInSequence) },
  ];
}
