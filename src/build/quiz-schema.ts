/**
 * The JSON Schema of a file of questions, made from what the parser itself checks; what a part's message says to write is
 * its description. `npm run schemas` writes it into `lessons/schema/`, where editors and a test read it.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import { checkSchema } from '../course/checks.ts';
import { quizSchema } from '../course/parse-quiz.ts';

export function quizJsonSchema(): object {
  const schema = toJsonSchema(quizSchema, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    // chapter.schema.json refers to it.
    definitions: { check: checkSchema },
    overrideSchema: ({ valibotSchema, jsonSchema }) => {
      const { message } = valibotSchema as { readonly message?: unknown };
      return typeof message === 'string' && jsonSchema.description === undefined
        ? { ...jsonSchema, description: message }
        : undefined;
    },
  });
  return { ...schema, title: 'quizzes/NN-name.yaml: the questions of a chapter' };
}
