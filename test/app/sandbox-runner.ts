/** Test support: the sandbox as it is built, as the tutor's runner. */
import { resolve } from 'node:path';
import type { RunnerPort } from '../../src/app/ports.ts';
import { runCode } from '../../src/sandbox/run-code.ts';
import { DEFAULT_MEMORY_MB, NO_THREADS, startChild } from '../../src/sandbox/spare.ts';
import { wholeText } from '../../src/sandbox/strip-types.ts';
import { wantsThreads } from '../../src/sandbox/top-level.ts';

const CHILD = resolve(import.meta.dirname, '../../dist/child.mjs');
/** Long enough that a slice ends where it was ordered to end, however busy the machine is. */
const SLICE_MS = 5_000;

export const SANDBOX: RunnerPort = {
  start: (program, { clock }) => {
    const threads = NO_THREADS === null && wantsThreads(wholeText(program));
    return runCode(program, { clock, sliceMs: SLICE_MS, child: startChild(DEFAULT_MEMORY_MB, CHILD, threads) });
  },
};
