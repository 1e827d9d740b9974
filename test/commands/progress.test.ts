/** `async-tutor progress` as scripts and people meet it: what goes to which stream, the exit status, and what is kept. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openProgress } from '../../src/disk/progress-file.ts';
import type { Fact } from '../../src/progress/fact.ts';
import { TestTerminal } from '../journeys/terminal.ts';
import { cli, type Ended } from './cli.ts';

const CHAPTER = 'running-a-coroutine';
const DONE: readonly Fact[] = [
  { type: 'settingChosen', at: 1, name: 'language', value: 'zh' },
  { type: 'lessonFinished', at: 2, chapter: CHAPTER, lesson: 'calling' },
  { type: 'screenSeen', at: 3, chapter: CHAPTER, lesson: 'in-sequence', screen: 1 },
  { type: 'questionAnswered', at: 4, chapter: CHAPTER, question: 'q1', right: false, misconception: 7 },
  { type: 'questionAnswered', at: 5, chapter: CHAPTER, question: 'q2', right: true, misconception: null },
  { type: 'exerciseEdited', at: 6, chapter: CHAPTER, exercise: 'e1', text: 'await sleep(1)' },
  { type: 'placeLeft', at: 7, chapter: CHAPTER, lesson: 'in-sequence', screen: 1 },
];

/** A course that stays as it is, whatever the shipped one becomes. */
const COURSE = mkdtempSync(join(tmpdir(), 'progress-course-'));
afterAll(() => rmSync(COURSE, { recursive: true, force: true }));

const LESSONS = [
  ['calling', 'Calling is not running', '调用不等于运行'],
  ['in-sequence', 'One after the other', '一个接一个'],
  ['as-tasks', 'Two tasks, two seconds', '两个任务，两秒'],
  ['task-group', 'A block that waits for all', '等所有人的块'],
] as const;

function writeCourse(): void {
  const chapter = join(COURSE, 'lessons', `07-${CHAPTER}`);
  mkdirSync(chapter, { recursive: true });
  writeFileSync(join(COURSE, 'lessons/course.yaml'), 'title: { en: A course, zh: 一门课程 }\n');
  const ids = LESSONS.map(([id]) => id).join(', ');
  const head = `id: ${CHAPTER}\ntitle: { en: Running a coroutine, zh: 运行协程 }\nlessons: [${ids}]\n`;
  writeFileSync(join(chapter, 'chapter.yaml'), head);
  LESSONS.forEach(([id, en, zh], index) => {
    for (const [language, title] of [
      ['en', en],
      ['zh', zh],
    ] as const) {
      const screens = [1, 2, 3, 4]
        .slice(0, 4 - (index % 2))
        .map((number) => `## ${number}\n\ntext\n`)
        .join('\n');
      const text = `---\nid: ${id}\ntitle: ${title}\nminutes: 5\nobjectives: [see]\n---\n\n${screens}`;
      writeFileSync(join(chapter, `${index + 1}-${id}.${language}.md`), text);
    }
  });
}
writeCourse();
const ON_COURSE = ['--course', COURSE];

let parent = '';
let folder = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'progress-command-'));
  folder = join(parent, 'data');
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

function did(facts: readonly Fact[] = DONE, where = folder): void {
  openProgress(where, 0).appendAll(facts);
}

function ask(...args: readonly string[]): Promise<Ended> {
  return cli(['progress', ...ON_COURSE, '--data', folder, ...args]);
}

interface Json {
  readonly chapters: readonly { readonly id: string; readonly lessons: readonly object[] }[];
  readonly questions: object;
  readonly settings: object;
  readonly resume: object | null;
  readonly problems: readonly object[];
}

async function json(where = folder): Promise<Json> {
  const { code, stdout, stderr } = await cli(['progress', ...ON_COURSE, '--data', where, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.indexOf('\n')).toBe(stdout.length - 1);
  return JSON.parse(stdout) as Json;
}

function expectUsage({ code, stdout, stderr }: Ended, says: RegExp): void {
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(says);
  expect(stderr).toMatch(/^async-tutor: /);
}

describe('the summary', () => {
  test('of someone who did nothing names every lesson, and makes no folder', async () => {
    const { code, stdout, stderr } = await ask();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Running a coroutine · 0 of 4 lessons finished\n {2}· Calling is not running\n/);
    expect(stdout).toMatch(/Nothing is done yet/);
    expect(readdirSync(parent)).toEqual([]);
  });

  test('says what is finished, begun, answered and typed, and where to go on', async () => {
    did();
    const { stdout } = await ask();
    expect(stdout.split('\n')).toEqual([
      'Running a coroutine · 1 of 4 lessons finished',
      '  ✓ Calling is not running',
      '  ▸ One after the other · screen 2 of 3',
      '  · Two tasks, two seconds',
      '  · A block that waits for all',
      '  2 questions answered, 1 right the last time',
      '  1 exercise begun, 0 solved',
      '',
      'Go on with: One after the other, screen 2',
      `Progress is kept in ${folder}`,
      '',
    ]);
  });

  test('is in Chinese, too', async () => {
    did();
    const { stdout } = await ask('--lang', 'zh');
    expect(stdout).toMatch(/^运行协程 · 共 4 课，学完 1 课\n/);
    expect(stdout).toMatch(/▸ 一个接一个 · 第 2 屏，共 3 屏/);
  });

  test('says on stderr what is wrong with what is kept', async () => {
    did();
    writeFileSync(join(folder, 'progress.jsonl'), 'garbage\n', { flag: 'a' });
    const { code, stdout, stderr } = await ask();
    expect([code, stderr.split('\n').length]).toEqual([0, 2]);
    expect(stderr).toMatch(/A line of .*progress\.jsonl cannot be read \(line 8\).*a copy is in .*progress\.corrupt-/);
    expect(stdout).toMatch(/1 of 4 lessons finished/);
  });

  test.skipIf(process.platform !== 'linux')('looks where the system keeps data, unless it is told where', async () => {
    did(DONE, join(parent, 'async-tutor'));
    const { stdout } = await cli(['progress', ...ON_COURSE], { XDG_DATA_HOME: parent });
    expect(stdout).toMatch(/1 of 4 lessons finished/);
    expect((await cli(['--data', folder, 'progress', ...ON_COURSE], { XDG_DATA_HOME: parent })).stdout).toMatch(
      /0 of 4/,
    );
  });

  test('of another course has its chapters', async () => {
    const course = join(parent, 'course');
    mkdirSync(join(course, 'lessons/01-first'), { recursive: true });
    writeFileSync(join(course, 'lessons/course.yaml'), 'title: { en: Mine }\n');
    writeFileSync(join(course, 'lessons/01-first/chapter.yaml'), 'id: first\ntitle: { en: First }\nlessons: [one]\n');
    writeFileSync(
      join(course, 'lessons/01-first/1-one.en.md'),
      '---\nid: one\ntitle: One\nminutes: 1\nobjectives: [x]\n---\n\n## A\n\ntext\n',
    );
    did([{ type: 'lessonFinished', at: 1, chapter: 'first', lesson: 'one' }]);
    const { stdout, stderr } = await ask('--course', course);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^First · 1 of 1 lesson finished\n {2}✓ One\n/);
  });
});

test('--json is one object: the lessons of the course, and what is known of questions, exercises and settings', async () => {
  did();
  expect(await json()).toEqual({
    version: 1,
    folder,
    chapters: [
      {
        id: CHAPTER,
        lessons: [
          { id: 'calling', screens: 4, furthestScreen: null, isFinished: true },
          { id: 'in-sequence', screens: 3, furthestScreen: 1, isFinished: false },
          { id: 'as-tasks', screens: 4, furthestScreen: null, isFinished: false },
          { id: 'task-group', screens: 3, furthestScreen: null, isFinished: false },
        ],
      },
    ],
    questions: {
      [`${CHAPTER}/q1`]: { timesAnswered: 1, wasRight: false, misconceptions: [7] },
      [`${CHAPTER}/q2`]: { timesAnswered: 1, wasRight: true, misconceptions: [] },
    },
    exercises: { [`${CHAPTER}/e1`]: { text: 'await sleep(1)', isSolved: false } },
    settings: { language: 'zh' },
    resume: { chapter: CHAPTER, lesson: 'in-sequence', screen: 1 },
    problems: [],
  });
});

describe('what is carried away', () => {
  test('comes back elsewhere, once, however often', async () => {
    did();
    const file = join(parent, 'mine.jsonl');
    expect(await ask('--export', file)).toMatchObject({ code: 0, stdout: `7 facts written to ${file}\n`, stderr: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const elsewhere = join(parent, 'elsewhere');
    const bring = () => cli(['progress', '--data', elsewhere, '--import', file]);
    expect(await bring()).toMatchObject({ code: 0, stdout: '7 facts read, 7 of them new\n', stderr: '' });
    const kept = readFileSync(join(elsewhere, 'progress.jsonl'), 'utf8');
    expect(await bring()).toMatchObject({ code: 0, stdout: '7 facts read, 0 of them new\n' });
    expect(readFileSync(join(elsewhere, 'progress.jsonl'), 'utf8')).toBe(kept);
    expect(await json(elsewhere)).toEqual({ ...(await json()), folder: elsewhere });
  });

  test('goes to stdout for -, and names its format first', async () => {
    did();
    const { stdout } = await ask('--export', '-');
    expect(stdout.split('\n')[0]).toBe('{"format":"async-tutor progress","v":1,"facts":7}');
    expect(stdout.split('\n')).toHaveLength(9);
  });

  test('never takes the place of a file, and a folder that is not there is said', async () => {
    did();
    const kept = join(folder, 'progress.jsonl');
    expectUsage(await ask('--export', kept), /there is a file .* already/);
    expect(openProgress(folder, 0).facts).toEqual(DONE);
    const { code, stderr } = await ask('--export', join(parent, 'no/such/file'));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/cannot be written: part of the path is not there/)]);
  });

  test.each([
    ['hello\n', /is no progress that async-tutor exported/],
    ['', /is no progress/],
    ['{"format":"async-tutor progress","v":1,"facts":1}\n{"v":1,"at":-1}\n', /line 2 of .* is broken: `at`/],
    ['{"format":"async-tutor progress","v":1,"facts":1}\n', /ends too early: 0 of 1/],
    ['{"format":"async-tutor progress","v":9,"facts":1}\n\u0000', /exported by a newer async-tutor \(format 9\)/],
  ])('is refused as a whole where it is %j', async (text, says) => {
    did();
    const file = join(parent, 'wrong.jsonl');
    writeFileSync(file, text);
    const { code, stdout, stderr } = await ask('--import', file);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/Nothing was imported/);
    expect(openProgress(folder, 0).facts).toEqual(DONE);
  });

  test('is read through a link, but not from a folder or from nowhere', async () => {
    did();
    const file = join(parent, 'mine.jsonl');
    await ask('--export', file);
    symlinkSync(file, join(parent, 'link'));
    expect((await ask('--import', join(parent, 'link'))).stdout).toBe('7 facts read, 0 of them new\n');
    expectUsage(await ask('--import', parent), /is no ordinary file/);
    expectUsage(await ask('--import', join(parent, 'nothing')), /there is no file/);
  });
});

describe('a reset', () => {
  test('asks for --yes where nobody can be asked', async () => {
    did();
    expectUsage(await ask('--reset'), /--yes/);
    expect(openProgress(folder, 0).facts).toEqual(DONE);
  });

  test('of everything leaves the settings, and what was typed in the file', async () => {
    did();
    expect(await ask('--reset', '--yes')).toMatchObject({ code: 0, stdout: 'You begin again with: everything\n' });
    const after = await json();
    expect(after).toMatchObject({ questions: {}, settings: { language: 'zh' }, resume: null });
    expect(readFileSync(join(folder, 'progress.jsonl'), 'utf8')).toContain('await sleep(1)');
  });

  test('of a chapter or a lesson is that of its id', async () => {
    did();
    await ask('--reset', `${CHAPTER}/in-sequence`, '--yes');
    expect((await ask()).stdout).toMatch(/1 of 4[^]*· One after the other\n/);
    await ask(`--reset=${CHAPTER}`, '--yes');
    expect((await ask()).stdout).toMatch(/0 of 4/);
  });

  test('takes away also what a clock that was wrong dated to the future', async () => {
    did([{ type: 'lessonFinished', at: 8e15, chapter: CHAPTER, lesson: 'calling' }]);
    await ask('--reset', '--yes');
    expect((await ask()).stdout).toMatch(/0 of 4/);
  });

  test('of what is not there names what is', async () => {
    expectUsage(await ask('--reset', 'calling', '--yes'), /Did you mean "running-a-coroutine\/calling"\?[^]*as-tasks/);
    expectUsage(await ask('--reset', `${CHAPTER}x`, '--yes'), /Did you mean "running-a-coroutine"\?/);
  });

  test('that cannot be written is not said to be done', async () => {
    writeFileSync(folder, '');
    const { code, stdout, stderr } = await ask('--reset', '--yes');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/cannot be written/);
  });

  test.each([
    ['y\r', 'You begin again with: everything', /0 of 4/],
    ['\r', 'Nothing was changed', /1 of 4/],
    ['\u0004', 'Nothing was changed', /1 of 4/],
    ['\u0003', 'Nothing was changed', /1 of 4/],
  ])('asks a person, who types %j', async (keys, says, then) => {
    did();
    const terminal = new TestTerminal({ args: ['progress', ...ON_COURSE, '--data', folder, '--reset'] });
    await terminal.shows('Begin again with everything? [y/N]');
    terminal.type(keys);
    await terminal.shows(says);
    expect((await terminal.exited).exitCode).toBe(0);
    expect((await ask()).stdout).toMatch(then);
  });
});

describe('what is typed wrong', () => {
  test('is answered in a sentence', async () => {
    expectUsage(await ask('--json', '--reset'), /one at a time/);
    expectUsage(await ask('extra'), /"extra"/);
    expectUsage(await ask('--reset', 'everything', 'extra'), /"extra"/);
    expectUsage(await ask('--exprot', 'x'), /Did you mean --export\?/);
    expectUsage(await ask('--course', join(parent, 'nowhere')), /there is no folder/);
    expectUsage(await cli(['progres']), /Did you mean "progress"\?/);
  });

  test('--help tells all, in both languages', async () => {
    expect((await ask('--help')).stdout).toMatch(/^Usage: async-tutor progress \[options\]/);
    expect((await ask('--help', '--lang=zh')).stdout).toMatch(/^用法：async-tutor progress/);
    expect((await cli(['--help'])).stdout).toMatch(/^ {2}progress /m);
  });
});
