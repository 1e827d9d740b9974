import { expect, test } from 'vitest';
import { HeapReports } from '../../src/sandbox/heap-reports.ts';

const read = (...chunks: readonly string[]): readonly number[] => {
  const reports = new HeapReports();
  return chunks.map((chunk) => reports.read(Buffer.from(chunk)));
};

const LINES: readonly (readonly [string, string, number])[] = [
  [
    'of Node 22',
    '[1:0x125d1000]      647 ms: Mark-Compact 66.3 (71.8) -> 65.1 (74.6) MB, pooled: 0 MB, 87.57 / 0.00 ms',
    65,
  ],
  ['of Node 24', '[1:0x36cbc000]      571 ms: Mark-Compact (reduce) 70.2 (76.6) -> 68.0 (69.6) MB, pooled: 0 MB', 68],
  [
    'of Node 26',
    '[1:0x1d655000]      530 ms: Incremental Mark-Compact 81.2 (86.1) -> 66.8 (75.3) MB, pooled: 0.0 MB',
    66,
  ],
  [
    'of a young collection, which leaves old garbage',
    '[1:0x1d655000]  53 ms: Scavenge 94.9 (97.0) -> 94.8 (99.5) MB',
    0,
  ],
  ['that is none', 'Mark-Compact -> 99.0 (', 0],
  ['without end', `[1:0x1] 1 ms: Mark-Compact${' '.repeat(5_000)}-> 99.0 (`, 0],
];

test.each(LINES)('a line %s', (_, line, live) => {
  expect(read(`${line}\n`)).toEqual([live]);
});

test('lines come in pieces, and the largest of several counts', () => {
  const line = (live: number): string => `[1:0x1] 5 ms: Mark-Compact 9.0 (9.0) -> ${live}.5 (9.9) MB, pooled: 0 MB\n`;
  expect(read(line(7) + line(90) + line(8))).toEqual([90]);
  expect(read(line(70).slice(0, 30), line(70).slice(30) + line(5).slice(0, 9), line(5).slice(9))).toEqual([0, 70, 5]);
});

test('what has no end is not kept', () => {
  const reports = new HeapReports();
  for (let n = 0; n < 1_000; n++) expect(reports.read(Buffer.alloc(65_536, 'x'))).toBe(0);
  expect(reports.read(Buffer.from('\n[1:0x1] 5 ms: Mark-Compact 9.0 (9.0) -> 70.5 (9.9) MB\n'))).toBe(70);
});
