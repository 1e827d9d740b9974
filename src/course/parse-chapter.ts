/** `chapter.yaml`: what a chapter is called, which lessons it has in which order, and how each snippet must end. */
import * as v from 'valibot';
import type { Expectation, Localized } from './course.ts';
import { ID, PROGRAM } from './names.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Parsed } from './problem.ts';

// The message of each part says what to write; see `parseYaml`.
const TEXT = 'Write a text.';
const SECONDS = 'Write the seconds of the loop’s clock as a number: `3` or `0.5`.';
const LESSONS = 'List the ids of the lessons in their order: `[calling, in-sequence]`.';
const SNIPPET = 'Of a snippet, say how it ends: `output`, `seconds`, `status`, `error`, `warnings`.';

const id = v.pipe(
  v.string('Write an id in small letters: `running-a-coroutine`.'),
  v.regex(ID, 'Use small letters, digits and single hyphens: `running-a-coroutine`.'),
);

const text = v.pipe(v.string(TEXT), v.nonEmpty(TEXT));

const title = v.strictObject(
  { en: v.optional(text), zh: v.optional(text) },
  'Write a title for each language: `title: { en: Running a coroutine, zh: 运行协程 }`. The languages are en and zh.',
);

const expectation = v.strictObject(
  {
    output: v.optional(v.string('Write what it prints as one text: `"hello\\nworld\\n"`.')),
    seconds: v.optional(v.pipe(v.number(SECONDS), v.finite(SECONDS), v.minValue(0, SECONDS))),
    status: v.optional(v.picklist(['done', 'failed', 'deadlock'], 'Write `done`, `failed` or `deadlock`.')),
    error: v.optional(v.string('Write the error as `Name: message`.')),
    warnings: v.optional(
      v.array(
        v.string('Write the text of the warning, or its code.'),
        'Write a list of texts: `[coroutine … was never awaited]`.',
      ),
    ),
  },
  SNIPPET,
);

const fileName = v.pipe(
  v.string(),
  v.regex(
    PROGRAM,
    'A snippet is a TypeScript file, in small letters: `in-sequence.ts`. Its twins are found by their names.',
  ),
);

const lessons = v.pipe(v.array(id, LESSONS), v.nonEmpty(LESSONS));

/** The shape of `chapter.yaml`; `lessons/schema/chapter.schema.json` says the same to editors. */
export const chapterSchema = v.strictObject(
  {
    id,
    title,
    lessons,
    snippets: v.optional(v.record(fileName, expectation, 'Name each snippet: `in-sequence.ts: { seconds: 3 }`.'), {}),
  },
  'A chapter has `id`, `title`, `lessons` and `snippets`; exercises and questions are not read yet.',
);

/** The shape of `course.yaml`. */
export const courseSchema = v.strictObject(
  { title },
  'A course has a `title` for each of its languages: `title: { en: …, zh: … }`.',
);

export interface ChapterText {
  readonly id: string;
  readonly title: Localized<string>;
  readonly lessons: readonly string[];
  readonly snippets: { readonly [fileName: string]: Expectation };
}

export function parseChapter(file: string, text: string): Parsed<ChapterText | null> {
  return parseYaml<ChapterText>(chapterSchema, { file, text, firstLine: 1 });
}

/** `course.yaml` at the top: the title, and so the languages that every lesson must be there in. */
export function parseCourseFile(file: string, text: string): Parsed<{ readonly title: Localized<string> } | null> {
  return parseYaml<{ readonly title: Localized<string> }>(courseSchema, { file, text, firstLine: 1 });
}
