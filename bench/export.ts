/** How long a trace of 1,000,000 events takes to be written to a file, as Chrome trace events with all of it beside them. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePieces } from '../src/disk/trace-file.ts';
import { chromeTrace } from '../src/export/chrome-trace.ts';
import { Replay } from '../src/trace/replay.ts';
import { randomTrace } from '../test/trace/random-trace.ts';
import { median, type Row } from './table.ts';

const EVENTS = 1_000_000;
const ROUNDS = 5;
const GOAL_S = 4;

export async function benchExport(): Promise<readonly Row[]> {
  return [await measure('10 tasks at a time', 10), await measure('2,000 tasks at a time', 2_000)];
}

async function measure(name: string, most: number): Promise<Row> {
  const replay = new Replay();
  replay.append(randomTrace(1, EVENTS, most));
  const kept = { fileName: 'bench.ts', source: '', replay, length: replay.length };
  const folder = mkdtempSync(join(tmpdir(), 'async-tutor-bench-'));
  const path = join(folder, 'trace.json');
  const seconds: number[] = [];
  let bytes = 0;
  let memory = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.memoryUsage().rss;
    const start = performance.now();
    await writePieces(path, chromeTrace(kept, 'en'), true);
    seconds.push((performance.now() - start) / 1_000);
    memory = Math.max(memory, process.memoryUsage().rss - before);
    bytes = statSync(path).size;
  }
  rmSync(folder, { recursive: true });
  const middle = median(seconds);
  const figure = `${middle.toFixed(2)} s (${(bytes / 1e6).toFixed(0)} MB; at most ${(memory / 2 ** 20).toFixed(0)} MB of memory more)`;
  return { what: `1,000,000 events to a file, ${name}`, figure, goal: `less than ${GOAL_S} s`, met: middle < GOAL_S };
}
