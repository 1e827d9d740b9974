/** What a program prints, or how long it takes. The key is what the chapter says of the program, which `check` proves. */
import * as v from 'valibot';
import type { Localized } from '../course.ts';
import { gist, readSeconds, TOLERANCE } from '../compare.ts';
import type { AskedBase, QuestionKind, Source, Text } from './question.ts';
import { misconceptions, program, words } from './written.ts';

export interface PredictOutput extends AskedBase {
  readonly kind: 'predict-output';
  readonly program: Source;
  readonly output: string;
  readonly why: Localized<Text>;
}

export interface PredictTime extends AskedBase {
  readonly kind: 'predict-time';
  readonly program: Source;
  readonly seconds: number;
  readonly why: Localized<Text>;
}

const fields = { program, why: words, misconceptions };

type Written = v.InferOutput<v.ObjectSchema<typeof fields, undefined>>;

export const predictOutput: QuestionKind<Written, PredictOutput> = {
  kind: 'predict-output',
  fields,
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
    return {
      ...base,
      kind: 'predict-output',
      program: base.program,
      output,
      why,
      misconceptions: written.misconceptions,
    };
  },
  form: () => ({ is: 'type', ask: 'output' }),
  runs: () => null,
  judge({ output, why, misconceptions: shown }, answer) {
    const right = answer.is === 'typed' && linesOf(answer.text) === linesOf(output);
    return { right, why: [why], misconception: right ? null : (shown[0] ?? null), finding: null };
  },
  key: ({ output }) => ({ is: 'typed', text: output }),
  trials: () => [],
  contradiction({ output }, facts) {
    return output === facts.output ? null : `it printed ${JSON.stringify(facts.output)}`;
  },
};

function linesOf(text: string): string {
  return text.trimEnd().split('\n').map(gist).join('\n');
}

export const predictTime: QuestionKind<Written, PredictTime> = {
  kind: 'predict-time',
  fields,
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
    return {
      ...base,
      kind: 'predict-time',
      program: base.program,
      seconds,
      why,
      misconceptions: written.misconceptions,
    };
  },
  form: () => ({ is: 'type', ask: 'seconds' }),
  runs: () => null,
  judge({ seconds, why, misconceptions: shown }, answer) {
    const said = answer.is === 'typed' ? readSeconds(answer.text) : null;
    const right = said !== null && Math.abs(said - seconds) <= TOLERANCE;
    return { right, why: [why], misconception: right ? null : (shown[0] ?? null), finding: null };
  },
  key: ({ seconds }) => ({ is: 'typed', text: String(seconds) }),
  trials: () => [],
  contradiction({ seconds }, facts) {
    return Math.abs(seconds - facts.seconds) <= 1e-9 ? null : `it took ${facts.seconds} s`;
  },
};
