import { expect, test } from 'vitest';
import { readSeconds } from '../../src/course/compare.ts';

test('seconds are read as people write them', () => {
  const cases = {
    '3': 3,
    ' 0.5 ': 0.5,
    '2,5': 2.5,
    '.5': 0.5,
    '3s': 3,
    '3 seconds': 3,
    '3秒': 3,
    '３': 3,
    '１．５ 秒': 1.5,
  };
  for (const [text, seconds] of Object.entries(cases)) expect(readSeconds(text), text).toBe(seconds);
});

test('what is no number of seconds is none', () => {
  for (const text of ['', 'three', '-1', '1e3', '3 minutes', '1.2.3', 'Infinity', '.']) {
    expect(readSeconds(text), text).toBeNull();
  }
});
