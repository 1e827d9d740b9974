/** Programs to change: one line to fill in, or whatever is wrong. Judged by running what the learner makes of them. */
import * as v from 'valibot';
import { type Check, checksSchema, firstFinding } from '../checks.ts';
import type { Localized } from '../course.ts';
import { programFaults } from '../program-faults.ts';
import { verdictOn } from './mistake.ts';
import type { Answer, AskedBase, QuestionKind, Source, Text } from './question.ts';
import { file, misconceptions, words } from './written.ts';

interface Edit extends AskedBase {
  readonly starter: Source;
  readonly solution: Source;
  readonly checks: readonly Check[];
  readonly why: Localized<Text>;
}

export interface FixTheProgram extends Edit {
  readonly kind: 'fix-the-program';
}

export interface FillALine extends Edit {
  readonly kind: 'fill-a-line';
  /** From 1. */
  readonly line: number;
}

const fields = { starter: file, solution: file, checks: checksSchema, why: words, misconceptions };

type Written = v.InferOutput<v.ObjectSchema<typeof fields, undefined>>;

/** Stands for the line that is missing. */
const BLANK = '____';

function typed(answer: Answer): string {
  return answer.is === 'typed' ? answer.text : '';
}

function readEdit(
  written: Written,
  base: AskedBase,
  reader: Parameters<(typeof fixTheProgram)['read']>[2],
): Edit | null {
  const starter = reader.source(written.starter, ['starter']);
  const solution = reader.source(written.solution, ['solution']);
  const why = reader.text(written.why, ['why']);
  if (starter === null || solution === null) return null;
  for (const { part, what, mend } of programFaults({ starter, solution }, written.checks))
    reader.report([part], what, mend);
  return { ...base, starter, solution, checks: written.checks, why, misconceptions: written.misconceptions };
}

type Judge = QuestionKind<Written, FixTheProgram | FillALine>['judge'];

/** Without a run nothing is known, and nothing is right. */
const judgeRun = (made: (question: FixTheProgram | FillALine, answer: Answer) => Source): Judge => {
  return (question, answer, facts) => {
    const finding = facts === null ? null : firstFinding(question.checks, facts, made(question, answer).source);
    const right = facts !== null && finding === null;
    return { ...verdictOn(right, question, null), finding };
  };
};

const whole = ({ starter }: Edit, answer: Answer): Source => ({ ...starter, source: typed(answer) });

export const fixTheProgram: QuestionKind<Written, FixTheProgram> = {
  kind: 'fix-the-program',
  fields,
  read(written, base, reader) {
    const edit = readEdit(written, base, reader);
    return edit === null ? null : { ...edit, kind: 'fix-the-program' };
  },
  form: ({ starter }) => ({ is: 'edit', starter, line: null }),
  runs: whole,
  judge: judgeRun(whole),
  foretells: () => null,
  key: () => null,
  trials: ({ starter, solution }) => [
    { what: starter.fileName, answer: { is: 'typed', text: starter.source }, right: false },
    { what: solution.fileName, answer: { is: 'typed', text: solution.source }, right: true },
  ],
  contradiction: () => null,
};

function filled({ starter }: Edit, answer: Answer): Source {
  return { ...starter, source: starter.source.replace(BLANK, () => typed(answer)) };
}

export const fillALine: QuestionKind<Written, FillALine> = {
  kind: 'fill-a-line',
  fields,
  read(written, base, reader) {
    const edit = readEdit(written, base, reader);
    if (edit === null) return null;
    const lines = edit.starter.source.split('\n');
    const blanks = lines.flatMap((text, index) => (text.trim() === BLANK ? [index + 1] : []));
    if (blanks.length !== 1) {
      const what = `${edit.starter.fileName} has ${blanks.length} lines that are \`${BLANK}\`.`;
      reader.report(['starter'], what, `Write \`${BLANK}\` in place of the one line to fill in.`);
      return null;
    }
    return { ...edit, kind: 'fill-a-line', line: blanks[0]! };
  },
  form: ({ starter, line }) => ({ is: 'edit', starter, line }),
  runs: filled,
  judge: judgeRun(filled),
  foretells: () => null,
  key({ solution, line }) {
    return { is: 'typed', text: (solution.source.split('\n')[line - 1] ?? '').trim() };
  },
  trials(question) {
    const key = this.key(question)!;
    return [
      { what: 'an empty line', answer: { is: 'typed', text: '' }, right: false },
      { what: `line ${question.line} of ${question.solution.fileName}`, answer: key, right: true },
    ];
  },
  contradiction: () => null,
};
