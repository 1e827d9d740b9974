/** What the tutor costs while nobody does anything: processor time of all its processes, and how many there are. Linux. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import { printTable, type Row } from './table.ts';

const LAUNCHER = resolve(import.meta.dirname, '../dist/launch.cjs');
/** Until the spare is warm. */
const SETTLED_MS = 4_000;
const MEASURED_MS = 5_000;
/** A whole tick of the system's clock, 10 ms, is the least that can be seen. */
const MOST_CPU_MS = 10;

export async function benchIdle(): Promise<Row[]> {
  if (process.platform !== 'linux') return [];
  const terminal = spawn(process.execPath, [LAUNCHER, '--lang', 'en'], {
    cols: 120,
    rows: 40,
    env: { ...process.env, CI: 'false', TERM: 'xterm-256color' } as { [name: string]: string },
  });
  try {
    await wait(SETTLED_MS);
    const family = withChildren(terminal.pid);
    const before = cpuMs(family);
    await wait(MEASURED_MS);
    const spent = cpuMs(family) - before;
    const spares = family.length - 1;
    return [
      {
        what: `idle for ${MEASURED_MS / 1_000} s: processor time`,
        figure: `${spent.toFixed(2)} ms`,
        goal: 'not measurable, less than a tick of 10 ms',
        met: spent < MOST_CPU_MS,
      },
      { what: 'processes beside the tutor', figure: `${spares}`, goal: 'at most one spare', met: spares <= 1 },
    ];
  } finally {
    terminal.write('q');
  }
}

function withChildren(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
  return [pid, ...(children === '' ? [] : children.split(' ').flatMap((child) => withChildren(Number(child))))];
}

/** Of all their threads. */
function cpuMs(pids: readonly number[]): number {
  let sum = 0;
  for (const pid of pids)
    for (const thread of readdirSync(`/proc/${pid}/task`))
      sum += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
  return sum;
}

if (import.meta.main) printTable('Idle', await benchIdle());
