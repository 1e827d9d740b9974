/** `check` over courses made of files, each with one mistake: it is told where, what, and what to write. */
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { childrenOf, cli, ended, isAlive, start, until } from './cli.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'async-tutor-check-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const SLEEP = `import { coroutine, run, sleep } from 'asyncio';
const main = coroutine(async () => { await sleep(2); console.log('up'); }, 'main');
await run(main());
`;
const lesson = `---
id: first
title: First
minutes: 5
objectives: [see]
---
## One
Look.

\`\`\`tutor
run: nap.ts
\`\`\`

\`\`\`tutor
investigate: how-long
\`\`\`

\`\`\`tutor
modify: shorter
\`\`\`
`;
const CHAPTER = `id: one
title: { en: One }
lessons: [first]
snippets:
  nap.ts: { output: "up\\n", seconds: 2, status: done, warnings: [], native: { output: "up\\n", seconds: 1 } }
exercises:
  shorter:
    starter: shorter.starter.ts
    solution: shorter.solution.ts
    hints: [{ en: Sleep for less. }]
    checks: [{ seconds: 1 }]
`;
const QUIZ = `- id: how-long
  kind: predict-time
  prompt: { en: How long? }
  program: nap.ts
  see: first/1
  why: { en: It sleeps. }
- id: mend
  kind: fix-the-program
  prompt: { en: Mend it. }
  starter: shorter.starter.ts
  solution: shorter.solution.ts
  checks: [{ seconds: 1 }]
  why: { en: It sleeps for less. }
`;

/** A sound course in one language. */
const SOUND: { readonly [path: string]: string } = {
  'lessons/course.yaml': 'title: { en: Course }\n',
  'lessons/01-one/chapter.yaml': CHAPTER,
  'lessons/01-one/1-first.en.md': lesson,
  'lessons/01-one/nap.ts': SLEEP,
  'lessons/01-one/nap.native.js': 'setTimeout(() => console.log("up"), 1000);\n',
  'lessons/01-one/shorter.starter.ts': SLEEP,
  'lessons/01-one/shorter.solution.ts': SLEEP.replace('sleep(2)', 'sleep(1)'),
  'quizzes/01-one.yaml': QUIZ,
};

let courses = 0;

function courseWith(changes: { readonly [path: string]: string | null }): string {
  const folder = join(ROOT, String(courses++));
  for (const [path, text] of Object.entries({ ...SOUND, ...changes })) {
    if (text === null) continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

interface Report {
  readonly ok: boolean;
  readonly counts: object;
  readonly problems: readonly {
    readonly file: string;
    readonly line: number;
    readonly what: string;
    readonly mend: string;
  }[];
}

async function check(changes: {
  readonly [path: string]: string | null;
}): Promise<Report & { readonly status: number | null }> {
  const { stdout, code } = await cli(['check', courseWith(changes), '--json']);
  return { ...(JSON.parse(stdout) as Report), status: code };
}

test('a sound course is proved, and what was looked at is counted', async () => {
  expect(await check({})).toEqual({
    status: 0,
    ok: true,
    counts: {
      chapters: 1,
      lessons: 1,
      exercises: 1,
      questions: 2,
      kinds: { 'predict-time': 1, 'fix-the-program': 1 },
      misconceptions: { met: 0, listed: 0 },
      languages: { en: 1 },
      snippets: 7,
    },
    problems: [],
  });
});

const QUIZ_FILE = 'quizzes/01-one.yaml';
const CHAPTER_FILE = 'lessons/01-one/chapter.yaml';

test('a solution may be meant to fail: a check of its error is enough, as in the tutor', async () => {
  const fails = SLEEP.replace('await sleep(2)', 'throw new Error("no bed")');
  const { problems } = await check({
    [CHAPTER_FILE]: CHAPTER.replace('[{ seconds: 1 }]', '[{ error: no bed }]'),
    [QUIZ_FILE]: QUIZ.replace('[{ seconds: 1 }]', '[{ error: no bed }]'),
    'lessons/01-one/shorter.solution.ts': fails,
  });
  expect(problems).toEqual([]);
});
test('of a program that measures the machine, its text is compared, but not its seconds nor its numbers', async () => {
  // On the virtual clock it would say 0: every look at its watch would be a microsecond.
  const measures = `import { processTime } from "time";
const from = processTime();
for (let n = 0; n < 3e7; n++);
console.log(processTime() - from > 0.001 ? "took 0.25 s" : "nothing is measured");
`;
  const snippets = 'nap.ts: { measured: true, output: "took 1 s\\n", seconds: 9, status: done, warnings: [] }';
  const changes = {
    [CHAPTER_FILE]: CHAPTER.replace(/nap\.ts: .*/, snippets),
    [QUIZ_FILE]: QUIZ.slice(QUIZ.indexOf('- id: mend')),
    'lessons/01-one/1-first.en.md': lesson.replace('investigate: how-long', 'investigate: mend'),
    'lessons/01-one/nap.ts': measures,
    'lessons/01-one/nap.native.js': null,
  };
  expect((await check(changes)).problems).toEqual([]);
  const wrong = { ...changes, 'lessons/01-one/nap.ts': measures.replace('took', 'needs') };
  expect((await check(wrong)).problems).toMatchObject([{ what: expect.stringContaining('Its output is "needs') }]);
});

describe.concurrent('a problem', { timeout: 100_000 }, () => {
  test.each([
    [
      'another output',
      { [CHAPTER_FILE]: CHAPTER.replace('"up\\n"', '"down\\n"') },
      'lessons/01-one/nap.ts',
      1,
      'Its output is "up\\n", but chapter.yaml says "down\\n".',
    ],
    [
      'other seconds',
      { [CHAPTER_FILE]: CHAPTER.replace('seconds: 2', 'seconds: 3') },
      'lessons/01-one/nap.ts',
      1,
      'It takes 2 s, but chapter.yaml says 3.',
    ],
    [
      'another status',
      { [CHAPTER_FILE]: CHAPTER.replace('status: done', 'status: deadlock') },
      'lessons/01-one/nap.ts',
      1,
      'Its status is "done"',
    ],
    [
      'a twin that does something else',
      { [CHAPTER_FILE]: CHAPTER.replace('seconds: 1 } }', 'seconds: 7 } }') },
      'lessons/01-one/nap.native.js',
      1,
      'It takes 1 s, but chapter.yaml says 7.',
    ],
    [
      'a program that does not run',
      { 'lessons/01-one/nap.ts': 'await (;\n' },
      'lessons/01-one/nap.ts',
      1,
      'Its status is "rejected"',
    ],
    [
      'a starter that passes already',
      { 'lessons/01-one/shorter.starter.ts': SLEEP.replace('sleep(2)', 'sleep(1)') },
      'lessons/01-one/shorter.starter.ts',
      1,
      'This starter passes all checks already.',
    ],
    [
      'a solution that does not pass',
      { 'lessons/01-one/shorter.solution.ts': SLEEP },
      'lessons/01-one/shorter.solution.ts',
      1,
      'This solution does not pass',
    ],
    [
      'a solution that does not pass a question',
      { [QUIZ_FILE]: QUIZ.replace('seconds: 1', 'seconds: 9') },
      QUIZ_FILE,
      7,
      'Of `mend`, shorter.solution.ts is not found right',
    ],
    [
      'a question that is not there',
      { [QUIZ_FILE]: QUIZ.replace('id: how-long', 'id: how-short') },
      'lessons/01-one/1-first.en.md',
      15,
      'There is no question `how-long`.',
    ],
    [
      'an exercise that is not there',
      { [CHAPTER_FILE]: CHAPTER.replace('  shorter:', '  longer:') },
      'lessons/01-one/1-first.en.md',
      19,
      'There is no exercise `shorter`.',
    ],
    [
      'a starter that is not there',
      { 'lessons/01-one/shorter.starter.ts': null },
      CHAPTER_FILE,
      8,
      'There is no file `shorter.starter.ts`.',
    ],
    [
      'a hint in no language',
      { [CHAPTER_FILE]: CHAPTER.replace('en: Sleep', 'zh: Sleep') },
      CHAPTER_FILE,
      10,
      'There is no text in en.',
    ],
    [
      'a screen that is not there',
      { [QUIZ_FILE]: QUIZ.replace('first/1', 'first/9') },
      QUIZ_FILE,
      5,
      'Lesson `first` has 1 screens.',
    ],
    [
      'a lesson that is not there',
      { [QUIZ_FILE]: QUIZ.replace('first/1', 'last/1') },
      QUIZ_FILE,
      5,
      'There is no lesson `last`.',
    ],
    [
      'questions of no chapter',
      { 'quizzes/02-two.yaml': QUIZ },
      'quizzes/02-two.yaml',
      1,
      'There is no chapter of this name.',
    ],
    [
      'a stray program',
      { 'lessons/01-one/stray.ts': SLEEP },
      'lessons/01-one/stray.ts',
      1,
      'chapter.yaml does not name this snippet.',
    ],
  ] as readonly (readonly [string, { readonly [path: string]: string | null }, string, number, string])[])(
    'is %s',
    async (_, changes, file, line, what) => {
      const { ok, status, problems } = await check(changes);
      expect({ ok, status }).toEqual({ ok: false, status: 1 });
      const told = problems.find((problem) => problem.what.includes(what));
      expect(told, JSON.stringify(problems)).toMatchObject({ file, line });
      expect(told!.mend).not.toBe('');
    },
  );
});

test('for a person it says the same in lines, in the language asked for', async () => {
  const folder = courseWith({ [CHAPTER_FILE]: CHAPTER.replace('seconds: 2', 'seconds: 3') });
  const { stdout, code } = await cli(['check', folder, '--lang', 'zh']);
  expect(code).toBe(1);
  expect(stdout).toContain('lessons/01-one/nap.ts:1: It takes 2 s, but chapter.yaml says 3.\n    Mend the program');
  expect(stdout).toContain('1 章，1 课（en 1），1 个练习，2 道题');
  expect(stdout).toContain('2 个问题。');
});

test('escape sequences of a foreign course do not reach the terminal', async () => {
  const yaml = 'title: { en: Course }\n"\\e[31mRED\\e[0m\\a\\u009b2J\\nlessons/x.ts:1: No": 1\n';
  const folder = courseWith({ 'lessons/course.yaml': yaml });
  const outputs = await Promise.all([
    cli(['check', folder]),
    cli(['check', folder, '--json']),
    cli(['progress', '--course', folder, '--data', join(ROOT, 'data')]),
  ]);
  for (const { stdout, stderr } of outputs) {
    // eslint-disable-next-line no-control-regex
    expect(stdout + stderr).not.toMatch(/(?!\n)[\u0000-\u001f\u007f-\u009f]/);
    expect(stdout + stderr).toContain('RED');
    expect(stdout + stderr).not.toMatch(/^lessons\/x/m);
  }
  expect(outputs[0]!.stdout).toContain('␛[31mRED');
});

test('a list as the name of a field is told as a problem, and nothing else is said of it', async () => {
  const folder = courseWith({ [CHAPTER_FILE]: `${CHAPTER}? [a]\n: 1\n` });
  const { stdout, stderr } = await cli(['check', folder]);
  expect(stderr).toBe('');
  expect(stdout).toContain(`${CHAPTER_FILE}:12: The name of a field is a list or a block here.`);
});

test('a folder that is no course is a usage error', async () => {
  const { stderr, code } = await cli(['check', join(ROOT, 'nowhere')]);
  expect(code).toBe(2);
  expect(stderr).toContain('there is no folder');
});

const NAP = 'lessons/01-one/nap.ts';
/** A chapter with one program, so that a check is quick. */
const SMALL: { readonly [path: string]: string | null } = {
  [CHAPTER_FILE]: CHAPTER.replace(/, native.*/, ' }').replace(/exercises:[^]*/, ''),
  'lessons/01-one/1-first.en.md': lesson.replace(/```tutor\ninvestigate[^]*/, ''),
  'lessons/01-one/nap.native.js': null,
  'lessons/01-one/shorter.starter.ts': null,
  'lessons/01-one/shorter.solution.ts': null,
  [QUIZ_FILE]: null,
};

/** What a watching `check` has said so far, one report after another. */
class Watching {
  readonly folder: string;
  readonly child: ReturnType<typeof start>;
  readonly ended: ReturnType<typeof ended>;
  #reports = 0;
  #said = '';
  #heard: () => void = () => {};

  constructor() {
    this.folder = courseWith(SMALL);
    this.child = start(['check', this.folder, '--watch', '--json', '--lang', 'en']);
    this.child.stdout.on('data', (chunk: Buffer) => {
      this.#said += chunk.toString();
      this.#heard();
    });
    this.ended = ended(this.child);
  }

  /** The problems of the first report from now on whose problems are as wanted: changes may come in several. */
  async problems(isWanted: (problems: readonly string[]) => boolean): Promise<void> {
    for (;;) {
      const lines = this.#said.split('\n').slice(0, -1);
      for (; this.#reports < lines.length; this.#reports++) {
        const { problems } = JSON.parse(lines[this.#reports]!) as Report;
        const told = problems.map(({ file, what }) => `${file}: ${what}`);
        if (!isWanted(told)) continue;
        this.#reports++;
        return;
      }
      await new Promise<void>((resume) => (this.#heard = resume));
    }
  }

  isSound(): Promise<void> {
    return this.problems((problems) => problems.length === 0);
  }

  has(what: string): Promise<void> {
    return this.problems((problems) => problems.some((each) => each.includes(what)));
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  path(path: string): string {
    return join(this.folder, path);
  }

  /** Those that run programs now, as soon as there is one. */
  async processes(): Promise<readonly number[]> {
    let children: readonly number[] = [];
    await until(() => (children = childrenOf(this.child.pid!)).length > 0 || process.platform !== 'linux');
    return children;
  }

  interrupt(): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
    this.child.kill('SIGINT');
    return this.ended;
  }
}

describe.concurrent('while it watches', () => {
  test('a mistake is told once it is made, and no more once it is mended; ^C ends it and all of its processes', async () => {
    const watching = new Watching();
    await watching.isSound();
    watching.write(NAP, SLEEP.replace("'up'", "'down'"));
    await watching.has('nap.ts: Its output is "down\\n"');
    watching.write(NAP, SLEEP);
    await watching.isSound();
    // In the middle of a check.
    watching.write(NAP, `${SLEEP}// once more\n`);
    const children = await watching.processes();
    expect(await watching.interrupt()).toMatchObject({ code: null, signal: 'SIGINT' });
    await until(() => !children.some(isAlive));
  });

  test('a file may be taken away and come again, and be replaced by another one, as editors do', async () => {
    const watching = new Watching();
    await watching.isSound();
    rmSync(watching.path(NAP));
    await watching.has('nap.ts');
    watching.write(NAP, SLEEP);
    await watching.isSound();
    watching.write('lessons/01-one/nap.ts~', SLEEP.replace("'up'", "'down'"));
    renameSync(watching.path('lessons/01-one/nap.ts~'), watching.path(NAP));
    await watching.has('nap.ts: Its output is "down\\n"');
    await watching.interrupt();
  });

  test('what is written during a check leads to another one', async () => {
    const watching = new Watching();
    await watching.isSound();
    for (let time = 0; time < 50; time++) watching.write(NAP, SLEEP.replace("'up'", `'${time}'`));
    await watching.has('nap.ts: Its output is "49\\n"');
    watching.write(NAP, SLEEP);
    await watching.processes();
    watching.write(NAP, SLEEP.replace("'up'", "'again'"));
    await watching.has('nap.ts: Its output is "again\\n"');
    await watching.interrupt();
  });

  test('chapters and quizzes that are added are watched too', async () => {
    const watching = new Watching();
    await watching.isSound();
    const [first, ...others] = QUIZ.split(/^(?=- id)/m);
    expect(others).toHaveLength(1);
    watching.write(QUIZ_FILE, first!.replace('see: first/1', 'see: first/9'));
    await watching.has('Lesson `first` has 1 screens.');
    watching.write(QUIZ_FILE, first!);
    await watching.isSound();
    const second = (text: string): string => text.replace('id: one', 'id: two').replaceAll('first', 'second');
    watching.write('lessons/02-two/chapter.yaml', second(SMALL[CHAPTER_FILE]!));
    await watching.has('lessons/02-two');
    watching.write('lessons/02-two/1-second.en.md', second(SMALL['lessons/01-one/1-first.en.md']!));
    watching.write('lessons/02-two/nap.ts', SLEEP);
    await watching.isSound();
    watching.write('lessons/02-two/nap.ts', SLEEP.replace("'up'", "'down'"));
    await watching.has('02-two/nap.ts: Its output is');
    await watching.interrupt();
  });

  test('the whole course may go and come again', async () => {
    const watching = new Watching();
    await watching.isSound();
    renameSync(watching.folder, `${watching.folder}-away`);
    await watching.has('lessons');
    cpSync(`${watching.folder}-away`, watching.folder, { recursive: true });
    await watching.isSound();
    watching.write(NAP, SLEEP.replace("'up'", "'down'"));
    await watching.has('nap.ts: Its output is "down\\n"');
    await watching.interrupt();
  });
});
