/**
 * Writes `src/asyncio/CONFORMANCE.md`: what of CPython's own tests the port proves, counted from the real titles of the
 * tests. `node test/asyncio/conformance-table.ts` writes it; `conformance-table.test.ts` fails if it is stale.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { CPYTHON_TESTS, NOT_APPLICABLE } from './cpython-tests.ts';
import type { TestFile } from './cpython-tests.ts';
import { recordedPrograms } from './recorded-program.ts';

const ROOT = new URL('../../', import.meta.url);
export const TABLE = new URL('src/asyncio/CONFORMANCE.md', ROOT);

/** A long run by hand: `FUZZ_SEED=1001 FUZZ=20000 vitest run test/asyncio/differential.test.ts`. */
const FUZZED =
  'On 2026-11-22, 20,000 programs (seeds 1001 to 21000) were run in both: no difference to CPython 3.13.0.';

/** To collect a file is to run it. */
const OURSELVES = '**/conformance-table.test.ts';

interface Listed {
  readonly name: string;
}

/** `test_file.Class.name` of every mirror, and titles in the groups of mirrors that name no test of CPython. */
export interface Mirrors {
  readonly names: ReadonlySet<string>;
  readonly unknown: readonly string[];
}

/** The titles as vitest collects them, by running the files without their tests. */
function titles(): readonly string[] {
  const vitest = new URL('node_modules/vitest/vitest.mjs', ROOT).pathname;
  const list = spawnSync(
    process.execPath,
    [vitest, 'list', 'test/asyncio', '--json', '--no-static-parse', '--exclude', OURSELVES],
    {
      cwd: ROOT.pathname,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  );
  if (list.status !== 0) throw new Error(`vitest list: ${list.stderr}`);
  return (JSON.parse(list.stdout.slice(list.stdout.indexOf('[\n'))) as Listed[]).map(({ name }) => name);
}

const words = (text: string | undefined): string[] => text?.trim().split(/\s+/) ?? [];

/** What this table is to account for: what is portable, by itself or with a clock. */
function portableIn({ file, classes }: TestFile): string[] {
  return Object.entries(classes).flatMap(([group, { portable, clock }]) =>
    [...words(portable), ...words(clock)].map((name) => `${file}.${group}.${name}`),
  );
}

function othersIn({ file, classes }: TestFile): string[] {
  return Object.entries(classes).flatMap(([group, { others }]) =>
    words(others).map((name) => `${file}.${group}.${name}`),
  );
}

/** The names that heirs run again. */
function inheritedIn({ file, classes }: TestFile): string[] {
  return Object.values(classes).flatMap(({ portable, clock, others, heirs }) =>
    words(heirs).flatMap((heir) =>
      [...words(portable), ...words(clock), ...words(others)].map((name) => `${file}.${heir}.${name}`),
    ),
  );
}

export function findMirrors(): Mirrors {
  const known = new Set(
    CPYTHON_TESTS.flatMap((file) => [...portableIn(file), ...othersIn(file), ...inheritedIn(file)]),
  );
  const names = new Set<string>();
  const unknown: string[] = [];
  for (const title of titles()) {
    const [group, rest] = title.split(' > ', 2) as [string, string?];
    if (!group.startsWith('test_') || rest === undefined) continue;
    const [before, ...says] = rest.split(': ');
    if (says.length === 0) continue;
    for (const name of before!.split(', ')) {
      const whole = `${group}.${name}`;
      if (known.has(whole)) names.add(whole);
      else unknown.push(whole);
    }
  }
  return { names, unknown };
}

/** Portable tests that are neither mirrored nor listed with a reason. */
export function missingIn({ names }: Mirrors): string[] {
  return CPYTHON_TESTS.flatMap(portableIn).filter((name) => !names.has(name) && !(name in NOT_APPLICABLE));
}

function rowOf(file: TestFile, { names }: Mirrors): readonly number[] {
  const portable = portableIn(file);
  const mirrored = portable.filter((name) => names.has(name)).length;
  const reasons = portable.filter((name) => name in NOT_APPLICABLE).length;
  const beyond = othersIn(file).filter((name) => names.has(name)).length;
  return [portable.length, mirrored, reasons, beyond];
}

function countsTable(mirrors: Mirrors): string {
  const rows = CPYTHON_TESTS.map((file) => ({ name: `${file.file}.py`, counts: rowOf(file, mirrors) }));
  const sums = rows[0]!.counts.map((_, i) => rows.reduce((sum, { counts }) => sum + counts[i]!, 0));
  const line = (cells: readonly unknown[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['CPython’s file', 'portable', 'mirrored', 'cannot apply', 'mirrored beyond these']),
    line(['---', '---:', '---:', '---:', '---:']),
    ...rows.map(({ name, counts }) => line([`\`${name}\``, ...counts])),
    line(['**together**', ...sums]),
  ].join('\n');
}

function reasonsList(): string {
  const byReason = new Map<string, string[]>();
  for (const [name, reason] of Object.entries(NOT_APPLICABLE)) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), `\`${name}\``]);
  }
  return [...byReason].map(([reason, names]) => `- ${reason}: ${names.join(', ')}.`).join('\n');
}

function programsText(): string {
  const [given, own] = [recordedPrograms('conformance'), recordedPrograms('pairs')];
  const all = [...given, ...own];
  const different = all.filter(({ meta }) => meta.xfail !== undefined);
  const hanging = all.filter(({ meta }) => meta.hangs !== undefined);
  const inRealmOnly = all.filter(({ meta }) => meta.realm !== undefined).length;
  return [
    `Of ${all.length} programs, each in Python and in TypeScript with what CPython 3.13 printed recorded beside it`,
    `(${given.length} in \`test/asyncio/conformance\`, ${own.length} in \`test/asyncio/pairs\`), ${all.length - different.length} print the same, in plain`,
    `Node and in the sandbox’s realm (but for ${inRealmOnly} with the module \`time\`, in the realm alone; those with threads run in real`,
    'ones there, and by a stand-in in plain Node). These differ on purpose, in what they print or in how they end:',
    '',
    ...different.map(({ name, meta }) => `- \`${name}\`: ${meta.xfail}.`),
    ...hanging.map(
      ({ name }) => `- \`${name}\`: CPython hangs after the same output; here a \`DeadlockError\` ends the run.`,
    ),
  ].join('\n');
}

/** How many of the recorded traces are marked as not compared. */
function leftOut(): number {
  const traces = readFileSync(new URL('differential/traces.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return traces.filter((trace) => trace === '-').length;
}

/** The whole text of `CONFORMANCE.md`. */
export function tableText(mirrors: Mirrors): string {
  return `<!-- Written by test/asyncio/conformance-table.ts: do not edit. -->

# How far this is CPython's asyncio

## CPython's own tests

CPython 3.13's \`Lib/test/test_asyncio\` holds the tests that assert behaviour through the public face (“portable”, by
itself or on a virtual clock). Each is mirrored in \`test/asyncio\` by a test of our own that bears its name, or listed
below with the reason why it cannot apply. Tests of private parts, printed forms or Python itself are counted last, where
there is something here to mirror. The 15 of \`test_eager_task_factory.py\` are left out: eager tasks are not ported.

${countsTable(mirrors)}

### Cannot apply

${reasonsList()}

## Programs in both languages

${programsText()}

## Random programs

\`test/asyncio/differential.test.ts\` makes programs of spawn, cancel, uncancel, gather, groups, timeouts, shields, waits,
locks, queues, futures and callbacks, and compares what they log with CPython.
${FUZZED}
A thousand recorded traces are compared with every run of the tests. Left out of the comparing (${leftOut()} of that thousand) are
programs in which tasks that wait for each other in a ring are cancelled: CPython's stack overflows, and where is the
machine's own; here a ring of tasks alone is seen, and is a \`RangeError\` at once.

## What no program in Python can show

A task may \`await\` a promise of JavaScript's own, \`fetch(…)\`, behind the loop's back. In the sandbox it is the same task
before and after. **In plain Node it is not**: nobody tells the loop which task goes on, so that after the promise
\`currentTask()\` no longer gives it, and the next \`await\` of asyncio's waits outside of all tasks: \`cancel()\`, \`timeout\` and groups do
not reach it there. Write \`await wrapPromise(fetch(…))\`, which is an \`await\` of asyncio's with its order and cancellation.
\`src/asyncio/driver.ts\` says how a driver can tell (\`enterTask\`).
`;
}

if (import.meta.main) writeFileSync(TABLE, tableText(findMirrors()));
