/** What belongs together. The right sides are shuffled; some of them may look alike. */
import * as v from 'valibot';
import type { Localized } from '../course.ts';
import { type Mistake, mistakeFields, misconceptionsOf, readMistake, verdictOn } from './mistake.ts';
import { alike, type AskedBase, type QuestionKind, type Text } from './question.ts';
import { misconceptions, program, words } from './written.ts';

export interface Match extends AskedBase {
  readonly kind: 'match';
  /** `mistakes`: why the right of another pair, by its position, does not belong to this left. */
  readonly pairs: readonly {
    readonly left: Localized<Text>;
    readonly right: Localized<Text>;
    readonly mistakes: readonly (Mistake & { readonly given: number })[];
  }[];
  readonly why: Localized<Text>;
}

const PAIRS = 'List two to eight pairs: `{ left: { en: …, zh: … }, right: { en: …, zh: … } }`.';

const MISTAKES =
  'List what people give this left instead, by the number of the pair that it belongs to: `mistakes: [{ right: 2, why: { en: …, zh: … } }]`.';

const given = v.pipe(v.number(MISTAKES), v.integer(MISTAKES), v.minValue(1, MISTAKES));
const mistake = v.strictObject({ right: given, ...mistakeFields }, MISTAKES);
const pair = v.strictObject({ left: words, right: words, mistakes: v.optional(v.array(mistake, MISTAKES), []) }, PAIRS);

const fields = {
  program: v.optional(program),
  pairs: v.pipe(v.array(pair, PAIRS), v.minLength(2, PAIRS), v.maxLength(8, PAIRS)),
  why: words,
  misconceptions,
};

type Written = v.InferOutput<v.ObjectSchema<typeof fields, undefined>>;

export const match: QuestionKind<Written, Match> = {
  kind: 'match',
  fields,
  read(written, base, reader) {
    const why = reader.text(written.why, ['why']);
    const sides = written.pairs.map(({ left, right }, index) => ({
      left: reader.text(left, ['pairs', index, 'left']),
      right: reader.text(right, ['pairs', index, 'right']),
    }));
    const twice = alike(sides.map(({ left }) => left));
    if (twice !== null) {
      const [one, other] = twice.map((index) => index + 1);
      reader.report(
        ['pairs', twice[1]],
        `The left sides ${one} and ${other} look alike.`,
        'Write what tells them apart.',
      );
    }
    const pairs = sides.map((side, index) => {
      const mistakes = written.pairs[index]!.mistakes.map((each, place) => {
        const path = ['pairs', index, 'mistakes', place];
        const other = sides[each.right - 1]?.right;
        if (other === undefined || looksLike(other, side.right))
          reader.report(path, 'This is no wrong right side for it.', MISTAKES);
        return { given: each.right - 1, ...readMistake(each, path, reader) };
      });
      return { ...side, mistakes };
    });
    const shown = misconceptionsOf(
      written.misconceptions,
      pairs.flatMap(({ mistakes }) => mistakes),
    );
    return { ...base, kind: 'match', pairs, why, misconceptions: shown };
  },
  form({ pairs }) {
    return { is: 'pair', lefts: pairs.map(({ left }) => left), rights: pairs.map(({ right }) => right) };
  },
  runs: () => null,
  judge(question, answer) {
    const { pairs } = question;
    const rights = answer.is === 'paired' ? answer.rights : [];
    const given = pairs.map(({ right }, index) => {
      const is = pairs[rights[index] ?? -1]?.right ?? null;
      return { is, right: is !== null && looksLike(is, right) };
    });
    const made = pairs.flatMap(({ mistakes }, index) => {
      const { is, right } = given[index]!;
      return right || is === null ? [] : mistakes.filter((each) => looksLike(pairs[each.given]!.right, is));
    });
    return verdictOn(
      given.every(({ right }) => right),
      question,
      made[0] ?? null,
    );
  },
  foretells: () => null,
  key({ pairs }) {
    return { is: 'paired', rights: pairs.map((_, index) => index) };
  },
  trials: () => [],
  contradiction: () => null,
};

/** Right sides that are alike may stand for one another. */
function looksLike(one: Localized<Text>, other: Localized<Text>): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
