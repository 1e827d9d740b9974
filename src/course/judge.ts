/**
 * An exercise may have a judge: a program of the author's that runs behind the learner's, in the same run, and tries what
 * theirs has made in scenes that they do not see. It prints what it finds wrong, and nothing where all is well. The
 * learner's lines keep their numbers.
 */
import { type Finding, firstFinding } from './checks.ts';
import type { Exercise, Judge } from './course.ts';
import type { Source } from './questions/question.ts';
import type { RunFacts } from './run-facts.ts';

/** What has to run for `text`, which the learner wrote, to be judged. */
export function judgedProgram({ starter, judge }: Exercise, text: string): Source {
  // On lines of its own: the learner's last one may be a comment, or lack its semicolon.
  return { ...starter, source: judge === null ? text : `${text}\n;\n${judge.source}` };
}

/** The first thing that the run of `judgedProgram` shows to be wrong with `text`; null: it is right. */
export function findingOn({ checks, judge }: Exercise, text: string, facts: RunFacts): Finding | null {
  if (judge === null) return firstFinding(checks, facts, text);
  const ownLines = text.split('\n').length;
  const isJudges = (by: number | null): boolean => by !== null && by > ownLines;
  const lines = facts.lines.filter(({ by }) => !isJudges(by));
  const said = facts.lines.filter(({ by }) => isJudges(by));
  const own = said.length === 0 ? facts : { ...facts, lines, output: lines.map((line) => `${line.text}\n`).join('') };
  return firstFinding(checks, own, text) ?? (said.length === 0 ? null : heard(judge, said[0]!.text));
}

/** A line contains what the author has words for; around it may stand what came instead. */
function heard({ says }: Judge, line: string): Finding {
  const key = Object.keys(says).find((known) => line.includes(known));
  return key === undefined ? { is: 'judged', says: { en: line } } : { is: 'judged', says: says[key]! };
}
