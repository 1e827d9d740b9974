/** What a program prints, or how long it takes. The key is what the chapter says of the program, which `check` proves. */
import * as v from 'valibot';
import type { Localized } from '../course.ts';
import { gist, readSeconds, TOLERANCE } from '../compare.ts';
import type { AskedBase, QuestionKind, Source, Text } from './question.ts';
import { type Mistake, mistakeFields, misconceptionsOf, readMistake, verdictOn } from './mistake.ts';
import { misconceptions, program, words } from './written.ts';

export interface PredictOutput extends AskedBase {
  readonly kind: 'predict-output';
  readonly program: Source;
  readonly output: string;
  readonly why: Localized<Text>;
  readonly mistakes: readonly (Mistake & { readonly output: string })[];
}

export interface PredictTime extends AskedBase {
  readonly kind: 'predict-time';
  readonly program: Source;
  readonly seconds: number;
  readonly why: Localized<Text>;
  readonly mistakes: readonly (Mistake & { readonly seconds: number })[];
}

const OUTPUTS = 'List wrong outputs that people expect: `[{ output: "a\\nb\\n", why: { en: …, zh: … } }]`.';
const TIMES = 'List wrong times that people expect: `[{ seconds: 2, why: { en: …, zh: … } }]`.';

const outputFields = {
  program,
  why: words,
  misconceptions,
  mistakes: v.optional(v.array(v.strictObject({ output: v.string(OUTPUTS), ...mistakeFields }, OUTPUTS), OUTPUTS), []),
};

const timeFields = {
  program,
  why: words,
  misconceptions,
  mistakes: v.optional(v.array(v.strictObject({ seconds: v.number(TIMES), ...mistakeFields }, TIMES), TIMES), []),
};

type WrittenOutput = v.InferOutput<v.ObjectSchema<typeof outputFields, undefined>>;
type WrittenTime = v.InferOutput<v.ObjectSchema<typeof timeFields, undefined>>;

const NO_MISTAKE = 'Write what is wrong there, or take this mistake out.';

export const predictOutput: QuestionKind<WrittenOutput, PredictOutput> = {
  kind: 'predict-output',
  fields: outputFields,
  read(written, base, reader) {
    const output = reader.program(written.program, ['program'])?.expected.output;
    const why = reader.text(written.why, ['why']);
    if (base.program === null) return null;
    if (output === undefined) {
      reader.report(
        ['program'],
        'The chapter does not say what this program prints.',
        'Write its `output` in chapter.yaml.',
      );
      return null;
    }
    const mistakes = written.mistakes.map((mistake, index) => {
      if (linesOf(mistake.output) === linesOf(output))
        reader.report(['mistakes', index, 'output'], 'This is what the program prints.', NO_MISTAKE);
      return { output: mistake.output, ...readMistake(mistake, ['mistakes', index], reader) };
    });
    const shown = misconceptionsOf(written.misconceptions, mistakes);
    return { ...base, kind: 'predict-output', program: base.program, output, why, mistakes, misconceptions: shown };
  },
  form: () => ({ is: 'type', ask: 'output' }),
  runs: () => null,
  judge(question, answer) {
    const said = answer.is === 'typed' ? linesOf(answer.text) : null;
    const made = question.mistakes.find((mistake) => linesOf(mistake.output) === said) ?? null;
    return verdictOn(said === linesOf(question.output), question, made);
  },
  foretells: (_, answer) => (answer.is === 'typed' ? { is: 'output', text: answer.text } : null),
  key: ({ output }) => ({ is: 'typed', text: output }),
  trials: () => [],
  contradiction({ output }, facts) {
    return output === facts.output ? null : `it printed ${JSON.stringify(facts.output)}`;
  },
};

function linesOf(text: string): string {
  return text.trimEnd().split('\n').map(gist).join('\n');
}

export const predictTime: QuestionKind<WrittenTime, PredictTime> = {
  kind: 'predict-time',
  fields: timeFields,
  read(written, base, reader) {
    const seconds = reader.program(written.program, ['program'])?.expected.seconds;
    const why = reader.text(written.why, ['why']);
    if (base.program === null) return null;
    if (seconds === undefined) {
      reader.report(
        ['program'],
        'The chapter does not say how long this program takes.',
        'Write its `seconds` in chapter.yaml.',
      );
      return null;
    }
    const mistakes = written.mistakes.map((mistake, index) => {
      if (isSameTime(mistake.seconds, seconds))
        reader.report(['mistakes', index, 'seconds'], 'This is how long the program takes.', NO_MISTAKE);
      return { seconds: mistake.seconds, ...readMistake(mistake, ['mistakes', index], reader) };
    });
    const shown = misconceptionsOf(written.misconceptions, mistakes);
    return { ...base, kind: 'predict-time', program: base.program, seconds, why, mistakes, misconceptions: shown };
  },
  form: () => ({ is: 'type', ask: 'seconds' }),
  runs: () => null,
  judge(question, answer) {
    const said = answer.is === 'typed' ? readSeconds(answer.text) : null;
    const isSaid = (seconds: number): boolean => said !== null && isSameTime(said, seconds);
    const made = question.mistakes.find((mistake) => isSaid(mistake.seconds)) ?? null;
    return verdictOn(isSaid(question.seconds), question, made);
  },
  foretells(_, answer) {
    const seconds = answer.is === 'typed' ? readSeconds(answer.text) : null;
    return seconds === null ? null : { is: 'seconds', seconds };
  },
  key: ({ seconds }) => ({ is: 'typed', text: String(seconds) }),
  trials: () => [],
  contradiction({ seconds }, facts) {
    return Math.abs(seconds - facts.seconds) <= 1e-9 ? null : `it took ${facts.seconds} s`;
  },
};

function isSameTime(one: number, other: number): boolean {
  return Math.abs(one - other) <= TOLERANCE;
}
