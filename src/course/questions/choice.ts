/** One option is right, or several are. Each says why. */
import * as v from 'valibot';
import { LANGUAGES, type Language, type Localized } from '../course.ts';
import { alike, type AskedBase, type QuestionKind, type Text } from './question.ts';
import { misconception, program, words } from './written.ts';

export interface Choice extends AskedBase {
  readonly kind: 'choice';
  readonly options: readonly {
    readonly text: Localized<Text>;
    readonly correct: boolean;
    readonly why: Localized<Text>;
    readonly misconception: number | null;
  }[];
}

const OPTIONS = 'List two options or more, each with `text` and `why`, the right ones with `correct: true`.';

const option = v.strictObject(
  {
    text: words,
    correct: v.optional(v.literal(true, 'Write `correct: true` or nothing.')),
    why: words,
    misconception: v.optional(misconception),
  },
  OPTIONS,
);

const fields = {
  program: v.optional(program),
  options: v.pipe(v.array(option, OPTIONS), v.minLength(2, OPTIONS), v.maxLength(8, 'Eight options are enough.')),
};

type Written = v.InferOutput<v.ObjectSchema<typeof fields, undefined>>;

export const choice: QuestionKind<Written, Choice> = {
  kind: 'choice',
  fields,
  read(written, base, reader) {
    const options = written.options.map(({ text, correct, why, misconception: shows }, index) => ({
      text: reader.text(text, ['options', index, 'text']),
      correct: correct === true,
      why: reader.text(why, ['options', index, 'why']),
      misconception: shows ?? null,
    }));
    if (!options.some(({ correct }) => correct)) {
      reader.report(['options'], 'No option is right.', 'Write `correct: true` to those that are.');
      return null;
    }
    options.forEach((each, index) => {
      if (each.correct && each.misconception !== null) {
        const mend = 'Give the misconception to a wrong option.';
        reader.report(['options', index, 'misconception'], 'This option is right and shows a misconception.', mend);
      }
    });
    const twice = alike(options.map(({ text }) => text));
    if (twice !== null) {
      const [one, other] = twice.map((index) => index + 1);
      reader.report(['options', twice[1]], `Options ${one} and ${other} look alike.`, 'Write what tells them apart.');
    }
    const misconceptions = options.flatMap((each) => (each.misconception === null ? [] : [each.misconception]));
    return { ...base, kind: 'choice', options, misconceptions: [...new Set(misconceptions)] };
  },
  form({ options }) {
    const several = options.filter(({ correct }) => correct).length > 1;
    return { is: 'pick', several, options: options.map(({ text }) => text) };
  },
  runs: () => null,
  judge({ options }, answer) {
    const picked = new Set(answer.is === 'picked' ? answer.options : []);
    const wrong = options.filter(({ correct }, index) => !correct && picked.has(index));
    const missed = options.filter(({ correct }, index) => correct && !picked.has(index));
    const right = wrong.length === 0 && missed.length === 0;
    const told = right ? options.filter(({ correct }) => correct) : wrong.length > 0 ? wrong : missed;
    const shown = wrong.find((each) => each.misconception !== null)?.misconception ?? null;
    // Where several may be chosen, each why says of which it is.
    const several = options.filter(({ correct }) => correct).length > 1;
    const why = told.map((each) => (several && !right ? whyOf(each) : each.why));
    return { right, why, misconception: shown, finding: null };
  },
  foretells: () => null,
  key({ options }) {
    return { is: 'picked', options: options.flatMap(({ correct }, index) => (correct ? [index] : [])) };
  },
  trials: () => [],
  contradiction: () => null,
};

/** `✗ one thread → why`, of an option that was wrongly chosen; with `✓`, of one that was left out. */
function whyOf({ text, correct, why }: Choice['options'][number]): Localized<Text> {
  const named = (language: Language): Text => [
    { kind: 'strong', text: correct ? '✓ ' : '✗ ' },
    ...(text[language] ?? []),
    { kind: 'text', text: ' → ' },
    ...(why[language] ?? []),
  ];
  return Object.fromEntries(LANGUAGES.filter((each) => why[each] !== undefined).map((each) => [each, named(each)]));
}
