/** `chapter.yaml`: what a chapter is called, which lessons it has in which order, and how each snippet must end. */
import * as v from 'valibot';
import { type Check, checksSchema } from './checks.ts';
import type { Expectation, Localized, Misconception, Program } from './course.ts';
import { ID, PROGRAM, programsNamedIn } from './names.ts';
import { type ParsedYaml, parseYaml } from './parse-yaml.ts';
import { firstProblems, type Problem } from './problem.ts';
import { file, words } from './questions/written.ts';

// The message of each part says what to write; see `parseYaml`.
const TEXT = 'Write a text.';
const SECONDS = 'Write the seconds of the loop’s clock as a number: `3` or `0.5`.';
const LESSONS = 'List the ids of the lessons in their order: `[calling, in-sequence]`.';
const SNIPPET =
  'Of a snippet, say how it ends: `output`, `seconds`, `status`, `error`, `warnings`, and `native` where its twin in plain JavaScript ends otherwise; `measured: true` if it measures the machine.';

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

const measured = v.optional(
  v.literal(true, 'Write `measured: true` where the machine is measured; otherwise leave it out.'),
);

const snippet = v.strictObject(
  { ...ending, measured, native: v.optional(v.strictObject(ending, 'Say how the twin in plain JavaScript ends.')) },
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
  'An exercise has `starter`, `solution`, `checks`, `hints` and, where the checks are not enough, a `judge`: `overlap: { starter: overlap.starter.ts, … }`.';
const EXERCISE_ID = 'Write the id of an exercise in small letters: `overlap`.';

const exerciseId = v.pipe(v.string(EXERCISE_ID), v.regex(ID, EXERCISE_ID));

const JUDGE =
  'A judge has a `program`, and says for each line that this may print what it means: `judge: { program: timers.judge.ts, says: { "called at once": { en: …, zh: … } } }`.';
const says = v.pipe(
  v.record(v.pipe(v.string(JUDGE), v.nonEmpty(JUDGE)), words, JUDGE),
  v.minEntries(1, JUDGE),
) as v.GenericSchema<unknown, { readonly [line: string]: Localized<string> }>;

const exercise = v.strictObject(
  {
    starter: file,
    solution: file,
    hints: v.optional(v.array(words, HINTS), []),
    checks: checksSchema,
    measured,
    judge: v.optional(v.strictObject({ program: file, says }, JUDGE)),
  },
  EXERCISE,
);

const SNIPPETS = 'Name each snippet: `in-sequence.ts: { seconds: 3 }`.';
const CHAPTER = 'A chapter has `id`, `title`, `lessons`, `snippets` and `exercises`; its questions are in quizzes/.';
const snippets = v.record(fileName, snippet, SNIPPETS);
const exercises = v.record(exerciseId, exercise, EXERCISE);

/** The shape of `chapter.yaml`; `lessons/schema/chapter.schema.json` says the same to editors. */
export const chapterSchema = v.strictObject(
  { id, title, lessons, exercises: v.optional(exercises, {}), snippets: v.optional(snippets, {}) },
  CHAPTER,
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

/** What of a chapter could be read; null: that part has a fault, which is reported. */
export interface ChapterText {
  readonly id: string | null;
  readonly title: Localized<string> | null;
  /** In their places. */
  readonly lessons: readonly (string | null)[] | null;
  readonly snippets: { readonly [fileName: string]: SnippetText | null };
  readonly exercises: { readonly [id: string]: ExerciseText | null };
  /** Files that exercises with a fault name. */
  readonly mentioned: readonly string[];
}

export type SnippetText = Expectation & Pick<Program, 'measured'>;

export interface ExerciseText {
  readonly starter: string;
  readonly solution: string;
  readonly hints: readonly Localized<string>[];
  readonly checks: readonly Check[];
  readonly measured?: true | undefined;
  readonly judge?:
    | { readonly program: string; readonly says: { readonly [line: string]: Localized<string> } }
    | undefined;
}

export interface CourseText {
  readonly title: Localized<string>;
  readonly misconceptions: readonly Misconception[];
}

/** One part with a fault takes no other away. */
export function parseChapter(
  file: string,
  text: string,
): Pick<ParsedYaml<unknown>, 'problems' | 'lineOf'> & { readonly value: ChapterText | null } {
  const { value, problems: broken, lineOf, part } = parseYaml(v.looseObject({}, CHAPTER), { file, text, firstLine: 1 });
  if (value === null) return { value, problems: broken, lineOf };
  const problems: Problem[] = [];
  const read = <T>(
    schema: v.GenericSchema<unknown, T>,
    written: unknown,
    path: readonly (string | number)[],
  ): T | null => {
    const { value: fine, problems: faults } = part(schema, written, path);
    problems.push(...faults);
    return fine;
  };
  /** Each entry as if it were the only one. */
  const entriesOf = <T>(field: string, schema: v.GenericSchema<unknown, { [key: string]: T }>, mend: string) => {
    const written = read(v.optional(v.record(v.string(), v.unknown(), mend), {}), value[field], [field]) ?? {};
    const entries = Object.entries(written).map(([key, each]) => {
      return [key, read(schema, Object.fromEntries([[key, each]]), [field])?.[key] ?? null] as const;
    });
    return Object.fromEntries(entries) as { readonly [key: string]: T | null };
  };
  for (const field of Object.keys(value))
    if (!Object.hasOwn(chapterSchema.entries, field)) read(v.never(CHAPTER), value[field], [field]);
  const listed = read(v.pipe(v.array(v.unknown(), LESSONS), v.nonEmpty(LESSONS)), value['lessons'], ['lessons']);
  const asked = entriesOf<ExerciseText>('exercises', exercises, EXERCISE);
  const written = (value['exercises'] ?? {}) as { readonly [id: string]: unknown };
  const chapter: ChapterText = {
    id: read(id, value['id'], ['id']),
    title: read(title, value['title'], ['title']),
    lessons: listed?.map((each, index) => read(id, each, ['lessons', index])) ?? null,
    snippets: entriesOf<SnippetText>('snippets', snippets, SNIPPETS),
    exercises: asked,
    mentioned: Object.keys(asked).flatMap((each) => (asked[each] === null ? programsNamedIn(written[each]) : [])),
  };
  return { value: chapter, problems: firstProblems(problems), lineOf };
}

/** `course.yaml` at the top: the title, and so the languages that every lesson must be there in. */
export function parseCourseFile(file: string, text: string): ParsedYaml<CourseText> {
  return parseYaml<CourseText>(courseSchema, { file, text, firstLine: 1 });
}
