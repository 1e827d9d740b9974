import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { COURSE_LIMITS, readCourse } from '../../src/disk/read-course.ts';

const SHIPPED = fileURLToPath(new URL('../..', import.meta.url));
const CHAPTER = 'lessons/07-running-a-coroutine';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'course-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const copyShipped = (): void => {
  for (const part of ['lessons', 'quizzes']) cpSync(join(SHIPPED, part), join(folder, part), { recursive: true });
};
const put = (path: string, content: string | Uint8Array): void => writeFileSync(join(folder, path), content);

test('the shipped course is read from a folder', () => {
  copyShipped();
  const { value, problems } = readCourse(folder);
  expect(problems).toEqual([]);
  expect(value.chapters.map((chapter) => chapter.id)).toContain('running-a-coroutine');
});

test('a folder that is not there, or has no lessons, is a problem', () => {
  expect(readCourse(join(folder, 'nowhere')).problems[0]).toMatchObject({
    file: 'lessons',
    what: expect.stringContaining('ENOENT'),
  });
  expect(readCourse(folder).value.chapters).toEqual([]);
});

test('a file among the folders, and folders among the files, are problems or nothing', () => {
  put('lessons', 'x');
  expect(readCourse(folder).problems[0]).toMatchObject({ file: 'lessons', what: expect.stringContaining('ENOTDIR') });
});

test('a problem names the file from the course folder on', () => {
  copyShipped();
  put(`${CHAPTER}/chapter.yaml`, 'id: 5\n');
  expect(readCourse(folder).problems).toContainEqual(
    expect.objectContaining({ file: `${CHAPTER}/chapter.yaml`, line: 1 }),
  );
});

test('what a README says to authors is none of the course, whatever is in it', () => {
  copyShipped();
  const size = readCourse(folder).value;
  for (const place of ['lessons', 'quizzes', CHAPTER]) put(`${place}/README.md`, new Uint8Array([0xff, 0x2d]));
  put(`${CHAPTER}/readme.md`, 'keys: 1\ufe0f\u20e3\n');
  expect(readCourse(folder)).toEqual({ value: size, problems: [] });
});

test('other files, hidden files and folders inside a chapter are not read', () => {
  copyShipped();
  put(`${CHAPTER}/picture.png`, new Uint8Array([0xff, 0xd8]));
  put(`${CHAPTER}/.1-calling.en.md.swp`, 'x');
  put('lessons/.course.yaml', 'x');
  mkdirSync(join(folder, CHAPTER, 'deeper'));
  put(`${CHAPTER}/deeper/x.md`, 'x');
  expect(readCourse(folder).problems).toEqual([]);
});

test.skipIf(process.platform === 'win32')('a link out of the course is not followed', () => {
  copyShipped();
  put('secret.ts', '');
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  try {
    writeFileSync(join(outside, 'secret.md'), 'secret');
    mkdirSync(join(outside, '98-secret'));
    symlinkSync(join(outside, 'secret.md'), join(folder, CHAPTER, '5-secret.en.md'));
    symlinkSync(join(outside, '98-secret'), join(folder, 'lessons/98-secret'));
    const { problems } = readCourse(folder);
    expect(problems.map(({ file, what }) => [file, what])).toEqual([
      [`${CHAPTER}/5-secret.en.md`, 'This cannot be read: it leads out of the course.'],
      ['lessons/98-secret', 'This cannot be read: it leads out of the course.'],
    ]);
  } finally {
    rmSync(outside, { recursive: true });
  }
});

test.skipIf(process.platform === 'win32')('a link inside the course, and to a course folder, is followed', () => {
  copyShipped();
  const numbers = () => readCourse(folder).value.chapters.map((chapter) => chapter.number);
  const before = numbers();
  symlinkSync(join(folder, 'lessons', '07-running-a-coroutine'), join(folder, 'lessons', '99-again'));
  expect(numbers()).toEqual([...before, 99]);
});

test.skipIf(process.platform === 'win32')('a named pipe does not make it wait', () => {
  copyShipped();
  execFileSync('mkfifo', [join(folder, CHAPTER, 'pipe.md')]);
  expect(readCourse(folder).problems).toEqual([
    expect.objectContaining({ file: `${CHAPTER}/pipe.md`, what: 'This is no ordinary file.' }),
  ]);
});

test('a folder with the name of a file is a problem', () => {
  copyShipped();
  mkdirSync(join(folder, CHAPTER, 'x.md'));
  expect(readCourse(folder).problems).toEqual([
    expect.objectContaining({ file: `${CHAPTER}/x.md`, what: 'This is a folder, not a file.' }),
  ]);
});

test('a file that is not UTF-8 is a problem', () => {
  copyShipped();
  put(`${CHAPTER}/soon.py`, new Uint8Array([0x70, 0xff, 0xfe]));
  expect(readCourse(folder).problems).toEqual([
    expect.objectContaining({ file: `${CHAPTER}/soon.py`, what: 'This file is not text in UTF-8.' }),
  ]);
});

test('a file that is too large is not read', () => {
  copyShipped();
  put(`${CHAPTER}/soon.py`, ' '.repeat(COURSE_LIMITS.fileBytes + 1));
  expect(readCourse(folder).problems).toEqual([
    expect.objectContaining({
      file: `${CHAPTER}/soon.py`,
      what: `This file has more than ${COURSE_LIMITS.fileBytes} bytes.`,
    }),
  ]);
  put(`${CHAPTER}/soon.py`, ' '.repeat(COURSE_LIMITS.fileBytes));
  expect(readCourse(folder).problems).toEqual([]);
});

test('a course that is too large is cut, and that is said once', () => {
  copyShipped();
  const said = (limits: Partial<typeof COURSE_LIMITS>): readonly string[] =>
    readCourse(folder, { ...COURSE_LIMITS, ...limits })
      .problems.map(({ what }) => what)
      .filter((what) => /too large|are read/.test(what));
  expect(said({ files: 10 })).toEqual(['The course is too large; this file and those after it are not read.']);
  expect(said({ bytes: 5_000 })).toEqual(['The course is too large; this file and those after it are not read.']);
  expect(said({ entries: 5 })[0]).toMatch(/^There are \d+ files in this folder; 5 are read\.$/);
});
