/** The shapes that the parts of questions are written in. The message of each says what to write; see `parseYaml`. */
import * as v from 'valibot';
import type { Localized } from '../course.ts';
import { ID, PROGRAM } from '../names.ts';

const WORDS = 'Write a text for each language: `{ en: …, zh: … }`.';
const PROGRAM_NAME = 'Name a snippet of the chapter, by its TypeScript file: `in-sequence.ts`.';
const FILE_NAME = 'Name a file of the chapter’s folder: `overlap.starter.ts`.';
const NUMBER = 'Write the number of a misconception of `course.yaml`.';
const NUMBERS = 'List numbers of misconceptions of `course.yaml`: `[1, 4]`.';

const line = v.pipe(v.string(WORDS), v.trim(), v.nonEmpty(WORDS));

export const words = v.pipe(
  v.strictObject({ en: v.optional(line), zh: v.optional(line) }, WORDS),
  v.minEntries(1, WORDS),
) as v.GenericSchema<unknown, Localized<string>>;

export const program = v.pipe(v.string(PROGRAM_NAME), v.regex(PROGRAM, PROGRAM_NAME));

export const file = v.pipe(v.string(FILE_NAME), v.regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.(?:ts|js)$/, FILE_NAME));

export const misconception = v.pipe(v.number(NUMBER), v.integer(NUMBER), v.minValue(1, NUMBER));

export const misconceptions = v.optional(v.array(misconception, NUMBERS), []);

const ID_TEXT = 'Write an id in small letters: `when-does-main-continue`.';
const SEE = 'Write the lesson that says it, and its screen: `see: in-sequence/2`.';

/** What every question has. */
export const base = {
  id: v.pipe(v.string(ID_TEXT), v.regex(ID, ID_TEXT)),
  prompt: words,
  see: v.optional(v.pipe(v.string(SEE), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*\/[1-9]\d*$/, SEE))),
};
