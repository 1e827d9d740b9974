/** A live session: from an entry to its result, after a few entries and after a thousand; and what may follow a name. */
import { resolve } from 'node:path';
import { openSession, type SandboxRun } from '../src/sandbox/run-code.ts';
import { DEFAULT_MEMORY_MB, startChild } from '../src/sandbox/spare.ts';
import { median, printTable, type Row } from './table.ts';

const CHILD = resolve(import.meta.dirname, '../dist/child.mjs');
const ENTRIES = 1_000;
const SOME = 100;
/** What people type: declarations, values, an await of a task. */
const KINDS: readonly ((number: number) => string)[] = [
  (number) => `const value${number} = { number: ${number}, list: [1, 2, 3] }`,
  (number) => `function twice${number}(x: number) { return 2 * x }`,
  (number) => `twice${number - 1}(${number})`,
  () => 'await createTask(sleep(0, "done"))',
  () => '[...Array(20).keys()].map((each) => each ** 2)',
];

export async function benchRepl(): Promise<Row[]> {
  const child = startChild(DEFAULT_MEMORY_MB, CHILD, { threads: true });
  const limits = { seconds: 86_400, unawaitedSeconds: 5 };
  const session = openSession({ clock: 'auto', interactive: true, limits, child });
  const took: number[] = [];
  for (let number = 1; number <= ENTRIES; number++)
    took.push(await entryMs(session, KINDS[number % KINDS.length]!(number)));
  const completions: number[] = [];
  for (let time = 0; time < SOME; time++) completions.push(await completionMs(session));
  session.kill();
  const [first, last, names] = [took.slice(0, SOME), took.slice(-SOME), completions].map(median) as [
    number,
    number,
    number,
  ];
  return [
    {
      what: 'an entry to its result, the first hundred',
      figure: `${first.toFixed(1)} ms`,
      goal: 'at most 15 ms',
      met: first <= 15,
    },
    {
      what: `the same, the last hundred of ${ENTRIES}`,
      figure: `${last.toFixed(1)} ms, ${(last / first).toFixed(2)}x`,
      goal: 'no growth',
      met: last <= 1.1 * first,
    },
    {
      what: 'names that may follow, of all there are',
      figure: `${names.toFixed(1)} ms`,
      goal: 'at most 16 ms',
      met: names <= 16,
    },
  ];
}

async function entryMs(session: SandboxRun, source: string): Promise<number> {
  const started = performance.now();
  const entered = await session.enter(source, 0);
  if (!entered.ok) throw new Error(`bench: ${entered.problem.message}`);
  for (;;) {
    const { events, report } = await session.slice({ until: Infinity, handles: null });
    const end = events.find((event) => event.type === 'entryEnded' && event.entry === entered.number);
    if (end?.type === 'entryEnded' && end.outcome !== 'done') throw new Error(`bench: ${source} failed`);
    if (end !== undefined) return performance.now() - started;
    if (report.state === 'ended') throw new Error('bench: the session is over');
  }
}

async function completionMs(session: SandboxRun): Promise<number> {
  const started = performance.now();
  const names = await session.complete(['']);
  if (names.length < SOME) throw new Error('bench: there are more names than that');
  return performance.now() - started;
}

if (import.meta.main) printTable('Live session', await benchRepl());
