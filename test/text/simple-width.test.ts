import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { simpleWidth } from '../../src/text/simple-width.ts';

test('every simple character is as wide as string-width says', () => {
  const wrong: string[] = [];
  let simple = 0;
  for (let unit = 0; unit < 0x10000; unit++) {
    const character = String.fromCharCode(unit);
    const width = simpleWidth(character);
    if (width === -1) continue;
    simple++;
    if (width !== stringWidth(character)) wrong.push(`U+${unit.toString(16)}: ${width}, not ${stringWidth(character)}`);
  }
  expect(wrong).toEqual([]);
  expect(simple).toBeGreaterThan(30_000);
});

test('simple texts are as wide as string-width says, whatever stands beside what', () => {
  const unit = fc.integer({ min: 0x20, max: 0xffff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
      const text = units.filter((character) => simpleWidth(character) > 0).join('');
      expect(simpleWidth(text)).toBe(stringWidth(text));
    }),
    { numRuns: 5000 },
  );
});

test('a text with anything else in it is left to string-width', () => {
  for (const text of ['e\u0301', '👩‍🚀', '⏸', 'a\u001b[31m', '\t', '한\u1161', '', '〰']) {
    expect(simpleWidth(text)).toBe(text === '' ? 0 : -1);
  }
});
