/**
 * The order in which a program's callbacks run is Node's: puzzles whose output plain Node gave the same twenty times
 * (`record-order.ts`), here byte by byte on the virtual clock.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isModuleText, orderPuzzles, recordedFile } from './order-puzzles.ts';
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
