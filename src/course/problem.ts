/** Something wrong with a course file, in the words of someone who can mend it. Parsers return these; they never throw. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  /** What is wrong. */
  readonly what: string;
  /** What to write instead. */
  readonly mend: string;
}

export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** Nobody mends more at once; and a file may be wrong from end to end. */
const MOST_OF_A_FILE = 50;

/** The first problems of a file, with a word that there are more. */
export function firstProblems(problems: readonly Problem[]): readonly Problem[] {
  return firstAs(problems, (problem) => problem);
}

/** The same of what is no problem yet. */
export function firstAs<T>(wrong: readonly T[], problemOf: (one: T) => Problem): readonly Problem[] {
  const problems = wrong.slice(0, MOST_OF_A_FILE).map(problemOf);
  const rest = wrong.length - problems.length;
  if (rest === 0) return problems;
  const { file, line } = problems.at(-1)!;
  return [...problems, { file, line, what: `There are ${rest} more problems.`, mend: 'Mend these first.' }];
}
