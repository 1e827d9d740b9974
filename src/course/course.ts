/**
 * A course as plain data: what the parsers make of the files, what the tutor shows, what `check` proves.
 * Nothing here reads files or knows how anything looks.
 */

import type { FileStart } from '../trace/program-lines.ts';
import type { Check } from './checks.ts';
import type { Question } from './questions/kinds.ts';
import type { Source, Text } from './questions/question.ts';

export type Language = 'en' | 'zh';
export const LANGUAGES: readonly Language[] = ['en', 'zh'];

/** A text in every language that the course has; another language falls back to the first one there is. */
export type Localized<T> = { readonly [L in Language]?: T };

export interface Course {
  readonly title: Localized<string>;
  readonly languages: readonly Language[];
  /** What learners often believe, by the number under which questions and runs meet it. */
  readonly misconceptions: readonly Misconception[];
  readonly chapters: readonly Chapter[];
}

export interface Misconception {
  readonly number: number;
  readonly text: Localized<string>;
}

export interface Chapter {
  /** Stable: progress is kept under it. */
  readonly id: string;
  readonly number: number;
  /** `07-running-a-coroutine`: of its folder in lessons/, of its file in quizzes/. */
  readonly folder: string;
  readonly title: Localized<string>;
  readonly lessons: readonly Lesson[];
  /** By file name, as a step names it: `in-sequence.ts`. */
  readonly programs: { readonly [fileName: string]: Program };
  /** By id, as a step names it. */
  readonly exercises: { readonly [id: string]: Exercise };
  readonly questions: readonly Question[];
}

/** A program that the learner changes or writes, judged by running it. */
export interface Exercise {
  /** Stable: progress is kept under it. */
  readonly id: string;
  readonly starter: Source;
  readonly solution: Source;
  /** One after another, each telling more. */
  readonly hints: readonly Localized<Text>[];
  readonly checks: readonly Check[];
  /** Null: the checks are enough. */
  readonly judge: Judge | null;
}

/** A program that runs behind the learner's and prints what it finds wrong; `says`: what that means, by what its line contains. */
export interface Judge extends Source {
  readonly says: { readonly [line: string]: Localized<string> };
}

/** A snippet with its twins: the same program in Python, or with native JavaScript idioms. */
export interface Program {
  readonly fileName: string;
  readonly source: string;
  /** It measures the machine that it runs on: of its seconds, and of the numbers that it prints, `expected` has an example. */
  readonly measured?: true | undefined;
  readonly twins: readonly {
    readonly language: 'python' | 'native';
    readonly fileName: string;
    readonly source: string;
  }[];
  readonly expected: Expectation;
  /** Of a program of several files: where each begins. `source` is then all of them, one behind the other. */
  readonly files?: readonly FileStart[];
}

/** How a run of the program must end; what is absent is not checked. */
export interface Expectation {
  readonly output?: string;
  readonly seconds?: number;
  readonly status?: 'done' | 'failed' | 'deadlock';
  /** The uncaught error, as `Name: message`. */
  readonly error?: string;
  /** All warnings in their order: a code for what reading the program shows, a message for what running it does. */
  readonly warnings?: readonly string[];
  /** How its twin in plain JavaScript ends, where that is not the same. */
  readonly native?: Omit<Expectation, 'native'>;
}

export interface Lesson {
  readonly id: string;
  readonly title: Localized<string>;
  readonly minutes: number;
  readonly objectives: Localized<readonly string[]>;
  readonly screens: Localized<readonly LessonScreen[]>;
}

/** What is read at once: a heading, then prose and steps in the order they are written. */
export interface LessonScreen {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'step'; readonly step: Step };

/** A piece of a paragraph. `figure` is a number from a run: `{{in-sequence.ts seconds}}`. */
export type Span =
  | { readonly kind: 'text' | 'emphasis' | 'strong' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'figure'; readonly program: string; readonly figure: 'seconds' };

export type Step =
  /** Say what the program prints and how long it takes, before it runs; `why` is shown where the prediction parts from the run, else at its end. */
  | {
      readonly kind: 'predict';
      readonly program: string;
      readonly ask: readonly ('output' | 'seconds')[];
      readonly why: string;
    }
  /** `paused`: it begins at step 0 and waits there, for whoever is to step through it. */
  | { readonly kind: 'run'; readonly program: string; readonly paused?: boolean }
  /** A question of the chapter's quiz, asked in place. */
  | { readonly kind: 'investigate'; readonly question: string }
  /** An exercise: a program to change, or one of one's own. */
  | { readonly kind: 'modify' | 'make'; readonly exercise: string };
