/** How long a trace of 1,000,000 events takes to be written to a file, as Chrome trace events with all of it beside them. */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromeTrace } from '../src/export/chrome-trace.ts';
import { Replay } from '../src/trace/replay.ts';
import { randomTrace } from '../test/trace/random-trace.ts';
import { median, type Row } from './table.ts';

const EVENTS = 1_000_000;
const ROUNDS = 5;
const GOAL_S = 4;

export function benchExport(): readonly Row[] {
  return [measure('10 tasks at a time', 10), measure('2,000 tasks at a time', 2_000)];
}

function measure(name: string, most: number): Row {
  const replay = new Replay();
  replay.append(randomTrace(1, EVENTS, most));
  const kept = { fileName: 'bench.ts', source: '', replay, length: replay.length };
  const folder = mkdtempSync(join(tmpdir(), 'async-tutor-bench-'));
  const path = join(folder, 'trace.json');
  const seconds: number[] = [];
  let bytes = 0;
  let most_ = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.memoryUsage().rss;
    const start = performance.now();
    const file = openSync(path, 'w');
    for (const piece of chromeTrace(kept, 'en')) writeSync(file, piece);
    closeSync(file);
    seconds.push((performance.now() - start) / 1_000);
    most_ = Math.max(most_, process.memoryUsage().rss - before);
    bytes = statSync(path).size;
  }
  rmSync(folder, { recursive: true });
  const middle = median(seconds);
  const figure = `${middle.toFixed(2)} s (${(bytes / 1e6).toFixed(0)} MB; at most ${(most_ / 2 ** 20).toFixed(0)} MB of memory more)`;
  return { what: `1,000,000 events to a file, ${name}`, figure, goal: `less than ${GOAL_S} s`, met: middle < GOAL_S };
}
