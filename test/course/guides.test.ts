/** The guides for authors, taken at their word: what they tell one to write is a course in which `check` finds no problem. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Check, checkNames, firstFinding } from '../../src/course/checks.ts';
import { MAX_COLUMNS, MAX_LINES } from '../../src/course/program-bounds.ts';
import { questionKinds } from '../../src/course/questions/kinds.ts';
import { factsOf } from '../../src/course/run-facts.ts';
import { readCourse } from '../../src/disk/read-course.ts';
import { hasPython } from '../../src/commands/prove-python.ts';
import { proseLines } from '../../src/text/prose.ts';
import { wrapSpans } from '../../src/text/wrap.ts';
import { runInSandbox } from '../sandbox/run-in-sandbox.ts';
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

test('it is made with every check but those of an error and of groups, and with every step', () => {
  const { value } = readCourse(course);
  const [chapter] = value.chapters;
  const checks = [
    ...Object.values(chapter!.exercises).flatMap((exercise) => exercise.checks),
    ...chapter!.questions.flatMap((question) => ('checks' in question ? question.checks : [])),
  ];
  const used = new Set(checks.flatMap((each) => Object.keys(each)));
  expect(checkNames.filter((name) => !used.has(name))).toEqual(['error', 'grouped']);
  const blocks = chapter!.lessons.flatMap(({ screens: { en } }) => en!).flatMap((screen) => screen.blocks);
  const steps = blocks.flatMap((block) => (block.kind === 'step' ? [block.step.kind] : []));
  expect([...new Set(steps)]).toEqual(['predict', 'run', 'investigate', 'modify', 'make']);
});

test('its screens, whys and programs keep to the sizes that the guide gives', () => {
  const { value } = readCourse(course);
  const [chapter] = value.chapters;
  for (const { heading, blocks } of chapter!.lessons.flatMap(({ screens: { en } }) => en!)) {
    const steps = blocks.flatMap((block) => (block.kind === 'step' ? [block.step] : []));
    const own = steps.filter(({ kind }) => kind !== 'predict' && kind !== 'run');
    expect(proseLines(blocks, 70, () => '3.25 s').length, heading).toBeLessThanOrEqual(own.length > 0 ? 8 : 14);
    if (own.length > 0) expect(steps).toHaveLength(1);
    for (const step of steps)
      if (step.kind === 'predict')
        expect(wrapSpans([{ text: step.why, look: 'plain' }], 70).length).toBeLessThanOrEqual(5);
  }
  const sources = [...filesOf(LESSONS, QUIZZES)].filter(([path]) => /\.(?:ts|js|py)$/.test(path));
  for (const [path, source] of sources) {
    const lines = source.trimEnd().split('\n');
    expect(lines.length, path).toBeLessThanOrEqual(23);
    for (const line of lines) expect(line.length, `${path}: ${line}`).toBeLessThanOrEqual(60);
  }
});

/** A program in which what the table says of the checks can be seen. */
const SEEN = `import { coroutine, createTask, run, sleep, taskGroup, waitFor } from "asyncio";
const wash = coroutine(async (s) => { await sleep(s); }, "wash");
const dry = async () => { await null; };
const dryer = coroutine(async () => { console.log("dry"); }, "dryer");
const main = coroutine(async () => {
  console.error("not here");
  console.log(\`seen: Semaphore\`);
  await wash(1); // awaited: no task. setTimeout
  const shirts = createTask(wash(2), { name: "shirts" });
  await shirts;
  await dry();
  const late = createTask(wash(9));
  try { await waitFor(late, 1); } catch (error) { console.log("late"); }
  await taskGroup(async (group) => { group.createTask(dryer()); group.createTask(dryer()); });
  createTask(wash(8), { name: "towels" });
  await sleep(0);
}, "main");
await run(main());
`;

test('what the table says of checks is so in a real run', async () => {
  const facts = factsOf((await runInSandbox(SEEN)).events);
  const finds = (check: Check): string | null => firstFinding([check], facts, SEEN)?.is ?? null;
  const holding: readonly Check[] = [
    { output: 'seen: Semaphore\nlate\ndry\ndry' },
    {
      keeps: {
        lines:
          'const dry = async () => {await null;};\n\nconst dryer = coroutine(async () => { console.log("dry"); }, "dryer");',
        prints: ['dry'],
      },
    },
    { grouped: 2 },
    { seconds: 4.04 },
    // main, shirts, late, towels and two in the group; not the coroutine that is only awaited, nor the plain async function.
    { tasks: { atLeast: 6, atMost: 6 } },
    // The towels; not what waitFor cancelled.
    { pending: 1 },
    { overlap: ['main', 'shirts'] },
    { overlap: ['wash', 'wash'] },
    { neverOverlap: ['wash'] },
    { atMostAtOnce: { coroutine: 'wash', n: 1 } },
    { uses: ['Semaphore', 'createTask'] },
    { avoids: ['setTimeout', 'create'] },
  ];
  expect(holding.filter((check) => finds(check) !== null).map((check) => [check, finds(check)])).toEqual([]);
  const failing: readonly Check[] = [
    { prints: ['seen'] },
    { grouped: 3 },
    { keeps: { lines: 'const dry = async () => { await null; };', prints: ['dry'] } },
    { keeps: { lines: 'const dry = async () => { await null; };\nconst main = 0;' } },
    { order: ['late', 'late'] },
    { seconds: { atLeast: 4.06 } },
    { overlap: ['main', 'egg'] },
    { neverOverlap: ['egg'] },
    { atMostAtOnce: { coroutine: 'egg', n: 9 } },
  ];
  expect(failing.filter((check) => finds(check) === null)).toEqual([]);
});

test('the guides give the bounds of the editor', () => {
  expect(LESSONS).toContain(`The editor holds ${MAX_LINES} lines`);
  expect(LESSONS).toContain(`of ${MAX_COLUMNS} characters`);
  expect(QUIZZES).toContain(`${MAX_LINES} lines of ${MAX_COLUMNS} characters`);
});

test('the judge of the guide says what its list has words for, and nothing of a right program', async () => {
  const [, yaml = '', source = ''] = /### A judge\n[^]*?```yaml\n([^]*?)```\n\n```ts\n([^]*?)```/.exec(LESSONS)!;
  const said = async (program: string): Promise<readonly string[]> => {
    const { events } = await runInSandbox(`${program}\n;\n${source}`);
    return factsOf(events).lines.map(({ text }) => text);
  };
  expect(await said('const ready = [];\nfunction callSoon(callback) { ready.push(callback); }')).toEqual([]);
  expect(await said('function callSoon(callback) { callback(); }')).toEqual(['hidden test: called before the turn']);
  expect((await said(''))[0]).toMatch(/^hidden test: broke off: ReferenceError/);
  for (const line of ['called before the turn', 'broke off']) expect(yaml).toContain(`${line}: { en: `);
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
