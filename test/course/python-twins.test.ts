/** The Python twins of the shipped snippets, run by the machine's own CPython where it is new enough. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hasPython, provePython } from '../../src/commands/prove-python.ts';
import { readCourse } from '../../src/disk/read-course.ts';

const { value: course } = readCourse(fileURLToPath(new URL('../..', import.meta.url)));

test.skipIf(!hasPython())('the Python twins do what their TypeScript snippets must do', async () => {
  const { ran, problems } = await provePython(course);
  expect(problems).toEqual([]);
  const twins = course.chapters.flatMap((chapter) => Object.values(chapter.programs).flatMap(({ twins: all }) => all));
  expect(ran).toBe(twins.filter(({ language }) => language === 'python').length);
  expect(ran).toBeGreaterThanOrEqual(10);
});

test.skipIf(!hasPython())('a twin that does something else is told of', async () => {
  const wrong = {
    ...course,
    chapters: course.chapters.map((chapter) => ({
      ...chapter,
      programs: Object.fromEntries(
        Object.entries(chapter.programs).map(([name, program]) => {
          return [name, { ...program, expected: { ...program.expected, output: 'other', seconds: 99 } }];
        }),
      ),
    })),
  };
  const { ran, problems } = await provePython(wrong);
  expect(problems).toHaveLength(2 * ran);
  expect(problems[0]).toMatchObject({
    line: 1,
    what: expect.stringContaining('Under Python its output is') as unknown,
  });
});
