/**
 * Random programs of tasks, and of workers that meet at locks and queues, run on the port and on real CPython: both must log
 * the same, in the same order, at the same virtual time. Without CPython 3.13 the first thousand are compared with what it
 * logged once. `FUZZ=20000 vitest run test/asyncio/differential` runs more; `RECORD=1` writes the record anew.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { configure } from '../../src/asyncio/driver.ts';
import { coroutine, currentTask, run, setWarningHandler } from '../../src/asyncio/index.ts';
import { programOf } from './differential/programs.ts';
import { interpret } from './differential/interpret.ts';
import { NodeDriver, NodeVirtualClock } from './node-driver.ts';

const COUNT = Number(process.env['FUZZ'] ?? 400);
const FIRST_SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const BATCH = 2000;
/** Names count on; closing a runner uses two. */
const CLOSING_TASKS = 2;

const env = { ...process.env, PYENV_VERSION: process.env['PYENV_VERSION'] ?? '3.13.0' };
const version = spawnSync('python3', ['-c', 'import sys; print(sys.version_info >= (3, 13))'], {
  encoding: 'utf8',
  env,
});
const hasReference = version.stdout?.trim() === 'True';

const nextName = coroutine(async () => currentTask()!.getName(), 'nextName');

async function ours(seed: number): Promise<string[]> {
  const clock = new NodeVirtualClock();
  configure({ driver: new NodeDriver(clock), clock });
  const firstTask = Number((await run(nextName())).slice(5)) + 1 + CLOSING_TASKS;
  return await interpret(programOf(seed), firstTask);
}

function theirs(seeds: readonly number[]): string[][] {
  const script = new URL('differential/interpret.py', import.meta.url).pathname;
  const input = JSON.stringify(seeds.map(programOf));
  const child = spawnSync('python3', [script], { encoding: 'utf8', env, input, maxBuffer: 1 << 30 });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as string[][];
}

const RECORD = new URL('differential/traces.txt', import.meta.url);
const RECORDED = 1000;
const SKIPPED = '-';

/** Cancelling a ring of tasks that wait for each other overflows the stack in both, each at a depth of its own. */
function overflows(log: readonly string[]): boolean {
  return log.some((line) => /RecursionError|Task-\d+\/\d{3}/.test(line));
}

function hashOf(log: readonly string[]): string {
  return createHash('sha256').update(log.join('\n')).digest('hex').slice(0, 8);
}

beforeAll(() => setWarningHandler(() => {}));

test.runIf(hasReference && process.env['RECORD'])('the record is written anew', () => {
  const seeds = Array.from({ length: RECORDED }, (_, i) => i + 1);
  const hashes = theirs(seeds).map((log) => (overflows(log) ? SKIPPED : hashOf(log)));
  writeFileSync(RECORD, hashes.map((hash) => `${hash}\n`).join(''));
});

test('the first thousand programs log what CPython 3.13 logged', async () => {
  const recorded = readFileSync(RECORD, 'utf8').trim().split('\n');
  expect(recorded.length).toBe(RECORDED);
  const differing: number[] = [];
  for (const [i, hash] of recorded.entries()) {
    if (hash !== SKIPPED && hashOf(await ours(i + 1)) !== hash) differing.push(i + 1);
  }
  expect(differing).toEqual([]);
  expect(recorded.filter((hash) => hash === SKIPPED).length).toBeLessThan(RECORDED / 10);
});

describe.skipIf(!hasReference)('against CPython 3.13', () => {
  for (let start = FIRST_SEED; start < FIRST_SEED + COUNT; start += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, FIRST_SEED + COUNT - start) }, (_, i) => start + i);
    test(`programs ${start} to ${seeds.at(-1)} log the same in both`, { timeout: 600_000 }, async () => {
      const expected = theirs(seeds);
      let overflowed = 0;
      for (const [i, seed] of seeds.entries()) {
        if (overflows(expected[i]!)) overflowed++;
        else expect(await ours(seed), `seed ${seed}: ${JSON.stringify(programOf(seed))}`).toEqual(expected[i]);
      }
      expect(overflowed).toBeLessThan(seeds.length / 5);
    });
  }
});
