/** What belongs together. The right sides are shuffled; some of them may look alike. */
import * as v from 'valibot';
import type { Localized } from '../course.ts';
import type { AskedBase, QuestionKind, Text } from './question.ts';
import { misconceptions, program, words } from './written.ts';

export interface Match extends AskedBase {
  readonly kind: 'match';
  readonly pairs: readonly { readonly left: Localized<Text>; readonly right: Localized<Text> }[];
  readonly why: Localized<Text>;
}

const PAIRS = 'List two to eight pairs: `{ left: { en: …, zh: … }, right: { en: …, zh: … } }`.';

const fields = {
  program: v.optional(program),
  pairs: v.pipe(
    v.array(v.strictObject({ left: words, right: words }, PAIRS), PAIRS),
    v.minLength(2, PAIRS),
    v.maxLength(8, PAIRS),
  ),
  why: words,
  misconceptions,
};

type Written = v.InferOutput<v.ObjectSchema<typeof fields, undefined>>;

export const match: QuestionKind<Written, Match> = {
  kind: 'match',
  fields,
  read(written, base, reader) {
    const pairs = written.pairs.map(({ left, right }, index) => ({
      left: reader.text(left, ['pairs', index, 'left']),
      right: reader.text(right, ['pairs', index, 'right']),
    }));
    const why = reader.text(written.why, ['why']);
    return { ...base, kind: 'match', pairs, why, misconceptions: written.misconceptions };
  },
  form({ pairs }) {
    return { is: 'pair', lefts: pairs.map(({ left }) => left), rights: pairs.map(({ right }) => right) };
  },
  runs: () => null,
  judge({ pairs, why, misconceptions: shown }, answer) {
    const rights = answer.is === 'paired' ? answer.rights : [];
    const sameText = (one: number, other: number): boolean =>
      JSON.stringify(pairs[one]?.right) === JSON.stringify(pairs[other]?.right);
    const right = pairs.every((_, index) => sameText(rights[index] ?? -1, index));
    return { right, why: [why], misconception: right ? null : (shown[0] ?? null), finding: null };
  },
  key({ pairs }) {
    return { is: 'paired', rights: pairs.map((_, index) => index) };
  },
  trials: () => [],
  contradiction: () => null,
};
