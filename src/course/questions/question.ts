/**
 * What all kinds of questions share. A kind is one file here: what is written of it, what is asked, what is right, and how
 * that is proved. How a question is asked on a screen depends on its `Form` only; so a new kind that is answered as another
 * one needs nothing else.
 */
import type * as v from 'valibot';
import type { Clock } from '../../trace/event.ts';
import type { Finding } from '../checks.ts';
import type { Localized, Program, Span } from '../course.ts';
import type { RunFacts } from '../run-facts.ts';

/** A line or two of running text. */
export type Text = readonly Span[];

/** A program that can be run and stepped beside a question, or that an answer makes. */
export interface Source {
  readonly fileName: string;
  readonly source: string;
  /** It measures the machine that it runs on. */
  readonly measured?: true | undefined;
}

/** On the virtual clock computing takes no time, which is the same everywhere. */
export function clockOf({ measured }: Pick<Source, 'measured'>): Clock {
  return measured === true ? 'auto' : 'virtual';
}

export interface AskedBase {
  /** Stable: progress is kept under it. */
  readonly id: string;
  /** On which line of its file it stands, for whoever finds a fault with it. */
  readonly line: number;
  readonly prompt: Localized<Text>;
  /** Where the course says what is asked here. */
  readonly see: { readonly lesson: string; readonly screen: number } | null;
  /** The program that is shown with it. */
  readonly program: Source | null;
  /** The misconceptions that a wrong answer may come from, by number. */
  readonly misconceptions: readonly number[];
}

/** How a question is answered. Options and items are in the order in which they are written; whoever shows them shuffles. */
export type Form =
  | { readonly is: 'pick'; readonly several: boolean; readonly options: readonly Localized<Text>[] }
  | { readonly is: 'type'; readonly ask: 'output' | 'seconds' }
  /** `spare`: some of the items do not belong there. `isCode`: they are lines of a program, indented as they are. */
  | {
      readonly is: 'arrange';
      readonly items: readonly Localized<Text>[];
      readonly spare: boolean;
      readonly isCode: boolean;
    }
  | { readonly is: 'pair'; readonly lefts: readonly Localized<Text>[]; readonly rights: readonly Localized<Text>[] }
  /** A program to change; `line`: only this one of its lines, from 1. */
  | { readonly is: 'edit'; readonly starter: Source; readonly line: number | null };

/** By the positions in which options and items are written, from 0. */
export type Answer =
  | { readonly is: 'picked'; readonly options: readonly number[] }
  | { readonly is: 'typed'; readonly text: string }
  | { readonly is: 'arranged'; readonly items: readonly number[] }
  /** `rights[n]` belongs to left n. */
  | { readonly is: 'paired'; readonly rights: readonly number[] };

export interface Verdict {
  readonly right: boolean;
  /** Why it is wrong, or right; one text or several. */
  readonly why: readonly Localized<Text>[];
  /** The misconception that the answer shows, if it shows one. */
  readonly misconception: number | null;
  /** What the run of the learner's program did not do. */
  readonly finding: Finding | null;
}

/** What an answer says of how the question's own program runs, as far as a run can part from it. */
export type Foretold =
  | { readonly is: 'output'; readonly text: string }
  | { readonly is: 'seconds'; readonly seconds: number }
  /** The first event that is not the one it says. `moment`: after how many events it has happened; null: not yet. */
  | {
      readonly is: 'event';
      /** From 1. */
      readonly number: number;
      readonly said: Localized<Text>;
      readonly happened: Localized<Text>;
      readonly moment: (facts: RunFacts) => number | null;
    };

/** An answer that must be found right, or wrong, for the question to be any good. */
export interface Trial {
  readonly what: string;
  readonly answer: Answer;
  readonly right: boolean;
}

/** The first two, from 0, that look alike in some language; null: they all differ. */
export function alike(texts: readonly Localized<Text>[]): readonly [number, number] | null {
  const looks = (text: Localized<Text>): readonly string[] =>
    Object.entries(text).map(([language, spans]) => `${language} ${spans.map(lookOf).join('')}`);
  for (const [later, text] of texts.entries()) {
    const earlier = texts.slice(0, later).findIndex((other) => looks(other).some((look) => looks(text).includes(look)));
    if (earlier !== -1) return [earlier, later];
  }
  return null;
}

function lookOf(span: Span): string {
  return 'text' in span ? span.text : '';
}

/** What a kind reads of a chapter while its questions are parsed. */
export interface QuizReader {
  text(written: Localized<string>, path: readonly (string | number)[]): Localized<Text>;
  program(fileName: string, path: readonly (string | number)[]): Program | null;
  /** A file that is no snippet: a starter, a solution. */
  source(fileName: string, path: readonly (string | number)[]): Source | null;
  report(path: readonly (string | number)[], what: string, mend: string): void;
}

/** All that there is to say of a kind of question. `W`: what is written of it; `Q`: the question as data. */
export interface QuestionKind<W, Q extends AskedBase & { readonly kind: string }> {
  readonly kind: Q['kind'];
  /** What is written beside what all questions have. */
  readonly fields: v.ObjectEntries;
  /** Null where it cannot be asked; the problems are reported. */
  read(written: W, base: AskedBase, reader: QuizReader): Q | null;
  form(question: Q): Form;
  /** What has to be run before this answer can be judged. */
  runs(question: Q, answer: Answer): Source | null;
  judge(question: Q, answer: Answer, facts: RunFacts | null): Verdict;
  /** Null: it says nothing that a run of the program would show. */
  foretells(question: Q, answer: Answer): Foretold | null;
  /** What is right, in words of the form; null where many answers are. */
  key(question: Q): Answer | null;
  trials(question: Q): readonly Trial[];
  /** What a run of the question's own program has to show for the key to be true; null: it does. */
  contradiction(question: Q, facts: RunFacts): string | null;
}
