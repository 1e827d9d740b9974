/**
 * The order in which a program's callbacks run is Node's: puzzles whose output plain Node gave the same twenty times
 * (`record-order.ts`), here byte by byte on the virtual clock.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isModuleText, orderPuzzles, recordedFile } from './order-puzzles.ts';
import { hashesOf, RANDOM_PROGRAMS, randomBatches, RECORDED_HASHES } from './order-random.ts';
import { runInSandbox } from './run-in-sandbox.ts';

const puzzles = orderPuzzles();

test('there are at least eighty-five puzzles, of scripts and of modules', () => {
  const modules = puzzles.filter(({ source }) => isModuleText(source));
  expect(puzzles.length).toBeGreaterThanOrEqual(85);
  expect(modules.length).toBeGreaterThanOrEqual(5);
});

describe.concurrent('the order is that of Node in', { timeout: 60_000 }, () => {
  for (const { name, source } of puzzles)
    test(name, async () => {
      const ran = await runInSandbox(source, { fileName: 'program.js' });
      expect(ran.output).toBe(readFileSync(recordedFile(name), 'utf8'));
    });
});

describe.concurrent('and of random programs', { timeout: 60_000 }, () => {
  const recorded = JSON.parse(readFileSync(RECORDED_HASHES, 'utf8')) as readonly string[];

  test('of which there are two hundred', () => expect([RANDOM_PROGRAMS, recorded.length]).toEqual([200, 200]));

  for (const { firstSeed, source } of randomBatches())
    test(`from seed ${firstSeed} on`, async () => {
      const hashes = hashesOf((await runInSandbox(source, { fileName: 'program.js' })).output);
      expect(hashes).toEqual(recorded.slice(firstSeed, firstSeed + hashes.length));
    });
});
