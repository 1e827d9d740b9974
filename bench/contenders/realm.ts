/** The rows in the realm of a sandbox's child, every event recorded and sent: `node realm.ts ROW N ROUNDS`. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULT_MEMORY_MB, startChild } from '../../src/sandbox/spare.ts';
import { NO_OTHERS } from '../../src/sandbox/protocol.ts';
import { SETTINGS, ask } from '../ask-child.ts';

const [row, n, rounds] = process.argv.slice(2);
const rows = readFileSync(resolve(import.meta.dirname, 'rows.ts'), 'utf8');
const source = `${rows.replace("'../../src/asyncio/index.ts'", "'asyncio'")}
import { run } from 'asyncio';
await sleep(0);
await run(ROWS[${JSON.stringify(row)}]!(${Number(n)}));
`;

async function seconds(): Promise<number> {
  const child = startChild(DEFAULT_MEMORY_MB * 16, resolve(import.meta.dirname, '../../dist/child.mjs'));
  await wait(600);
  const furthest = 1e9;
  await ask(
    child,
    { op: 'load', fileName: 'rows.ts', source, clock: 'virtual', seed: 1, dateMs: 0, furthest, settings: SETTINGS },
    '"ok":true',
  );
  const slice = { op: 'slice', ms: 60_000, until: null, budgetMs: 60_000, now: 0, others: NO_OTHERS } as const;
  // The program's first handle, and with it all that happens once.
  await ask(child, { ...slice, handles: 1 }, '"state"');
  const start = performance.now();
  const end = await ask(child, { ...slice, handles: null }, '"state":"ended"');
  const time = (performance.now() - start) / 1000;
  child.process.kill('SIGKILL');
  if (!end.includes('"status":"done"'))
    throw new Error(`bench: the program did not run to its end: ${end.slice(-200)}`);
  return time;
}

let best = Infinity;
for (let round = 0; round < Number(rounds); round++) best = Math.min(best, await seconds());
console.log(JSON.stringify({ version: process.version, value: best }));
