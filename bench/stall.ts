/**
 * How long the parent is kept from its screen while programs do their worst: the longest stretch of its main thread's own CPU
 * time between two looks of a timer, during each program of the corpora that exhaust something, driven as the tutor drives
 * it, every event kept for the panel. CPU time, as others on the machine must not count. `node bench/stall.ts [NAME]` prints
 * the slowest ones.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { keepPausesShort } from '../src/commands/short-pauses.ts';
import { runCode } from '../src/sandbox/run-code.ts';
import { DEFAULT_MEMORY_MB, startChild } from '../src/sandbox/spare.ts';
import { Replay } from '../src/trace/replay.ts';
import { median, printTable, type Row } from './table.ts';

const CHILD = resolve(import.meta.dirname, '../dist/child.mjs');
const PROGRAMS = resolve(import.meta.dirname, '../test/sandbox/programs');
const SPIN = 'for (;;);';
/** At 60 a second. */
const TWO_FRAMES_MS = 1000 / 30;
const SLOWEST = 5;
/** What never ends needs no longer to show what it does to the parent. */
const SECONDS = 1;

interface Stall {
  readonly name: string;
  readonly ms: number;
}

export async function benchStall(wanted = ''): Promise<Row[]> {
  keepPausesShort();
  const files = ['dos', 'dos-own']
    .flatMap((folder) => readdirSync(resolve(PROGRAMS, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => file.includes(wanted));
  const stalls: Stall[] = [];
  const control: number[] = [];
  await stallOf('warm-up.js', readFileSync(resolve(PROGRAMS, 'dos/011-sleep-zero-forever.js'), 'utf8'));
  for (const [index, file] of files.entries()) {
    stalls.push({ name: file, ms: await stallOf(file, readFileSync(resolve(PROGRAMS, file), 'utf8')) });
    if (index % 10 === 0) control.push(await stallOf('spin.js', SPIN));
  }
  const [worst, ...next] = stalls.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST);
  const told = next.map(({ name, ms }) => `${name} ${ms.toFixed(0)} ms`).join(', ');
  return [
    {
      what: 'a program that spins: longest delay of the parent',
      figure: `${median(control).toFixed(1)} ms, at worst ${Math.max(...control).toFixed(1)} ms of ${control.length}`,
    },
    {
      what: `${stalls.length} programs that do their worst, in the middle`,
      figure: `${median(stalls.map(({ ms }) => ms)).toFixed(1)} ms`,
    },
    {
      what: 'the worst of them',
      figure: `${worst!.ms.toFixed(1)} ms (${worst!.name}; then ${told})`,
      goal: 'less than two frames, 33 ms',
      met: worst!.ms < TWO_FRAMES_MS,
    },
  ];
}

async function stallOf(name: string, source: string): Promise<number> {
  const child = startChild(DEFAULT_MEMORY_MB, CHILD);
  // Starting a process is not what is measured.
  await wait(300);
  const replay = new Replay();
  const stretch = new LongestStretch();
  const run = runCode(
    { fileName: name.split('/').at(-1)!, source },
    { clock: 'auto', limits: { seconds: SECONDS }, child },
  );
  for (let state = 'ready'; state !== 'ended';) {
    const { events, report } = await run.slice({ until: Infinity, handles: null });
    replay.append(events);
    state = report.state;
  }
  return stretch.stop();
}

/** Of the CPU time that this thread spends without coming back to its event loop. */
class LongestStretch {
  #before = process.threadCpuUsage();
  #longestMs = 0;
  readonly #timer = setInterval(() => this.#look(), 1);

  stop(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#longestMs;
  }

  #look(): void {
    const { user, system } = process.threadCpuUsage(this.#before);
    this.#longestMs = Math.max(this.#longestMs, (user + system) / 1000);
    this.#before = process.threadCpuUsage();
  }
}

if (import.meta.main) printTable('Stall', await benchStall(process.argv[2]));
