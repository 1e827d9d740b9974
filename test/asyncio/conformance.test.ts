/**
 * Runs every program of `conformance/` and `pairs/` in plain Node on the virtual clock and compares what it prints with what
 * real CPython 3.13 printed.
 */
import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { recordedPrograms } from './recorded-program.ts';

/** What the known differences are, exactly. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  '050-exception-never-retrieved': 'main ends\nTask exception was never retrieved | lost\n',
  '056-never-awaited-early-drop': "after the call\nRuntimeWarning: coroutine 'forgotten' was never awaited\n",
};

/** Every program has the modules of the port to itself. */
async function outputOf(path: string): Promise<string> {
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
  await import(path);
  return output;
}

afterEach(() => {
  vi.restoreAllMocks();
});

const given = recordedPrograms('conformance');
const own = recordedPrograms('pairs');

test('all programs are here', () => {
  expect(given.length).toBe(106);
  expect(own.length).toBeGreaterThanOrEqual(60);
});

for (const { name, path, expected, meta } of [...given, ...own]) {
  if (meta.realm !== undefined) continue;
  if (meta.xfail === undefined) {
    test(`${name} prints what CPython prints`, async () => {
      expect(await outputOf(path)).toBe(expected);
    });
  } else {
    test(`${name} differs from CPython: ${meta.xfail}`, async () => {
      const output = await outputOf(path);
      expect(output).not.toBe(expected);
      expect(output).toBe(DIFFERENCES[name]);
    });
  }
}
