/** Every conformance program again, in the sandbox: types stripped, code marked, one handle a step, virtual clock. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runInSandbox } from './run-in-sandbox.ts';

const FOLDER = resolve(import.meta.dirname, '../asyncio/conformance');

interface Meta {
  readonly xfail?: string;
  /** Waits for the pools, which the sandbox does not have yet. */
  readonly threads?: boolean;
}

describe.concurrent('the sandbox prints what CPython prints', () => {
  for (const name of readdirSync(FOLDER)) {
    if (!/^\d/.test(name)) continue;
    const text = (file: string): string => readFileSync(resolve(FOLDER, name, file), 'utf8');
    const { xfail, threads } = JSON.parse(text('meta.json')) as Meta;
    if (threads) continue;
    test(xfail === undefined ? name : `${name} (but for a declared difference)`, async () => {
      const ran = await runInSandbox(text('program.ts'));
      const expected = text('expected.txt')
        .replace(/\[hangs\]\n?$/, '')
        .replaceAll(/\bTrue\b/g, 'true')
        .replaceAll(/\bFalse\b/g, 'false')
        .replaceAll(/\bNone\b/g, 'undefined');
      if (xfail === undefined) {
        expect(ran.output).toBe(expected);
        expect(ran.status).toBe('done');
      } else expect(ran.output).not.toBe(expected);
    });
  }
});
