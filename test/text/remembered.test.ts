import { expect, test } from 'vitest';
import type { Memory } from '../../src/text/remembered.ts';
import { remembered } from '../../src/text/remembered.ts';

test('lines are made once for an owner and a key, and again for another of either', () => {
  const memory: Memory<object, string> = new WeakMap();
  const [one, other] = [{}, {}];
  let made = 0;
  const make = () => [String(++made)];
  const first = remembered(memory, one, 'a', make);
  expect(remembered(memory, one, 'a', make)).toBe(first);
  expect(remembered(memory, one, 'b', make)).toEqual(['2']);
  expect(remembered(memory, other, 'a', make)).toEqual(['3']);
});

test('what is kept of one owner is bounded', () => {
  const memory: Memory<object, number> = new WeakMap();
  const owner = {};
  for (let width = 0; width < 1_000; width++) remembered(memory, owner, String(width), () => [width]);
  expect(memory.get(owner)!.size).toBeLessThanOrEqual(8);
});
