/** Wrong answers that are foreseen, each with why it is wrong: what options are to a choice, to the other kinds. */
import * as v from 'valibot';
import type { Localized } from '../course.ts';
import type { QuizReader, Text, Verdict } from './question.ts';
import { misconception, words } from './written.ts';

export interface Mistake {
  readonly why: Localized<Text>;
  readonly misconception: number | null;
}

/** What is written of every mistake, beside which one it is. */
export const mistakeFields = { why: words, misconception: v.optional(misconception) };

interface WrittenMistake {
  readonly why: Localized<string>;
  readonly misconception?: number | undefined;
}

export function readMistake(written: WrittenMistake, path: readonly (string | number)[], reader: QuizReader): Mistake {
  return { why: reader.text(written.why, [...path, 'why']), misconception: written.misconception ?? null };
}

/** What a question may show: what is listed, and what its mistakes show. */
export function misconceptionsOf(
  listed: readonly number[],
  mistakes: readonly { readonly misconception: number | null }[],
): readonly number[] {
  return [...new Set([...listed, ...mistakes.flatMap(({ misconception: shows }) => shows ?? [])])];
}

/** `mistake`: the one that was made; any other wrong answer says nothing of what somebody believes. */
export function verdictOn(
  right: boolean,
  { why }: { readonly why: Localized<Text> },
  mistake: Mistake | null,
): Verdict {
  if (right || mistake === null) return { right, why: [why], misconception: null, finding: null };
  return { right, why: [mistake.why], misconception: mistake.misconception, finding: null };
}
