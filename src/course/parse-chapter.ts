/** `chapter.yaml`: what a chapter is called, which lessons it has in which order, and how each snippet must end. */
import * as v from 'valibot';
import { type Check, checksSchema } from './checks.ts';
import type { Expectation, Localized, Misconception } from './course.ts';
import { ID, PROGRAM } from './names.ts';
import { type ParsedYaml, parseYaml } from './parse-yaml.ts';
import { file, words } from './questions/written.ts';

// The message of each part says what to write; see `parseYaml`.
const TEXT = 'Write a text.';
const SECONDS = 'Write the seconds of the loop’s clock as a number: `3` or `0.5`.';
const LESSONS = 'List the ids of the lessons in their order: `[calling, in-sequence]`.';
const SNIPPET =
  'Of a snippet, say how it ends: `output`, `seconds`, `status`, `error`, `warnings`, and `native` where its twin in plain JavaScript ends otherwise.';

const id = v.pipe(
  v.string('Write an id in small letters: `running-a-coroutine`.'),
  v.regex(ID, 'Use small letters, digits and single hyphens: `running-a-coroutine`.'),
);

const text = v.pipe(v.string(TEXT), v.nonEmpty(TEXT));

const title = v.strictObject(
  { en: v.optional(text), zh: v.optional(text) },
  'Write a title for each language: `title: { en: Running a coroutine, zh: 运行协程 }`. The languages are en and zh.',
);

const ending = {
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
};

const expectation = v.strictObject(
  { ...ending, native: v.optional(v.strictObject(ending, 'Say how the twin in plain JavaScript ends.')) },
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

const HINTS = 'List hints, each telling more: `hints: [{ en: …, zh: … }]`.';
const EXERCISE =
  'An exercise has `starter`, `solution`, `checks` and `hints`: `overlap: { starter: overlap.starter.ts, … }`.';
const EXERCISE_ID = 'Write the id of an exercise in small letters: `overlap`.';

const exerciseId = v.pipe(v.string(EXERCISE_ID), v.regex(ID, EXERCISE_ID));

const exercise = v.strictObject(
  { starter: file, solution: file, hints: v.optional(v.array(words, HINTS), []), checks: checksSchema },
  EXERCISE,
);

/** The shape of `chapter.yaml`; `lessons/schema/chapter.schema.json` says the same to editors. */
export const chapterSchema = v.strictObject(
  {
    id,
    title,
    lessons,
    exercises: v.optional(v.record(exerciseId, exercise, EXERCISE), {}),
    snippets: v.optional(v.record(fileName, expectation, 'Name each snippet: `in-sequence.ts: { seconds: 3 }`.'), {}),
  },
  'A chapter has `id`, `title`, `lessons`, `snippets` and `exercises`; its questions are in quizzes/.',
);

const MISCONCEPTIONS = 'List what learners often believe: `misconceptions: [{ number: 1, text: { en: …, zh: … } }]`.';
const NUMBER = 'Give each a number of its own, from 1.';

const misconception = v.strictObject(
  { number: v.pipe(v.number(NUMBER), v.integer(NUMBER), v.minValue(1, NUMBER)), text: words },
  MISCONCEPTIONS,
);

/** The shape of `course.yaml`. */
export const courseSchema = v.strictObject(
  { title, misconceptions: v.optional(v.array(misconception, MISCONCEPTIONS), []) },
  'A course has a `title` for each of its languages: `title: { en: …, zh: … }`; it may list `misconceptions`.',
);

export interface ChapterText {
  readonly id: string;
  readonly title: Localized<string>;
  readonly lessons: readonly string[];
  readonly snippets: { readonly [fileName: string]: Expectation };
  readonly exercises: { readonly [id: string]: ExerciseText };
}

interface ExerciseText {
  readonly starter: string;
  readonly solution: string;
  readonly hints: readonly Localized<string>[];
  readonly checks: readonly Check[];
}

export interface CourseText {
  readonly title: Localized<string>;
  readonly misconceptions: readonly Misconception[];
}

export function parseChapter(file: string, text: string): ParsedYaml<ChapterText> {
  return parseYaml<ChapterText>(chapterSchema, { file, text, firstLine: 1 });
}

/** `course.yaml` at the top: the title, and so the languages that every lesson must be there in. */
export function parseCourseFile(file: string, text: string): ParsedYaml<CourseText> {
  return parseYaml<CourseText>(courseSchema, { file, text, firstLine: 1 });
}
