/**
 * How fast the port is beside CPython, Effect, Effection and plain promises, on this machine, in one run:
 * `npm run bench:asyncio`. All do the same work (`contenders/`), each row in processes of its own that take turns; a figure is
 * the best of several runs. Ratios are against the CPython that stands first; a contender that is not on the machine is left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const HERE = resolve(import.meta.dirname, 'contenders');
const ROUNDS = 4;
/** The machine is not alone: the contenders of a row take so many turns each. */
const TURNS = 4;

interface Row {
  readonly row: string;
  readonly title: string;
  readonly n: number;
  /** In the realm a run ends at 1,000,000 events. */
  readonly realmN: number;
  /** At least this many times CPython's rate. */
  readonly goal: number;
}

const ROWS: readonly Row[] = [
  { row: 'spawn', title: 'spawn and await a task', n: 100_000, realmN: 50_000, goal: 3.5 },
  { row: 'switch', title: 'task switch', n: 1_000_000, realmN: 150_000, goal: 4.5 },
  { row: 'sleeps', title: '10,000 sleeps', n: 10_000, realmN: 10_000, goal: 2 },
  { row: 'gather', title: 'gather, 10 of 10,000', n: 100_000, realmN: 50_000, goal: 3 },
  { row: 'queue', title: 'put and get', n: 200_000, realmN: 200_000, goal: 1.5 },
  { row: 'call', title: 'await a coroutine in place', n: 1_000_000, realmN: 1_000_000, goal: 1 },
];

interface Contender {
  readonly name: string;
  readonly command: (row: string, n: number) => readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** It does so many times less: a row would take minutes. */
  readonly share?: number;
}

interface Figure {
  readonly version: string;
  readonly value: number;
}

function python(version: string): Contender {
  return {
    name: `CPython ${version}`,
    command: (row, n) => ['python3', `${HERE}/cpython.py`, row, String(n), String(ROUNDS)],
    environment: { PYENV_VERSION: version },
  };
}

function node(name: string, file: string): Contender {
  return { name, command: (row, n) => [process.execPath, `${HERE}/${file}`, row, String(n), String(ROUNDS)] };
}

function measure({ command, environment }: Contender, row: string, n: number): Figure | null {
  const [program, ...args] = command(row, n);
  const child = spawnSync(program!, args, { encoding: 'utf8', env: { ...process.env, ...environment } });
  if (child.status !== 0) return null;
  return JSON.parse(child.stdout) as Figure;
}

/** The reference, and the CPython that the port follows; the machine's own where there is neither. */
function pythons(): readonly Contender[] {
  const found = ['3.11.7', '3.13.0'].map(python).filter((contender) => measure(contender, 'spawn', 1) !== null);
  if (found.length > 0) return found;
  const own = { ...python('of this machine'), environment: {} };
  return measure(own, 'spawn', 1) === null ? [] : [own];
}

const PORT = node('port', 'port.ts');
const REALM = node('realm', 'realm.ts');
const OTHERS = [
  node('Effect', 'effect.mjs'),
  { ...node('Effection', 'effection.mjs'), share: 10 },
  node('promises', 'promises.ts'),
];

function compareRow({ row, title, n, realmN, goal }: Row, contenders: readonly Contender[]): void {
  const times = new Map<string, number>();
  for (let turn = 0; turn < TURNS; turn++) {
    for (const contender of contenders) {
      const size = contender === REALM ? realmN : n / (contender.share ?? 1);
      const figure = measure(contender, row, size);
      if (figure === null) continue;
      times.set(contender.name, Math.min(times.get(contender.name) ?? Infinity, (figure.value / size) * 1e9));
    }
  }
  const baseline = times.get(contenders[0]!.name);
  const cells = contenders.map(({ name }) =>
    cell(times.get(name), name === contenders[0]!.name ? undefined : baseline),
  );
  const port = times.get(PORT.name)!;
  const realm = times.get(REALM.name);
  const ratio = baseline === undefined ? null : baseline / port;
  const notes = [
    ...(ratio !== null && ratio < goal ? [`port MISSED its goal of ${goal}x`] : []),
    ...(realm !== undefined && realm > port * 1.3 ? [`realm ${(realm / port).toFixed(2)}x the port's time`] : []),
  ];
  console.log(`${title.padEnd(28)}${cells.join('')}  ${notes.join('; ')}`);
}

function cell(nanoseconds: number | undefined, baseline: number | undefined): string {
  if (nanoseconds === undefined) return '—'.padStart(16);
  const ratio = baseline === undefined ? '' : ` ${(baseline / nanoseconds).toFixed(2)}x`;
  return `${nanoseconds.toFixed(0)} ns${ratio}`.padStart(16);
}

interface Memory {
  readonly bytes: number;
  readonly micros: number | null;
  readonly megabytes: number;
}

function memoryOf(kind: string, n: number): Memory {
  const args = ['--expose-gc', '--max-old-space-size=8192', `${HERE}/memory.ts`, kind, String(n)];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Memory;
}

/** A waiting task's size, and whether a task's price depends on how many there are. */
function compareMemory(): void {
  for (const kind of ['future', 'event', 'sleep']) {
    const others = ['3.11.7', '3.13.0'].map((version) => {
      const figure = measure(python(version), `memory-${kind}`, 100_000);
      return figure === null ? '' : `, CPython ${figure.version} ${figure.value.toFixed(0)}`;
    });
    const { bytes } = memoryOf(kind, 100_000);
    console.log(
      `bytes of a task that awaits a${kind === 'event' ? 'n' : ''} ${kind}: port ${bytes.toFixed(0)}${others.join('')}`,
    );
  }
  console.log(`what V8 alone needs of it: ${memoryOf('alone', 100_000).bytes.toFixed(0)}`);
  for (const n of [1_000, 10_000, 100_000, 1_000_000]) {
    const { bytes, micros, megabytes } = memoryOf('future', n);
    console.log(
      `${n.toLocaleString('en')} tasks: ${bytes.toFixed(0)} bytes and ${micros!.toFixed(2)} µs each, the process ${megabytes.toFixed(0)} MiB`,
    );
  }
  console.log(`what V8 alone needs of a million: ${memoryOf('alone', 1_000_000).megabytes.toFixed(0)} MiB`);
}

const contenders = [
  ...pythons(),
  PORT,
  REALM,
  ...(existsSync(resolve(HERE, '../node_modules/effect')) ? OTHERS : [OTHERS[2]!]),
];
console.log(`${''.padEnd(28)}${contenders.map(({ name }) => name.padStart(16)).join('')}`);
const only = process.argv[2];
for (const row of ROWS) if (only === undefined || row.row === only) compareRow(row, contenders);
if (only === undefined || only === 'memory') compareMemory();
