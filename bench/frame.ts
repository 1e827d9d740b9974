/**
 * What a tick of a live lesson costs: the tutor's whole way from the message to the terminal's bytes, as it is bundled,
 * on a terminal in memory that takes everything and draws nothing. `node bench/frame.ts` prints the CPU time per tick
 * (user and system) of the process that shows it, medians of several runs. It states figures; it never judges them.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { patchInk } from '../src/build/patch-ink.ts';
import { patchStringWidth } from '../src/build/patch-string-width.ts';
import { patchYoga } from '../src/build/patch-yoga.ts';
import { median, printTable, type Row } from './table.ts';

const ROUNDS = 5;
const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 50 },
] as const;

export interface FrameCost {
  readonly ticks: number;
  readonly frames: number;
  readonly cpuMsPerTick: number;
  readonly bytesPerTick: number;
}

export async function benchFrame(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'frame-'));
  try {
    const program = await bundled(join(folder, 'frame.mjs'));
    return SIZES.map(({ columns, rows }) => rowOf(program, columns, rows));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowOf(program: string, columns: number, rows: number): Row {
  const costs = Array.from({ length: ROUNDS }, () => costOf(program, columns, rows));
  const middle = (figure: (cost: FrameCost) => number) => median(costs.map(figure));
  const cpu = middle((cost) => cost.cpuMsPerTick).toFixed(1);
  const bytes = middle((cost) => cost.bytesPerTick).toFixed(0);
  const ticks = middle((cost) => cost.ticks);
  const frames = middle((cost) => cost.frames);
  return {
    what: `a tick of a live lesson at ${columns}x${rows}`,
    figure: `${cpu} ms of CPU, ${bytes} bytes (${ticks} ticks, ${frames} frames)`,
  };
}

function costOf(program: string, columns: number, rows: number): FrameCost {
  const child = spawnSync(process.execPath, [program, String(columns), String(rows)], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`bench: the lesson did not run\n${child.stderr}`);
  return JSON.parse(child.stdout) as FrameCost;
}

/** As the build bundles the tutor; without NODE_ENV React would be measured in its development form. */
async function bundled(file: string): Promise<string> {
  const bundle = await rolldown({
    input: resolve(import.meta.dirname, 'live-lesson.ts'),
    platform: 'node',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    plugins: [
      {
        name: 'no-devtools',
        resolveId: (id) => (id === 'react-devtools-core' ? id : null),
        load: (id) => (id === 'react-devtools-core' ? 'export default {};' : null),
      },
      patchYoga(),
      patchStringWidth(),
      patchInk(),
    ],
  });
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  return file;
}

if (import.meta.main) printTable('Frames', await benchFrame());
