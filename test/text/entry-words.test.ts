import { expect, test } from 'vitest';
import { byEntry, runHint } from '../../src/text/entry-words.ts';
import { EntryLines } from '../../src/trace/entry-lines.ts';

const RUNS = 'asyncio.run() cannot be called from a running event loop';

test('the hint of run() names what was to be run', () => {
  expect(runHint(RUNS, 'await run(main(1))', 'en')).toContain('`await main(1)`');
  expect(runHint(RUNS, 'const x = await asyncio.run(work());', 'zh')).toContain('`await work()`');
  expect(runHint(RUNS, 'run(f(g(1)))', 'en')).toContain('`await main()`');
  expect(runHint('something else', 'run(main())', 'en')).toBeNull();
});

test('lines of the session become lines of entries, where the sandbox names them and nowhere else', () => {
  const lines = new EntryLines();
  lines.add(7, 20, 'one\ntwo');
  lines.add(8, 23, 'three');
  expect(byEntry('Traceback (most recent call last):\n  line 21, column 3\nError: line 21, column 3', lines)).toBe(
    'Traceback (most recent call last):\n  [7]:2, column 3\nError: line 21, column 3',
  );
  expect(byEntry('  | line 23, column 1', lines)).toBe('  | [8], column 1');
  expect(byEntry('[Error: x]\n    at line 23, column 1', lines)).toBe('[Error: x]\n    at [8], column 1');
  expect(byEntry('  [8] (entry) waits at line 23 for a lock', lines)).toBe('  [8] (entry) waits at [8] for a lock');
  expect(byEntry('  [8] (entry) 在第 23 行等待锁', lines)).toBe('  [8] (entry) 在 [8] 等待锁');
  expect(byEntry('  line 99, column 1', lines)).toBe('  line 99, column 1');
});
