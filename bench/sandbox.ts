/** The warm spare, and what a step costs in the realm. */
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runCode } from '../src/sandbox/run-code.ts';
import { DEFAULT_MEMORY_MB, startChild, type Child } from '../src/sandbox/spare.ts';
import { NO_OTHERS } from '../src/sandbox/protocol.ts';
import { SETTINGS, ask } from './ask-child.ts';
import { median, printTable, type Row } from './table.ts';

const CHILD = resolve(import.meta.dirname, '../dist/child.mjs');
const LESSON = `import { coroutine, createTask, run, sleep } from "asyncio";
const say = coroutine(async (s: number, what: string) => { await sleep(s); console.log(what); });
const main = coroutine(async () => { const a = createTask(say(1, "a")); await say(2, "b"); await a; });
await run(main());
`;
/** Five events each: just below the limit of a run. */
const TURNS = 199_000;
const WARM_TURNS = 20_000;
const SPIN = `import { coroutine, run, sleep } from "asyncio";
const main = coroutine(async () => { for (let i = 0; i < ${TURNS}; i++) await sleep(0); });
await run(main());
`;
const ROUNDS = 15;

export async function benchSandbox(): Promise<Row[]> {
  const spare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) spare.push(await firstEventMs());
  const steps: number[] = [];
  for (let round = 0; round < 5; round++) steps.push(await stepMicroseconds());
  const step = Math.min(...steps);
  const childSteps: number[] = [];
  for (let round = 0; round < 9; round++) childSteps.push(await childStepMicroseconds());
  const childStep = Math.min(...childSteps);
  return [
    {
      what: 'warm spare: program to its first traced handle',
      figure: `${median(spare).toFixed(1)} ms`,
      goal: 'at most 15 ms',
      met: median(spare) <= 15,
    },
    {
      what: 'a step in a child: run, recorded, sent',
      figure: `${childStep.toFixed(2)} µs at best, ${median(childSteps).toFixed(2)} µs in the middle of ${childSteps.length}`,
    },
    { what: 'the same, its events read by the parent', figure: `${step.toFixed(2)} µs` },
  ];
}

async function firstEventMs(): Promise<number> {
  const child = await warmChild();
  const started = performance.now();
  const run = runCode({ fileName: 'lesson.ts', source: LESSON }, { clock: 'auto', child });
  const { events } = await run.slice({ until: 0, handles: 1 });
  const ms = performance.now() - started;
  if (!events.some((event) => event.type === 'handleStarted'))
    throw new Error('bench: no handle ran in the first slice');
  run.kill();
  return ms;
}

async function stepMicroseconds(): Promise<number> {
  const child = await warmChild();
  const run = runCode({ fileName: 'spin.ts', source: SPIN }, { clock: 'virtual', sliceMs: 1000, child });
  await run.slice({ until: Infinity, handles: 1 });
  const started = performance.now();
  let handles = 0;
  for (;;) {
    const { events, report } = await run.slice({ until: Infinity, handles: null });
    for (const event of events) if (event.type === 'handleEnded') handles++;
    if (report.state === 'ended') break;
  }
  return ((performance.now() - started) * 1000) / handles;
}

/** The child's half of it: its answers are taken from the pipe, and not read. */
async function childStepMicroseconds(): Promise<number> {
  const child = await warmChild();
  await ask(
    child,
    {
      op: 'load',
      fileName: 'spin.ts',
      source: SPIN,
      clock: 'virtual',
      seed: 1,
      dateMs: 0,
      furthest: 10,
      settings: SETTINGS,
    },
    '"ok":true',
  );
  const slice = { op: 'slice', ms: 20_000, until: null, budgetMs: 20_000, now: 0, others: NO_OTHERS } as const;
  // V8 has compiled by then what runs all the time.
  await ask(child, { ...slice, handles: WARM_TURNS }, '"state"');
  const started = performance.now();
  const end = await ask(child, { ...slice, handles: null }, '"state":"ended"');
  const ms = performance.now() - started;
  child.process.kill('SIGKILL');
  if (!end.includes('"status":"done"')) throw new Error('bench: the program did not run to its end');
  return (ms * 1000) / (TURNS - WARM_TURNS);
}

async function warmChild(): Promise<Child> {
  const child = startChild(DEFAULT_MEMORY_MB, CHILD, { warm: true });
  // A spare has been waiting for a while when it is taken.
  await wait(1_000);
  return child;
}

if (import.meta.main) printTable('Sandbox', await benchSandbox());
