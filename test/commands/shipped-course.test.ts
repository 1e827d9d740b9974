/** The shipped course, proved as authors prove theirs: every snippet and twin, every key, every starter and solution. */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readCourse } from '../../src/disk/read-course.ts';
import { cli } from './cli.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const { value: course } = readCourse(ROOT);

test('no problem is found in it', { timeout: 300_000 }, async () => {
  const { code, stdout } = await cli(['check', ROOT]);
  console.log(stdout);
  expect(stdout).toMatch(/\nNo problem found\.\n$/);
  expect(code).toBe(0);
});

test('of every snippet the chapter says what it prints, how long it takes, how it ends and what is warned of', () => {
  const programs = course.chapters.flatMap((chapter) => Object.values(chapter.programs));
  expect(programs.length).toBeGreaterThanOrEqual(30);
  const unsaid = programs.filter(({ expected: { output, seconds, status, error, warnings } }) => {
    const isWhole = output !== undefined && seconds !== undefined && status !== undefined;
    return !isWhole || (status === 'failed' && error === undefined) || (status !== 'failed' && warnings === undefined);
  });
  expect(unsaid.map(({ fileName }) => fileName)).toEqual([]);
});
