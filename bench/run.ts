/** `npm run bench`: every bench, one after the other, in one run on one machine. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { benchExport } from './export.ts';
import { benchFrame } from './frame.ts';
import { benchInstrumentation } from './instrumentation.ts';
import { benchIdle } from './idle.ts';
import { benchPipe } from './pipe.ts';
import { benchPools } from './pools.ts';
import { benchRepl } from './repl.ts';
import { benchSandbox } from './sandbox.ts';
import { benchStall } from './stall.ts';
import { benchStart } from './start.ts';
import { benchStep } from './step.ts';
import { printTable } from './table.ts';

printTable('Start', await benchStart());
printTable('Sandbox', [await benchStep(), ...(await benchSandbox())]);
printTable('Marks', await benchInstrumentation());
printTable('Pipe', await benchPipe());
printTable('Pools', await benchPools());
printTable('Stall', await benchStall());
printTable('Idle', await benchIdle());
printTable('Live session', await benchRepl());
printTable('Frames', await benchFrame());
printTable('Export', await benchExport());
for (const name of ['replay', 'asyncio']) {
  console.log(`\n${name}`);
  spawnSync(process.execPath, [resolve(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' });
}
