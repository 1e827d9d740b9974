/** Every snippet of the lessons, in the sandbox, ends as its chapter says: output, seconds, status, warnings, error. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCourse } from '../../src/disk/read-course.ts';
import { runInSandbox } from './run-in-sandbox.ts';

const { value: course } = readCourse(resolve(import.meta.dirname, '../..'));

describe.concurrent('the lessons’ programs', () => {
  for (const chapter of course.chapters) {
    for (const { fileName, source, expected } of Object.values(chapter.programs)) {
      test(`${chapter.id}/${fileName}`, async () => {
        const ran = await runInSandbox(source, { fileName });
        const { error, at } = ran.end;
        const found = {
          output: ran.output,
          seconds: at,
          status: ran.status,
          warnings: ran.of('warning').map(({ saying, message }) => saying?.code ?? message),
          error: error === null ? undefined : `${error.name}: ${error.message}`,
        };
        const { native: _native, ...own } = expected;
        expect(found).toMatchObject(own);
        // What the chapter leaves out is not left unsaid.
        expect(expected.output).toBeDefined();
        expect(expected.seconds).toBeDefined();
        expect(expected.status).toBeDefined();
        expect(found.error).toBe(expected.error);
        expect(found.warnings).toEqual(expected.warnings ?? []);
      });
    }
  }
});

test('there are lessons to run', () => {
  expect(course.chapters.flatMap((chapter) => Object.keys(chapter.programs)).length).toBeGreaterThanOrEqual(10);
});
