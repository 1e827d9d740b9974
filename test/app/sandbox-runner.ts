/** Test support: the sandbox as it is built, as the tutor's runner. */
import { resolve } from 'node:path';
import type { RunnerPort } from '../../src/app/ports.ts';
import { runCode } from '../../src/sandbox/run-code.ts';
import { DEFAULT_MEMORY_MB, needsOf, startChild } from '../../src/sandbox/spare.ts';

const CHILD = resolve(import.meta.dirname, '../../dist/child.mjs');
/** Long enough that a slice ends where it was ordered to end, however busy the machine is. */
const SLICE_MS = 5_000;

export const SANDBOX: RunnerPort = {
  start: (program, { clock }) => {
    const child = startChild(DEFAULT_MEMORY_MB, CHILD, needsOf(program));
    return runCode(program, { clock, sliceMs: SLICE_MS, child });
  },
};
