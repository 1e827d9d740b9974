import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { quizJsonSchema } from '../../src/build/quiz-schema.ts';
import { checkNames } from '../../src/course/checks.ts';
import { chapterSchema, courseSchema } from '../../src/course/parse-chapter.ts';
import { frontMatterSchema } from '../../src/course/parse-lesson.ts';
import { stepSchema } from '../../src/course/parse-step.ts';

interface JsonSchema {
  readonly additionalProperties: boolean | JsonSchema;
  readonly required: readonly string[];
  readonly properties: { readonly [name: string]: JsonSchema };
}

const shipped = (name: string): JsonSchema =>
  JSON.parse(readFileSync(new URL(`../../lessons/schema/${name}.schema.json`, import.meta.url), 'utf8')) as JsonSchema;

test.each([
  ['course', courseSchema.entries],
  ['chapter', chapterSchema.entries],
  ['lesson', frontMatterSchema.entries],
])('the JSON Schema of a %s has the fields that the parser reads', (name, entries) => {
  const schema = shipped(name);
  expect(Object.keys(schema.properties).toSorted()).toEqual(Object.keys(entries).toSorted());
  const required = Object.entries(entries).filter(([, entry]) => entry.type !== 'optional');
  expect(schema.required.toSorted()).toEqual(required.map(([field]) => field).toSorted());
  expect(schema.additionalProperties).toBe(false);
});

test('a snippet has the same fields in both', () => {
  const snippet = shipped('chapter').properties['snippets']!.additionalProperties as JsonSchema;
  const read = chapterSchema.entries.snippets.wrapped.value.entries;
  expect(Object.keys(snippet.properties).toSorted()).toEqual(Object.keys(read).toSorted());
});

test('an exercise has the same fields in both, so has its judge', () => {
  const exercise = shipped('chapter').properties['exercises']!.additionalProperties as JsonSchema;
  const { entries } = chapterSchema.entries.exercises.wrapped.value;
  expect(Object.keys(exercise.properties).toSorted()).toEqual(Object.keys(entries).toSorted());
  const judge = exercise.properties['judge']!;
  expect(judge.required.toSorted()).toEqual(Object.keys(entries.judge.wrapped.entries).toSorted());
  expect([exercise.additionalProperties, judge.additionalProperties]).toEqual([false, false]);
});

test('what has to say something cannot be empty, and a condition is one', () => {
  const { $defs, items } = shipped('quiz') as unknown as {
    readonly $defs: { readonly check: object & { readonly properties: { readonly [name: string]: unknown } } };
    readonly items: { readonly oneOf: readonly { readonly properties: { readonly prompt: object } }[] };
  };
  expect($defs.check).toMatchObject({ minProperties: 1, maxProperties: 1 });
  expect($defs.check.properties['tasks']).toMatchObject({ minProperties: 1 });
  expect(JSON.stringify($defs.check.properties['seconds'])).toContain('"minProperties":1');
  for (const { properties } of items.oneOf) expect(properties.prompt).toMatchObject({ minProperties: 1 });
});

test('a step has the same fields in both, so has what is predicted', () => {
  const step = shipped('step');
  expect(Object.keys(step.properties).toSorted()).toEqual(Object.keys(stepSchema.entries).toSorted());
  const predict = step.properties['predict']!;
  const read = stepSchema.entries.predict.wrapped.entries;
  expect(Object.keys(predict.properties).toSorted()).toEqual(Object.keys(read).toSorted());
  expect(predict.required.toSorted()).toEqual(Object.keys(read).toSorted());
  expect([step.additionalProperties, predict.additionalProperties]).toEqual([false, false]);
});

test('the JSON Schema of questions is what the parser makes of itself', () => {
  // `npm run schemas` writes it.
  expect(shipped('quiz')).toEqual(JSON.parse(JSON.stringify(quizJsonSchema())));
});

test('a condition can be referred to, and has every check', () => {
  const { $defs } = shipped('quiz') as unknown as { readonly $defs: { readonly check: JsonSchema } };
  expect(Object.keys($defs.check.properties)).toEqual(checkNames);
});
