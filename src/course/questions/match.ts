/** What belongs together. The right sides are shuffled; some of them may look alike. */
import * as v from 'valibot';
import type { Localized } from '../course.ts';
import { type Mistake, misconceptionsOf, verdictOn } from './mistake.ts';
import type { AskedBase, QuestionKind, Text } from './question.ts';
import { misconception, misconceptions, program, words } from './written.ts';

export interface Match extends AskedBase {
  readonly kind: 'match';
  /** `mistake`: why another right does not belong to this left, where that is said of this pair by itself. */
  readonly pairs: readonly {
    readonly left: Localized<Text>;
    readonly right: Localized<Text>;
    readonly mistake: Mistake | null;
  }[];
  readonly why: Localized<Text>;
}

const PAIRS = 'List two to eight pairs: `{ left: { en: …, zh: … }, right: { en: …, zh: … } }`.';

const pair = v.strictObject(
  { left: words, right: words, why: v.optional(words), misconception: v.optional(misconception) },
  PAIRS,
);

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
    const pairs = written.pairs.map(({ left, right, why: own, misconception: shows }, index) => ({
      left: reader.text(left, ['pairs', index, 'left']),
      right: reader.text(right, ['pairs', index, 'right']),
      mistake:
        own === undefined && shows === undefined
          ? null
          : { why: own === undefined ? why : reader.text(own, ['pairs', index, 'why']), misconception: shows ?? null },
    }));
    const shown = misconceptionsOf(
      written.misconceptions,
      pairs.flatMap(({ mistake }) => mistake ?? []),
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
    const sameText = (one: number, other: number): boolean =>
      JSON.stringify(pairs[one]?.right) === JSON.stringify(pairs[other]?.right);
    const wrong = pairs.filter((_, index) => !sameText(rights[index] ?? -1, index));
    const told = wrong.find(({ mistake }) => mistake !== null)?.mistake ?? null;
    return verdictOn(wrong.length === 0, question, told);
  },
  foretells: () => null,
  key({ pairs }) {
    return { is: 'paired', rights: pairs.map((_, index) => index) };
  },
  trials: () => [],
  contradiction: () => null,
};
