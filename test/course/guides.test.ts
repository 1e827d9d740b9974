/** The guides for authors, taken at their word: what they tell one to write is a course in which `check` finds no problem. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkNames } from '../../src/course/checks.ts';
import { questionKinds } from '../../src/course/questions/kinds.ts';
import { readCourse } from '../../src/disk/read-course.ts';
import { hasPython } from '../../src/commands/prove-python.ts';
import { cli } from '../commands/cli.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const guide = (name: string): string => readFileSync(join(REPOSITORY, name, 'README.md'), 'utf8');
const LESSONS = guide('lessons');
const QUIZZES = guide('quizzes');

/** A line with a path in backticks, then a fenced block; a word behind the path says below which key it belongs. */
const FILE = /^`((?:lessons|quizzes)\/[^`\s]+)(?: (\w+))?`\n\n(`{3,})\w+\n([^]*?)^\3$/gm;

/** What the guides have one write, by path. Blocks of the same path stand below one another. */
function filesOf(...guides: readonly string[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [, path, key, , text] of guides.flatMap((each) => [...each.matchAll(FILE)])) {
    const before = files.get(path!) ?? '';
    files.set(path!, key === undefined ? before + text! : before.replace(`\n${key}:\n`, (line) => line + text!));
  }
  return files;
}

const folder = mkdtempSync(join(tmpdir(), 'async-tutor-guides-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function courseOf(name: string, files: ReadonlyMap<string, string>): string {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return join(folder, name);
}

const course = courseOf('course', filesOf(LESSONS, QUIZZES));

interface Report {
  readonly ok: boolean;
  readonly problems: readonly object[];
  readonly counts: { readonly kinds: object; readonly lessons: number; readonly exercises: number };
}

async function check(...options: readonly string[]): Promise<Report> {
  const { stdout } = await cli(['check', course, '--json', ...options], { PATH: process.env['PATH'] });
  return JSON.parse(stdout) as Report;
}

test('what the guides have one write is a course without a problem, with every kind of question', async () => {
  const { ok, problems, counts } = await check();
  expect(problems).toEqual([]);
  expect(ok).toBe(true);
  expect(Object.keys(counts.kinds).toSorted()).toEqual(questionKinds.toSorted());
  expect(counts).toMatchObject({ lessons: 1, exercises: 2 });
});

test.skipIf(!hasPython())('its Python twin does the same', { timeout: 100_000 }, async () => {
  expect(await check('--python')).toMatchObject({ problems: [], counts: { python: 1 } });
});

test('it is made with every check but that of an error, and with every step', () => {
  const { value } = readCourse(course);
  const [chapter] = value.chapters;
  const checks = [
    ...Object.values(chapter!.exercises).flatMap((exercise) => exercise.checks),
    ...chapter!.questions.flatMap((question) => ('checks' in question ? question.checks : [])),
  ];
  const used = new Set(checks.flatMap((each) => Object.keys(each)));
  expect(checkNames.filter((name) => !used.has(name))).toEqual(['error']);
  const blocks = chapter!.lessons.flatMap(({ screens: { en } }) => en!).flatMap((screen) => screen.blocks);
  const steps = blocks.flatMap((block) => (block.kind === 'step' ? [block.step.kind] : []));
  expect([...new Set(steps)]).toEqual(['predict', 'run', 'investigate', 'modify', 'make']);
});

test('the lesson stands without any question but the one that it asks', () => {
  const files = new Map(filesOf(LESSONS));
  expect(readCourse(courseOf('lessons-only', files)).problems).toMatchObject([
    { file: 'lessons/01-two-machines/1-laundry.en.md', what: 'There is no question `who-was-first`.' },
  ]);
});

test('the guide has a row for every check, and the other one a row and a heading for every kind', () => {
  for (const name of checkNames) expect(LESSONS).toMatch(new RegExp(`^\\| \`${name}: `, 'm'));
  for (const kind of questionKinds) {
    expect(QUIZZES).toMatch(new RegExp(`^\\| \`${kind}\` \\|`, 'm'));
    expect(QUIZZES).toContain(`\n## ${kind}\n`);
  }
});
