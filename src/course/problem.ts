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
