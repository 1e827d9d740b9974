/**
 * How fast the port is beside CPython, on this machine, in one run: `node bench/asyncio.ts`.
 * Both sides do the same work; each measure is the best of several runs. Exit status 1 if a goal is missed.
 */
import { spawnSync } from 'node:child_process';
import { configure } from '../src/asyncio/driver.ts';
import { coroutine, createTask, gather, run, sleep } from '../src/asyncio/index.ts';
import { NodeDriver, NodeVirtualClock } from '../test/asyncio/node-driver.ts';

const ROUNDS = 5;

const PYTHON = `
import asyncio, json, sys, time

async def nothing(): pass
async def spawn(n):
    for _ in range(n): await asyncio.create_task(nothing())
async def spawn_many(n):
    tasks = [asyncio.create_task(nothing()) for _ in range(n)]
    for task in tasks: await task
async def switch(n):
    for _ in range(n): await asyncio.sleep(0)
async def two_switch(n):
    a = asyncio.create_task(switch(n // 2)); b = asyncio.create_task(switch(n // 2))
    await a; await b
async def timers(n):
    await asyncio.gather(*[asyncio.sleep(0.001 * (i % 10)) for i in range(n)])
async def calls(n):
    for _ in range(n): await nothing()

def best(main, n):
    times = []
    for _ in range(${ROUNDS}):
        start = time.perf_counter(); asyncio.run(main(n)); times.append(time.perf_counter() - start)
    return min(times)

print(json.dumps({"version": sys.version.split()[0], "time": best(globals()[sys.argv[1]], int(sys.argv[2]))}))
`;

const nothing = coroutine(async () => {}, 'nothing');
const spawn = coroutine(async (n: number) => {
  for (let i = 0; i < n; i++) await createTask(nothing());
}, 'spawn');
const spawnMany = coroutine(async (n: number) => {
  const tasks = Array.from({ length: n }, () => createTask(nothing()));
  for (const task of tasks) await task;
}, 'spawnMany');
const turns = coroutine(async (n: number) => {
  for (let i = 0; i < n; i++) await sleep(0);
}, 'turns');
const twoSwitch = coroutine(async (n: number) => {
  const a = createTask(turns(n / 2));
  const b = createTask(turns(n / 2));
  await a;
  await b;
}, 'twoSwitch');
const timers = coroutine(async (n: number) => {
  await gather(Array.from({ length: n }, (_, i) => sleep(0.001 * (i % 10))));
}, 'timers');
const calls = coroutine(async (n: number) => {
  for (let i = 0; i < n; i++) await nothing();
}, 'calls');

interface Measure {
  readonly title: string;
  readonly python: string;
  readonly main: (n: number) => ReturnType<typeof spawn>;
  readonly n: number;
  /** At least this many times CPython's rate; null: no goal. */
  readonly goal: number | null;
}

const measures: readonly Measure[] = [
  { title: 'spawn and await a task', python: 'spawn', main: spawn, n: 100_000, goal: 2 },
  { title: 'spawn all, then await all', python: 'spawn_many', main: spawnMany, n: 100_000, goal: 2 },
  { title: 'task switch', python: 'two_switch', main: twoSwitch, n: 1_000_000, goal: 2 },
  { title: 'sleep in a task (gather)', python: 'timers', main: timers, n: 10_000, goal: null },
  { title: 'await a coroutine in place', python: 'calls', main: calls, n: 1_000_000, goal: null },
];

/** The best of several runs, in seconds. */
async function best({ main, n }: Measure): Promise<number> {
  let time = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await run(main(n));
    time = Math.min(time, (performance.now() - start) / 1000);
  }
  return time;
}

/** Every measure has a process to itself, and CPython's turn comes right after ours. */
function ourTime(index: number): number {
  return Number(spawnSync(process.execPath, [import.meta.filename, String(index)], { encoding: 'utf8' }).stdout);
}

function pythonTime({ python, n }: Measure): { readonly version: string; readonly time: number } | null {
  const env = { ...process.env, PYENV_VERSION: process.env['PYENV_VERSION'] ?? '3.13.0' };
  for (const tried of [env, process.env]) {
    const child = spawnSync('python3', ['-c', PYTHON, python, String(n)], { encoding: 'utf8', env: tried });
    if (child.status === 0) return JSON.parse(child.stdout) as { version: string; time: number };
  }
  return null;
}

function compare(measure: Measure, index: number): void {
  const ours = ourTime(index);
  const python = pythonTime(measure);
  const each = `${((ours / measure.n) * 1e9).toFixed(0).padStart(6)} ns`;
  if (python === null) {
    console.log(`${measure.title.padEnd(28)}${each}   (no python3 here, so no ratio)`);
    return;
  }
  const ratio = python.time / ours;
  const missed = measure.goal !== null && ratio < measure.goal;
  if (missed) process.exitCode = 1;
  const verdict = missed ? `   MISSED: goal ${measure.goal}x` : '';
  console.log(
    `${measure.title.padEnd(28)}${each}  ${ratio.toFixed(2).padStart(5)}x CPython ${python.version}${verdict}`,
  );
}

const only = process.argv[2];
if (only === undefined) {
  console.log(`Node ${process.version}`);
  measures.forEach(compare);
} else {
  const clock = new NodeVirtualClock();
  configure({ driver: new NodeDriver(clock), clock });
  console.log(await best(measures[Number(only)]!));
}
