/**
 * A course that means harm: whatever its files hold, reading it ends, throws nothing, and says what is wrong in a bounded
 * number of words; and nothing of it can drive a terminal. How long it takes is not asked: a test that hangs fails.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCourse } from '../../src/disk/read-course.ts';

const SHIPPED = fileURLToPath(new URL('../..', import.meta.url));
const HOSTILE = '07-running-a-coroutine';
const CHAPTER = `lessons/${HOSTILE}`;
const OTHER = '99-other';
/** Of its front matter, its text, its characters and its steps a file says at most so much. */
const MOST_PROBLEMS = 250;
/** Below the limits of a file and of a line: what is larger is not looked into. */
const LARGE = 100_000;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  for (const part of ['lessons/course.yaml', CHAPTER, `quizzes/${HOSTILE}.yaml`])
    cpSync(join(SHIPPED, part), join(folder, part), { recursive: true });
  put(`lessons/${OTHER}/chapter.yaml`, 'id: other\ntitle: { en: Other, zh: 其他 }\nlessons: [short]\n');
  for (const language of ['en', 'zh'])
    put(
      `lessons/${OTHER}/1-short.${language}.md`,
      '---\nid: short\ntitle: short\nminutes: 1\nobjectives: [see]\n---\n\n## A\n\ntext\n',
    );
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

function check(file: string): void {
  const { value, problems } = readCourse(folder);
  // The other chapter is none the worse for it.
  expect(value.chapters.some((chapter) => chapter.folder === OTHER && chapter.lessons.length > 0)).toBe(true);
  expect(problems.filter((problem) => problem.file.startsWith(file)).length).toBeLessThanOrEqual(MOST_PROBLEMS);
  for (const { what, mend } of problems) expect(what.length + mend.length).toBeLessThan(5_000);
}

const many = (text: string): string => text.repeat(Math.floor(LARGE / text.length));
/** As many lines of a hundred characters. */
const manyLines = (text: string): string => `${text.repeat(Math.ceil(100 / text.length))}\n`.repeat(1_000);

const HOSTILE_TEXTS: readonly (readonly [string, string])[] = [
  ['quotes in quotes', '>'],
  ['lists in lists', '- '],
  ['emphasis that never ends', '*a **a '],
  ['stars and lines', '_*'],
  ['links in links', '[a]('],
  ['pictures in pictures', '!['],
  ['brackets', '['],
  ['references', '[a][b] '],
  ['definitions', '[a]: x\n'],
  ['comments', '<!--'],
  ['tags', '<a '],
  ['tables', '|a|\n|-|\n'],
  ['screens', '## a\n\n'],
  ['rulers', '***\n\n'],
  ['fences', '```\n'],
  ['steps', '```tutor\nrun: x\n```\n'],
  ['front matter', '---\n'],
  ['entities', '&#x'],
  ['escapes', '\\'],
  ['controls', '\u001b[2J\u0000\u202e\u009b'],
  ['line breaks', '\r\n'],
  ['carriage returns', '\r'],
  ['tabs', '\t'],
  ['accents on accents', '\u0301'],
  ['families', '👩‍👩‍👧'],
];

describe.each(HOSTILE_TEXTS)('a lesson of %s', (_, text) => {
  test('in one line, in many, and before its front matter', () => {
    for (const body of [many(text), manyLines(text)]) {
      put(
        `${CHAPTER}/1-calling.en.md`,
        `---\nid: calling\ntitle: x\nminutes: 1\nobjectives: [x]\n---\n\n## A\n\n${body}`,
      );
      check(`${CHAPTER}/1-calling.en.md`);
      put(`${CHAPTER}/1-calling.en.md`, body);
      check(`${CHAPTER}/1-calling.en.md`);
    }
  });
});

const HOSTILE_YAML: readonly (readonly [string, string])[] = [
  [
    'aliases that multiply',
    `a: &a [x]\n${Array.from({ length: 40 }, (_, n) => `b${n}: &b${n} [${'*a,'.repeat(9)}]`).join('\n')}`,
  ],
  [
    'aliases of aliases',
    `a0: &a0 [x]\n${Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n},*a${n}]`).join('\n')}`,
  ],
  ['an alias of itself', 'id: &a [*a]\n'],
  ['a key that is itself', '? &a [*a]\n: *a\n'],
  ['brackets', many('[')],
  ['braces', many('{a: ')],
  ['keys in keys', many('? ')],
  ['the same key', many('id: x\n')],
  ['unknown keys', Array.from({ length: 3_000 }, (_, n) => `key${n}: x`).join('\n')],
  ['wrong items', `id: x\ntitle: { en: x }\nlessons:\n${'  - {}\n'.repeat(8_000)}`],
  ['indentation', Array.from({ length: 400 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
  ['documents', many('---\n')],
  ['anchors', many('&a ')],
  ['tags', many('!!js/function ')],
  ['directives', many('%YAML 1.2\n')],
  ['merges', `a: &a {x: 1}\n${many('<<: *a\n')}`],
  ['a prototype', '__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\n'],
  ['numbers', `id: ${'9'.repeat(LARGE)}`],
  ['dates and binaries', 'id: !!binary ////\ntitle: !!timestamp 9999-99-99\n'],
  ['controls', 'id: "\\e[2J\\0\\u202e"\ntitle: "\u001b]0;x\u0007"\n'],
  ['quotes without end', `id: "${'\\u0000'.repeat(10_000)}`],
  ['nothing', ''],
];

test.each(HOSTILE_YAML)('a chapter of %s', (_, text) => {
  put(`${CHAPTER}/chapter.yaml`, text);
  check(`${CHAPTER}/chapter.yaml`);
  put(`${CHAPTER}/1-calling.en.md`, `---\n${text}\n---\n\n## A\n\ntext\n`);
  check(CHAPTER);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('thousands of lessons are read as far as a course may go, and that is said', () => {
  for (let n = 0; n < 3_000; n++) put(`${CHAPTER}/${n + 10}-x.en.md`, '---\nid: x\n---\n');
  const { problems } = readCourse(folder);
  expect(problems.some(({ what }) => /files in this folder; \d+ are read/.test(what))).toBe(true);
  expect(problems.length).toBeLessThan(10_000);
});

test('folders in folders are not entered, nor folders that contain themselves', () => {
  put(`${CHAPTER}/${'a/'.repeat(400)}x.md`, 'x');
  if (process.platform !== 'win32') symlinkSync(join(folder, CHAPTER), join(folder, CHAPTER, 'again'));
  expect(readCourse(folder).problems).toEqual([]);
});

test('names that would drive a terminal are said harmlessly, or not at all', () => {
  put(`${CHAPTER}/1-\u001b[2J\u202e.en.md`, 'x');
  put(`lessons/08-\u001b]0;x\u0007/chapter.yaml`, 'x');
  const { problems } = readCourse(folder);
  expect(problems.length).toBeGreaterThan(0);
  for (const { what, mend } of problems)
    expect(`${what}${mend}`).not.toMatch(/[\u0000-\u0008\u001b\u007f-\u009f\u202e]/);
});
