/** What a replay keeps its facts in, against an array and a map. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countBelow, countUpTo } from '../../src/trace/bisect.ts';
import { LivingOrder } from '../../src/trace/living-order.ts';
import { LongList } from '../../src/trace/long-list.ts';
import { NumberMap } from '../../src/trace/number-map.ts';
import { seeded } from './random-trace.ts';

const PIECE = 16_384;

function listOf<T>(values: readonly T[]): LongList<T> {
  const list = new LongList<T>();
  for (const value of values) list.push(value);
  return list;
}

describe('a long list', () => {
  test.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])('of %i values is as an array of them', (length) => {
    const values = Array.from({ length }, (_, index) => index * 3);
    const list = listOf(values);
    expect(list.length).toBe(length);
    expect(list.last).toBe(values.at(-1));
    expect(values.findIndex((value, index) => list.get(index) !== value)).toBe(-1);
    expect([list.get(-1), list.get(length)]).toEqual([undefined, undefined]);
    expect(list.slice(0, Infinity)).toEqual(values);
    expect(list.slice(-5, 2)).toEqual(values.slice(0, 2));
    expect(list.slice(PIECE - 2, PIECE + 2)).toEqual(values.slice(PIECE - 2, PIECE + 2));
  });

  test('keeps what it holds while it grows', () => {
    const values: number[] = [];
    const list = new LongList<number>();
    for (let index = 0; index < 2 * PIECE + 10; index++) {
      list.push(index);
      values.push(index);
      if (list.length !== values.length || list.last !== index || list.get(index >> 1) !== index >> 1)
        expect.fail(`differs at ${index}`);
    }
  });

  test('is searched as an array is', () => {
    const ascending = fc
      .array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 })
      .map((numbers) => numbers.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(ascending, fc.integer({ min: -1, max: 51 }), (numbers, limit) => {
        expect(countBelow(listOf(numbers), limit)).toBe(numbers.filter((number) => number < limit).length);
        expect(countUpTo(listOf(numbers), limit)).toBe(numbers.filter((number) => number <= limit).length);
      }),
    );
  });
});

test('a map of numbers is as a map', () => {
  const number = fc.oneof(
    fc.integer({ min: 1, max: 20 }),
    fc.integer({ min: PIECE - 3, max: PIECE + 3 }),
    fc.constantFrom(0, 2 ** 32, Number.MAX_SAFE_INTEGER, -1),
  );
  fc.assert(
    fc.property(fc.array(number), fc.array(number), (set, asked) => {
      const map = new Map(set.map((key, index) => [key, index]));
      const numbers = new NumberMap<number>();
      set.forEach((key, index) => numbers.set(key, index));
      for (const key of [...set, ...asked]) {
        expect(numbers.has(key)).toBe(map.has(key));
        expect(numbers.get(key)).toBe(map.get(key));
      }
    }),
  );
});

describe('an order that remembers its past', () => {
  /** Who leaves next, as a part of those that are in: 0 is the first. */
  const WAYS: readonly (readonly [string, (random: number) => number, (random: number) => number])[] = [
    ['a queue', () => 0, () => 0],
    ['timers of all kinds', (random) => Math.floor(random * 50), (random) => random],
    ['timers, the next one first', (random) => random * 10, () => 0],
    ['a stack', () => 0, () => 0.999999],
  ];

  test.each(WAYS)('is at every moment as if it had been kept sorted: %s', (_, keyOf, whoLeaves) => {
    const random = seeded(7);
    const order = new LivingOrder();
    const members: { slot: number; key: number }[] = [];
    const past: number[][] = [[]];
    for (let moment = 0; moment < 6_000; moment++) {
      const grows = members.length === 0 || random() < (moment < 4_000 ? 0.7 : 0.2);
      if (grows) {
        const key = keyOf(random());
        const slot = order.add(moment, key);
        const before = members.findIndex((member) => member.key > key);
        members.splice(before === -1 ? members.length : before, 0, { slot, key });
      } else {
        const [gone] = members.splice(Math.floor(whoLeaves(random()) * members.length), 1);
        order.remove(moment, gone!.slot);
      }
      past.push(members.map(({ slot }) => slot));
    }
    for (let look = 0; look < 3_000; look++) {
      const moment = look < 10 ? look : Math.floor(random() * past.length);
      const slots = past[moment]!;
      const from = Math.floor(random() * (slots.length + 3)) - 1;
      const limit = [0, 1, 20, Infinity][look % 4]!;
      expect(order.count(moment)).toBe(slots.length);
      expect(order.window(moment, from, limit)).toEqual(slots.slice(Math.max(0, from), Math.max(0, from + limit)));
    }
  });
});
