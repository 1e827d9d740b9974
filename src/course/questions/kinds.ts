/** Every kind of question. A new kind is a file beside this one, and a line here. */
import type * as v from 'valibot';
import type { RunFacts } from '../run-facts.ts';
import { choice, type Choice } from './choice.ts';
import { fillALine, type FillALine, fixTheProgram, type FixTheProgram } from './edit.ts';
import { match, type Match } from './match.ts';
import { order, type Order } from './order.ts';
import { predictOutput, type PredictOutput, predictTime, type PredictTime } from './predict.ts';
import type {
  Answer,
  AskedBase,
  Foretold,
  Form,
  QuestionKind,
  QuizReader,
  Source,
  Trial,
  Verdict,
} from './question.ts';

export type Question = Choice | Match | PredictOutput | PredictTime | Order | FillALine | FixTheProgram;
export type QuestionKindName = Question['kind'];

/** What is written of a question is checked by its kind's `fields` before its kind reads it. */
type AnyKind = QuestionKind<never, never> & { readonly fields: v.ObjectEntries };

const KINDS: { readonly [K in QuestionKindName]: AnyKind } = {
  choice: choice as unknown as AnyKind,
  match: match as unknown as AnyKind,
  'predict-output': predictOutput as unknown as AnyKind,
  'predict-time': predictTime as unknown as AnyKind,
  order: order as unknown as AnyKind,
  'fill-a-line': fillALine as unknown as AnyKind,
  'fix-the-program': fixTheProgram as unknown as AnyKind,
};

export const questionKinds = Object.keys(KINDS) as readonly QuestionKindName[];

export function fieldsOf(kind: QuestionKindName): v.ObjectEntries {
  return KINDS[kind].fields;
}

/** `written` has the fields of its kind. */
export function readQuestion(
  kind: QuestionKindName,
  written: object,
  base: AskedBase,
  reader: QuizReader,
): Question | null {
  return KINDS[kind].read(written as never, base, reader);
}

export function formOf(question: Question): Form {
  return KINDS[question.kind].form(question as never);
}

/** What has to be run before the answer can be judged; null: nothing. */
export function toRun(question: Question, answer: Answer): Source | null {
  return KINDS[question.kind].runs(question as never, answer);
}

/** `facts`: of the run of what `toRun` gave. */
export function judge(question: Question, answer: Answer, facts: RunFacts | null): Verdict {
  return KINDS[question.kind].judge(question as never, answer, facts);
}

export function foretold(question: Question, answer: Answer): Foretold | null {
  return KINDS[question.kind].foretells(question as never, answer);
}

export function keyOf(question: Question): Answer | null {
  return KINDS[question.kind].key(question as never);
}

export function trialsOf(question: Question): readonly Trial[] {
  return KINDS[question.kind].trials(question as never);
}

export function contradictionOf(question: Question, facts: RunFacts): string | null {
  return KINDS[question.kind].contradiction(question as never, facts);
}
