import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../src/progress/fact.ts';
import { lostBy, momentOf, summarize } from '../../src/progress/progress.ts';
import { anyFact, anyReset, seen } from './facts.ts';

const facts = fc.array(anyFact, { maxLength: 40 });
const answer = (at: number, right: boolean, misconception: number | null = null): Fact => ({
  type: 'questionAnswered',
  at,
  chapter: 'a',
  question: 'q',
  right,
  misconception,
});
const edit = (at: number, text: string): Fact => ({ type: 'exerciseEdited', at, chapter: 'a', exercise: 'e', text });
const left = (at: number, lesson: string, screen = 0): Fact => ({
  type: 'placeLeft',
  at,
  chapter: 'a',
  lesson,
  screen,
});
const everything = (at: number): Fact => ({ type: 'resetAsked', at, of: 'everything', chapter: null, lesson: null });

describe('the same set of facts is the same progress', () => {
  test('in any order', () => {
    const shuffled = facts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => void expect(summarize(other)).toEqual(summarize(all))),
      {
        numRuns: 500,
      },
    );
  });

  test('however often each is there', () => {
    fc.assert(
      fc.property(facts, fc.array(fc.nat()), (all, again) => {
        const repeated = again.flatMap((index) => all.slice(index % (all.length + 1)));
        expect(summarize([...repeated, ...all])).toEqual(summarize(all));
      }),
    );
  });

  test('from whichever of two files they come', () => {
    fc.assert(
      fc.property(
        facts,
        facts,
        (one, other) => void expect(summarize([...one, ...other])).toEqual(summarize([...other, ...one])),
      ),
    );
  });
});

describe('a lesson', () => {
  test('is known by its furthest screen, not by its last', () => {
    expect(summarize([seen(0, 1), seen(3, 2), seen(1, 3)]).lessons).toEqual({
      'a/b': { furthestScreen: 3, isFinished: false },
    });
  });

  test('is finished once, whatever is looked at later', () => {
    const finished: Fact = { type: 'lessonFinished', at: 1, chapter: 'a', lesson: 'b' };
    expect(summarize([finished]).lessons['a/b']).toEqual({ furthestScreen: null, isFinished: true });
    expect(summarize([finished, seen(2, 5)]).lessons['a/b']).toEqual({ furthestScreen: 2, isFinished: true });
  });
});

describe('a question', () => {
  test('counts its answers, and knows how the last one was and all misconceptions it showed', () => {
    const all = [answer(1, false, 12), answer(2, false, 3), answer(3, false, 12), answer(4, true)];
    expect(summarize(all).questions).toEqual({
      'a/q': { timesAnswered: 4, wasRight: true, misconceptions: [3, 12] },
    });
    expect(summarize(all.slice(0, 3)).questions['a/q']?.wasRight).toBe(false);
  });
});

describe('an exercise', () => {
  test('has what was typed last, and stays solved', () => {
    const solved: Fact = { type: 'exerciseSolved', at: 2, chapter: 'a', exercise: 'e' };
    expect(summarize([edit(1, 'x'), solved, edit(3, 'xy')]).exercises).toEqual({
      'a/e': { text: 'xy', isSolved: true },
    });
    expect(summarize([solved]).exercises).toEqual({ 'a/e': { text: null, isSolved: true } });
    expect(summarize([edit(1, '')]).exercises).toEqual({ 'a/e': { text: '', isSolved: false } });
  });
});

test('the last choice of each setting counts', () => {
  const choose = (at: number, value: string): Fact => ({ type: 'settingChosen', at, name: 'language', value });
  expect(summarize([choose(2, 'zh'), choose(1, 'en')]).settings).toEqual({ language: 'zh' });
});

describe('a reset', () => {
  test('of everything leaves the settings and what came later', () => {
    fc.assert(
      fc.property(facts, facts, (before, after) => {
        const late = after.map((fact) => ({ ...fact, at: fact.at + 100 }));
        const settings = before.filter((fact) => fact.type === 'settingChosen');
        expect(summarize([...before, everything(50), ...late])).toEqual(summarize([...settings, ...late]));
      }),
    );
  });

  test('of a chapter or a lesson leaves all else as it was', () => {
    fc.assert(
      fc.property(facts, anyReset(), (all, reset) => {
        const without = all.filter((fact) => fact.type !== 'resetAsked' && !isIn(fact, reset));
        const kept = all.filter((fact) => fact.type !== 'resetAsked');
        expect(summarize([...kept, { ...reset, at: 100 }])).toEqual(summarize(without));
      }),
    );
  });

  test('twice is the same as once', () => {
    fc.assert(
      fc.property(
        facts,
        (all) =>
          void expect(summarize([...all, everything(50), everything(60)])).toEqual(summarize([...all, everything(50)])),
      ),
    );
  });

  test('of the lesson that was left last leads back to the place before', () => {
    const reset: Fact = { type: 'resetAsked', at: 3, of: 'lesson', chapter: 'a', lesson: 'y' };
    expect(summarize([left(1, 'x', 4), left(2, 'y')]).resume).toEqual({ chapter: 'a', lesson: 'y', screen: 0 });
    expect(summarize([left(1, 'x', 4), left(2, 'y'), reset]).resume).toEqual({ chapter: 'a', lesson: 'x', screen: 4 });
    expect(summarize([left(1, 'x'), everything(2)]).resume).toBeNull();
  });

  test('that nobody asked about is no reset: a lesson called like another chapter stays', () => {
    const reset: Fact = { type: 'resetAsked', at: 9, of: 'chapter', chapter: 'b', lesson: null };
    expect(summarize([seen(1), reset]).lessons['a/b']?.furthestScreen).toBe(1);
  });

  function isIn(fact: Fact, { of, chapter, lesson }: Extract<Fact, { type: 'resetAsked' }>): boolean {
    if (fact.type === 'settingChosen') return false;
    if (of === 'everything') return true;
    if (fact.chapter !== chapter) return false;
    return of === 'chapter' || ('lesson' in fact && fact.lesson === lesson);
  }
});

describe('the moment of a fact that is kept now', () => {
  test('is now, unless there are facts of a clock that was ahead', () => {
    expect(momentOf([], 7)).toBe(7);
    expect(momentOf([seen(1, 5)], 7)).toBe(7);
    expect(momentOf([seen(1, 900), seen(1, 5)], 7)).toBe(901);
  });

  test('lets the later work count although the clock was set back', () => {
    const old = edit(900, 'old');
    const later = edit(momentOf([old], 7), 'new');
    expect(Object.values(summarize([later, old]).exercises)).toMatchObject([{ text: 'new' }]);
  });

  test('is after every reset, so that what is done after one counts', () => {
    const reset = everything(momentOf([seen(1, 900)], 7));
    const later = seen(2, momentOf([seen(1, 900), reset], 8));
    expect(summarize([seen(1, 900), reset, later]).lessons).toEqual(summarize([later]).lessons);
  });
});

describe('what a reset takes away', () => {
  const all = summarize([seen(3, 1), answer(2, true), answer(3, false), edit(4, 'x')]);

  test('of a lesson, its screens alone', () => {
    const [key] = Object.keys(all.lessons) as [string];
    const [chapter, lesson] = key.split('/') as [string, string];
    expect(lostBy(all, { of: 'lesson', chapter, lesson })).toEqual({ screens: 4, answers: 0, programs: 0 });
    expect(lostBy(all, { of: 'lesson', chapter, lesson: 'other' })).toEqual({ screens: 0, answers: 0, programs: 0 });
  });

  test('of a chapter, what is kept under its id; of everything, all', () => {
    const whole = lostBy(all, { of: 'everything', chapter: null, lesson: null });
    expect(whole).toEqual({ screens: 4, answers: 1, programs: 1 });
    expect(lostBy(all, { of: 'chapter', chapter: 'a', lesson: null })).toMatchObject({ answers: 1, programs: 1 });
    expect(lostBy(all, { of: 'chapter', chapter: 'aa', lesson: null })).toEqual({
      screens: 0,
      answers: 0,
      programs: 0,
    });
  });
});

test('nothing is the progress of someone who did nothing', () => {
  expect(summarize([])).toEqual({ lessons: {}, questions: {}, exercises: {}, settings: {}, resume: null });
});
