/** From the command to the first frame on a terminal, beside `node -e 0`: medians of alternating runs. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { median, type Row } from './table.ts';

const LAUNCHER = resolve(import.meta.dirname, '../dist/launch.cjs');
const ROUNDS = 21;

export async function benchStart(): Promise<Row[]> {
  const bare: number[] = [];
  const first: number[] = [];
  // The first start fills the compile cache, as a learner's first start does.
  const cold = await firstFrameMs();
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(bareMs());
    first.push(await firstFrameMs());
  }
  const ratio = median(first) / median(bare);
  return [
    { what: 'node -e 0', figure: `${median(bare).toFixed(0)} ms` },
    { what: 'command to first frame', figure: `${median(first).toFixed(0)} ms (the first time ${cold.toFixed(0)} ms)` },
    { what: 'first frame / node -e 0', figure: `${ratio.toFixed(2)}x`, goal: 'at most 5x', met: ratio <= 5 },
  ];
}

function bareMs(): number {
  const started = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - started;
}

function firstFrameMs(): Promise<number> {
  return new Promise((done) => {
    const started = performance.now();
    const terminal = spawn(process.execPath, [LAUNCHER, '--lang', 'en'], {
      cols: 120,
      rows: 40,
      env: { ...process.env, CI: 'false', TERM: 'xterm-256color' } as { [name: string]: string },
    });
    let seen = '';
    let ms = 0;
    terminal.onData((data) => {
      seen += data;
      // The last row of the contents screen: the frame is whole.
      if (ms !== 0 || !seen.includes('quit')) return;
      ms = performance.now() - started;
      terminal.write('q');
    });
    terminal.onExit(() => done(ms));
  });
}
