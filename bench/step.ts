/**
 * What a step costs in the realm itself: the context of the sandbox in this very process, every event recorded, flushed and
 * encoded, without a child, its watchdog and its pipe. `node bench/step.ts`.
 */
import { NO_OTHERS } from '../src/sandbox/protocol.ts';
import { compile } from '../src/sandbox/compile.ts';
import { RealmContext, STEP } from '../src/sandbox/context.ts';
import { realmText } from './realm-text.ts';
import { median, printTable, type Row } from './table.ts';

const ROUNDS = 15;
/** Five events each: just below the limit of a run. */
const TURNS = 199_000;
const SPIN = `import { coroutine, run, sleep } from "asyncio";
const main = coroutine(async () => { for (let i = 0; i < ${TURNS}; i++) await sleep(0); });
await run(main());
`;

export async function benchStep(): Promise<Row> {
  const text = await realmText();
  const steps = Array.from({ length: ROUNDS }, () => microsecondsOf(text));
  const best = Math.min(...steps);
  return {
    what: 'a step in the realm, in one process',
    figure: `${best.toFixed(2)} µs at best, ${median(steps).toFixed(2)} µs in the middle of ${ROUNDS}`,
    goal: 'at most 3 µs',
    met: best <= 3,
  };
}

function microsecondsOf(text: string): number {
  const realm = new RealmContext(text);
  const compiled = compile({ fileName: 'spin.ts', source: SPIN }, realm.hooks, realm.modules());
  if (!compiled.ok) throw new Error(`bench: ${compiled.problem.message}`);
  realm.configure({ clock: 'virtual', seed: 1, dateMs: 0, furthest: 10 });
  realm.load(realm.parse(compiled.script));
  realm.begin(Infinity, 0, NO_OTHERS);
  let steps = 0;
  let bytes = 0;
  const started = performance.now();
  for (let came: number = STEP.ran; came !== STEP.ended; steps++) {
    came = realm.step();
    if (came === STEP.flush) bytes += Buffer.from(realm.flush(), 'utf8').length;
  }
  const ms = performance.now() - started;
  if (steps < TURNS || bytes < TURNS * 80) throw new Error('bench: the program did not run to its end');
  return (ms * 1000) / steps;
}

if (import.meta.main) printTable('Step', [await benchStep()]);
