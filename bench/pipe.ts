/**
 * A hundred thousand events on their way to the parent, beside the same run with its bytes thrown away: what reading them
 * costs. In turns within one run, medians.
 */
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runCode } from '../src/sandbox/run-code.ts';
import { type Child, DEFAULT_MEMORY_MB, startChild } from '../src/sandbox/spare.ts';
import { NO_OTHERS } from '../src/sandbox/protocol.ts';
import { SETTINGS, ask } from './ask-child.ts';
import { median, printTable, type Row } from './table.ts';

const CHILD = resolve(import.meta.dirname, '../dist/child.mjs');
const EVENTS = 100_000;
/** Five events a turn. */
const SOURCE = `import { coroutine, run, sleep } from "asyncio";
const main = coroutine(async () => { for (let i = 0; i < ${EVENTS / 5}; i++) await sleep(0); });
await run(main());
`;
const ROUNDS = 15;
const SLICE_MS = 50;

export async function benchPipe(): Promise<Row[]> {
  const read: number[] = [];
  const bare: number[] = [];
  // The first rounds compile the parent's half.
  for (let round = -5; round < ROUNDS; round++) {
    const [one, other] = [await bareMs(), await readMs()];
    if (round < 0) continue;
    bare.push(one);
    read.push(other);
  }
  const ratio = median(read) / median(bare);
  return [
    { what: `${EVENTS} events, their bytes thrown away`, figure: `${median(bare).toFixed(0)} ms` },
    { what: 'the same, read by the parent', figure: `${median(read).toFixed(0)} ms` },
    { what: 'read / thrown away', figure: `${ratio.toFixed(2)}x`, goal: 'at most 2x', met: ratio <= 2 },
  ];
}

async function bareMs(): Promise<number> {
  const child = await warmChild();
  const start = { clock: 'virtual', seed: 1, dateMs: 0, furthest: 10, settings: SETTINGS } as const;
  await ask(child, { op: 'load', fileName: 'a.ts', source: SOURCE, ...start }, '"ok":true');
  const slice = {
    op: 'slice',
    ms: SLICE_MS,
    until: null,
    handles: null,
    budgetMs: 20_000,
    now: 0,
    others: NO_OTHERS,
  } as const;
  const started = performance.now();
  for (let end = ''; !end.includes('"state":"ended"');) end = await ask(child, slice, '"state":');
  const ms = performance.now() - started;
  child.process.kill('SIGKILL');
  return ms;
}

async function readMs(): Promise<number> {
  const child = await warmChild();
  const run = runCode({ fileName: 'a.ts', source: SOURCE }, { clock: 'virtual', sliceMs: SLICE_MS, child });
  await run.slice({ until: -1, handles: 1 });
  const started = performance.now();
  let events = 0;
  for (;;) {
    const slice = await run.slice({ until: Infinity, handles: null });
    events += slice.events.length;
    if (slice.report.state === 'ended') break;
  }
  if (events < EVENTS) throw new Error(`bench: ${events} events came`);
  return performance.now() - started;
}

async function warmChild(): Promise<Child> {
  const child = startChild(DEFAULT_MEMORY_MB, CHILD);
  await wait(400);
  return child;
}

if (import.meta.main) printTable('Pipe', await benchPipe());
