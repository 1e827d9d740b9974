/**
 * Runs every program of `conformance/` in plain Node on the virtual clock and compares what it prints with what real
 * CPython 3.13 printed.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';

const FOLDER = new URL('conformance/', import.meta.url);

interface Meta {
  /** A known difference, and why. */
  readonly xfail?: string;
  /** CPython never ends; the port reports a deadlock. */
  readonly hangs?: string;
}

/** What the known differences are, exactly. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  '050-exception-never-retrieved': 'main ends\nTask exception was never retrieved | lost\n',
  '056-never-awaited-early-drop': "after the call\nRuntimeWarning: coroutine 'forgotten' was never awaited\n",
};

function inTypeScript(expected: string): string {
  return expected
    .replace(/\[hangs\]\n?$/, '')
    .replaceAll(/\bTrue\b/g, 'true')
    .replaceAll(/\bFalse\b/g, 'false')
    .replaceAll(/\bNone\b/g, 'undefined');
}

/** Every program has the modules of the port to itself. */
async function outputOf(name: string): Promise<string> {
  vi.resetModules();
  const { configure } = await import('../../src/asyncio/driver.ts');
  const { NodeDriver, NodeVirtualClock } = await import('./node-driver.ts');
  const { FakeThreads } = await import('./fake-threads.ts');
  const clock = new NodeVirtualClock();
  configure({ driver: new NodeDriver(clock), clock, makeThreads: () => new FakeThreads() });
  let output = '';
  vi.spyOn(console, 'log').mockImplementation((...parts: unknown[]) => {
    output += `${parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ')}\n`;
  });
  await import(new URL(`${name}/program.ts`, FOLDER).pathname);
  return output;
}

afterEach(() => {
  vi.restoreAllMocks();
});

const names = readdirSync(FOLDER).filter((name) => /^\d/.test(name));

test('all programs are here', () => {
  expect(names.length).toBe(106);
});

for (const name of names) {
  const text = (file: string): string => readFileSync(new URL(`${name}/${file}`, FOLDER), 'utf8');
  const meta = JSON.parse(text('meta.json')) as Meta;
  const expected = inTypeScript(text('expected.txt'));
  if (meta.xfail === undefined) {
    test(`${name} prints what CPython prints`, async () => {
      expect(await outputOf(name)).toBe(expected);
    });
  } else {
    test(`${name} differs from CPython: ${meta.xfail}`, async () => {
      const output = await outputOf(name);
      expect(output).not.toBe(expected);
      expect(output).toBe(DIFFERENCES[name]);
    });
  }
}
