import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factLine, PROGRESS_VERSION, type Fact } from '../../src/progress/fact.ts';
import { MOST_TEXT, parseFact } from '../../src/progress/parse-fact.ts';
import { anyFact } from './facts.ts';

function check(line: string, is: 'corrupt' | 'newer', says?: RegExp): void {
  const parsed = parseFact(line);
  expect(parsed.is, line.slice(0, 100)).toBe(is);
  if (parsed.is === 'corrupt' && says !== undefined) expect(parsed.why).toMatch(says);
}

test('every fact is one line, and comes back from it', () => {
  fc.assert(
    fc.property(anyFact, (fact) => {
      const line = factLine(fact);
      expect(line).not.toMatch(/[\n\r]/);
      expect(parseFact(line)).toEqual({ is: 'fact', fact });
    }),
  );
});

test('the same fact is the same line, in whatever order its fields were written', () => {
  fc.assert(
    fc.property(anyFact, (fact) => {
      const turned = Object.fromEntries(Object.entries(fact).toReversed()) as unknown as Fact;
      expect(factLine(turned)).toBe(factLine(fact));
    }),
  );
});

test('half a lone surrogate, quotes and ends of lines in what was typed come back', () => {
  for (const text of ['\ud800', '"\\\n\r\u2028\u0000', '𝕏'.repeat(1000), '']) {
    const fact: Fact = { type: 'exerciseEdited', at: 1, chapter: 'a', exercise: 'b', text };
    expect(parseFact(factLine(fact))).toEqual({ is: 'fact', fact });
  }
});

test('no half of a line is taken for a fact', () => {
  fc.assert(
    fc.property(anyFact, fc.nat(), (fact, cut) => {
      const line = factLine(fact);
      check(line.slice(0, cut % line.length), 'corrupt');
    }),
  );
});

test('two lines that ran into each other are none', () => {
  fc.assert(fc.property(anyFact, anyFact, (one, other) => check(factLine(one) + factLine(other), 'corrupt')));
});

describe('what is no fact', () => {
  const good = { v: 1, at: 5, type: 'screenSeen', chapter: 'a', lesson: 'b', screen: 1 };
  const reset = { v: 1, at: 5, type: 'resetAsked', of: 'chapter', chapter: 'a', lesson: null };

  test.each([
    ['', /JSON/],
    ['null', /JSON/],
    ['3', /JSON/],
    ['[]', /JSON/],
    ['"screenSeen"', /JSON/],
    ['{"v":1', /JSON/],
    ['['.repeat(200_000), /JSON/],
    ['{"a":'.repeat(200_000), /JSON/],
    ['\u0000'.repeat(1000), /JSON/],
    ['{}', /`v`/],
  ])('%#: %.30s', (line, says) => check(line, 'corrupt', says));

  test.each([
    [{ v: undefined }, /`v`/],
    [{ v: 0 }, /`v`/],
    [{ v: '1' }, /`v`/],
    [{ v: 1.5 }, /`v`/],
    [{ v: 1e300 }, /`v`/],
    [{ at: undefined }, /`at`/],
    [{ at: -1 }, /`at`/],
    [{ at: '5' }, /`at`/],
    [{ at: 0.5 }, /`at`/],
    [{ at: 1e300 }, /`at`/],
    [{ at: null }, /`at`/],
    [{ type: undefined }, /`type`/],
    [{ type: 'screenForgotten' }, /`type`/],
    [{ type: 'toString' }, /`type`/],
    [{ type: '__proto__' }, /`type`/],
    [{ type: ['screenSeen'] }, /`type`/],
    [{ chapter: undefined }, /`chapter`/],
    [{ chapter: '' }, /`chapter`/],
    [{ chapter: 7 }, /`chapter`/],
    [{ chapter: 'a/b' }, /`chapter`/],
    [{ chapter: '__proto__' }, /`chapter`/],
    [{ chapter: '\u001b[2J' }, /`chapter`/],
    [{ chapter: 'a'.repeat(101) }, /`chapter`/],
    [{ lesson: { toString: 'b' } }, /`lesson`/],
    [{ screen: -1 }, /`screen`/],
    [{ screen: '1' }, /`screen`/],
    [{ screen: 1e9 }, /`screen`/],
  ])('a screen with %j', (wrong, says) => check(JSON.stringify({ ...good, ...wrong }), 'corrupt', says));

  test('a number that is minus zero', () =>
    check(JSON.stringify(good).replace('"screen":1', '"screen":-0'), 'corrupt'));

  test.each([
    [{ of: 'lesson' }],
    [{ of: 'everything' }],
    [{ of: 'course' }],
    [{ chapter: null }],
    [{ lesson: 'b' }],
    [{ lesson: undefined }],
  ])('a reset with %j', (wrong) => check(JSON.stringify({ ...reset, ...wrong }), 'corrupt'));

  test('a setting that is not known, and a text without end', () => {
    check(JSON.stringify({ v: 1, at: 1, type: 'settingChosen', name: 'font', value: 'x' }), 'corrupt', /`name`/);
    const text = 'x'.repeat(MOST_TEXT + 1);
    check(
      JSON.stringify({ v: 1, at: 1, type: 'exerciseEdited', chapter: 'a', exercise: 'b', text }),
      'corrupt',
      /text/,
    );
  });

  test('fields of a prototype are no fields, and nothing is polluted', () => {
    check('{"v":1,"at":1,"type":"lessonFinished","__proto__":{"chapter":"a","lesson":"b"}}', 'corrupt', /`chapter`/);
    expect(({} as { chapter?: unknown }).chapter).toBeUndefined();
  });

  test('anything at all is answered', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (line) => check(line, 'corrupt')));
    fc.assert(fc.property(fc.json(), (line) => void parseFact(line)));
  });
});

test('fields that nobody knows are left away', () => {
  const line = '{"v":1,"at":1,"type":"lessonFinished","chapter":"a","lesson":"b","mood":"good"}';
  expect(parseFact(line)).toEqual({
    is: 'fact',
    fact: { type: 'lessonFinished', at: 1, chapter: 'a', lesson: 'b' },
  });
});

test('a line of a newer version is told apart from a corrupt one, whatever else it holds', () => {
  check(JSON.stringify({ v: PROGRESS_VERSION + 1 }), 'newer');
  check(JSON.stringify({ v: 77, at: 'noon', type: 'dreamt' }), 'newer');
});
