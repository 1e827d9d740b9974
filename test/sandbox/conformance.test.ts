/** Every conformance program again, in the sandbox: code marked, one handle a step, virtual clock. */
import { describe, expect, test } from 'vitest';
import { recordedPrograms } from '../asyncio/recorded-program.ts';
import { runInSandbox } from './run-in-sandbox.ts';

describe.concurrent('the sandbox prints what CPython prints', () => {
  for (const { name, source, expected, meta } of [...recordedPrograms('conformance'), ...recordedPrograms('pairs')]) {
    test(meta.xfail === undefined ? name : `${name} (but for a declared difference)`, async () => {
      // What a thread computes takes no time on a virtual clock.
      const ran = await runInSandbox(source, { clock: meta.threads ? 'auto' : 'virtual' });
      if (meta.xfail === undefined) {
        expect(ran.output).toBe(expected);
        expect(ran.status).toBe('done');
      } else expect(ran.output).not.toBe(expected);
    });
  }
});
