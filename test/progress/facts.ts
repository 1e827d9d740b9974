/** Test support: any fact, over so few ids and moments that facts meet. */
import fc from 'fast-check';
import type { Fact } from '../../src/progress/fact.ts';

const id = fc.constantFrom('a', 'b', 'running-a-coroutine');
const small = fc.nat(4);
const at = fc.nat(20);

export const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ type: fc.constant('screenSeen' as const), at, chapter: id, lesson: id, screen: small }),
  fc.record({ type: fc.constant('lessonFinished' as const), at, chapter: id, lesson: id }),
  fc.record({
    type: fc.constant('questionAnswered' as const),
    at,
    chapter: id,
    question: id,
    right: fc.boolean(),
    misconception: fc.option(small),
  }),
  fc.record({
    type: fc.constant('exerciseEdited' as const),
    at,
    chapter: id,
    exercise: id,
    text: fc.string({ unit: 'binary' }),
  }),
  fc.record({ type: fc.constant('exerciseSolved' as const), at, chapter: id, exercise: id }),
  fc.record({
    type: fc.constant('settingChosen' as const),
    at,
    name: fc.constantFrom('language', 'theme', 'speed', 'editor'),
    value: fc.string(),
  }),
  fc.record({ type: fc.constant('placeLeft' as const), at, chapter: id, lesson: id, screen: small }),
  anyReset(),
);

export function anyReset(): fc.Arbitrary<Extract<Fact, { type: 'resetAsked' }>> {
  const type = fc.constant('resetAsked' as const);
  const none = fc.constant(null);
  return fc.oneof(
    fc.record({ type, at, of: fc.constant('everything' as const), chapter: none, lesson: none }),
    fc.record({ type, at, of: fc.constant('chapter' as const), chapter: id, lesson: none }),
    fc.record({ type, at, of: fc.constant('lesson' as const), chapter: id, lesson: id }),
  );
}

export function seen(screen: number, at = screen): Fact {
  return { type: 'screenSeen', at, chapter: 'a', lesson: 'b', screen };
}
