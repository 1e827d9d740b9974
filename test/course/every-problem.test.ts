/** A broken course for each text that `check` has for what is wrong: none is unproved. */
import { describe, expect, test } from 'vitest';
import { proveCourse } from '../../src/commands/prove-course.ts';
import { parseCourse } from '../../src/course/parse-course.ts';
import { MAX_COLUMNS, MAX_LINES } from '../../src/course/program-bounds.ts';
import type { Problem } from '../../src/course/problem.ts';
import type { Source } from '../../src/course/questions/question.ts';
import type { RunFacts } from '../../src/course/run-facts.ts';
import { problemTexts } from './problem-texts.ts';

type Files = { readonly [path: string]: string };

const lesson = (language: string): string =>
  `---\nid: first\ntitle: ${language}\nminutes: 5\nobjectives: [see]\n---\n## One\n${language}\n\n` +
  ['run: abc.ts', 'run: silent.ts', 'modify: mend', 'investigate: who']
    .map((step) => `\`\`\`tutor\n${step}\n\`\`\`\n`)
    .join('\n');
const ABC = 'console.log("a");\nconsole.log("b");\nconsole.log("c");\n// 3 s\n';
const EN = 'lessons/01-one/1-first.en.md';
const ZH = 'lessons/01-one/1-first.zh.md';
const CHAPTER = 'lessons/01-one/chapter.yaml';
const COURSE = 'lessons/course.yaml';
const QUIZ = 'quizzes/01-one.yaml';
const PROGRAM = 'lessons/01-one/abc.ts';

const SOUND: Files = {
  [COURSE]: 'title: { en: Course, zh: 课程 }\nmisconceptions: [{ number: 1, text: { en: x, zh: x } }]\n',
  [CHAPTER]: `id: one
title: { en: One, zh: 一 }
lessons: [first]
snippets:
  abc.ts: { output: "a\\nb\\nc\\n", seconds: 3 }
  silent.ts: { output: "" }
exercises:
  mend:
    starter: mend.starter.ts
    solution: mend.solution.ts
    hints: [{ en: look, zh: look }]
    checks: [{ seconds: 1 }, { keeps: { lines: "given();" } }]
    judge: { program: mend.judge.ts, says: { oh no: { en: Not so., zh: 不对 } } }
`,
  [EN]: lesson('english'),
  [ZH]: lesson('中文'),
  [PROGRAM]: ABC,
  'lessons/01-one/silent.ts': '0;\n',
  'lessons/01-one/mend.starter.ts': 'given();\n// 2 s\n',
  'lessons/01-one/mend.solution.ts': 'given();\n// 1 s\n',
  'lessons/01-one/mend.judge.ts': 'if (false) throw "oh no";\n',
  'lessons/01-one/gap.starter.ts': 'given();\n____\n',
  'lessons/01-one/gap.solution.ts': 'given();\n// 1 s\n',
  [QUIZ]: `- id: who
  kind: choice
  prompt: { en: who, zh: who }
  see: first/1
  options:
    - { text: { en: me, zh: me }, correct: true, why: { en: yes, zh: yes } }
    - { text: { en: you, zh: you }, why: { en: no, zh: no }, misconception: 1 }
- id: pairs
  kind: match
  prompt: { en: what, zh: what }
  why: { en: so, zh: so }
  pairs:
    - { left: { en: l1, zh: l1 }, right: { en: r1, zh: r1 }, mistakes: [{ right: 2, why: { en: no, zh: no } }] }
    - { left: { en: l2, zh: l2 }, right: { en: r2, zh: r2 } }
- id: prints
  kind: predict-output
  prompt: { en: what, zh: what }
  program: abc.ts
  why: { en: so, zh: so }
  mistakes: [{ output: c, why: { en: no, zh: no } }]
- id: takes
  kind: predict-time
  prompt: { en: what, zh: what }
  program: abc.ts
  why: { en: so, zh: so }
  mistakes: [{ seconds: 9, why: { en: no, zh: no } }]
- id: order
  kind: order
  prompt: { en: what, zh: what }
  program: abc.ts
  of: output
  why: { en: so, zh: so }
  mistakes: [{ puts: 3, before: 1, why: { en: no, zh: no } }]
- id: events
  kind: order
  prompt: { en: what, zh: what }
  program: abc.ts
  of: events
  events: [{ text: { en: x, zh: x }, prints: a }, { text: { en: y, zh: y }, prints: b }, { text: { en: z, zh: z }, prints: c }]
  why: { en: so, zh: so }
- id: lines
  kind: order
  prompt: { en: what, zh: what }
  program: abc.ts
  of: lines
  spare: ['console.log("d");']
  why: { en: so, zh: so }
  mistakes: [{ uses: 'console.log("d");', why: { en: no, zh: no } }]
- id: fill
  kind: fill-a-line
  prompt: { en: what, zh: what }
  starter: gap.starter.ts
  solution: gap.solution.ts
  checks: [{ seconds: 1 }]
  why: { en: so, zh: so }
- id: fix
  kind: fix-the-program
  prompt: { en: what, zh: what }
  starter: mend.starter.ts
  solution: mend.solution.ts
  checks: [{ seconds: 1 }]
  why: { en: so, zh: so }
`,
};

/** No sandbox: a program prints its lines and takes the seconds of its comments. */
function run({ source }: Source): Promise<RunFacts> {
  const lines = source.split('\n').flatMap((line, index) => {
    const text = /^console\.log\("(.*)"\);$/.exec(line)?.[1];
    return text === undefined ? [] : [{ text, moment: index, by: index + 1 }];
  });
  const seconds = [...source.matchAll(/\/\/ (\d+) s/g)].reduce((sum, [, each]) => sum + Number(each), 0);
  const output = lines.map(({ text }) => `${text}\n`).join('');
  return Promise.resolve({
    status: 'done',
    error: null,
    seconds,
    output,
    lines,
    tasks: [],
    warnings: [],
    warned: null,
  });
}

type Changes = { readonly [path: string]: string | null };

async function problemsOf(changes: Changes): Promise<readonly Problem[]> {
  const files = Object.entries({ ...SOUND, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const { value, problems } = parseCourse(new Map(files));
  return [...problems, ...(await proveCourse(value, run)).problems];
}

/** A file with something else in the place of something. */
const swap = (path: string, from: string, to: string): Files => {
  expect(SOUND[path]).toContain(from);
  return { [path]: SOUND[path]!.replace(from, () => to) };
};
const addTo = (path: string, text: string): Files => ({ [path]: SOUND[path]! + text });
const step = (yaml: string): Files => addTo(EN, `\n\`\`\`tutor\n${yaml}\n\`\`\`\n`);
/** Of the question `id`, something else in the place of something. */
const ask = (id: string, from: string, to: string): Files => {
  const at = SOUND[QUIZ]!.indexOf(`id: ${id}\n`);
  const rest = SOUND[QUIZ]!.slice(at);
  expect(rest).toContain(from);
  return { [QUIZ]: SOUND[QUIZ]!.slice(0, at) + rest.replace(from, () => to) };
};
const shown = (character: string): Files => addTo(EN, `\nx${character}y\n`);
const nested = Array.from({ length: 2_000 }, (_, n) => (n % 2 === 0 ? '*a' : '_a')).join('\n');
const closed = Array.from({ length: 2_000 }, (_, n) => (n % 2 === 0 ? 'b_' : 'b*')).join('\n');

const BROKEN: readonly (readonly [what: string, changes: () => Changes])[] = [
  ['There is no snippet `xyz.ts`.', () => step('run: xyz.ts')],
  ['There is no snippet `xyz.ts`.', () => ask('takes', 'abc.ts', 'xyz.ts')],
  ['There is no question `xyz`.', () => step('investigate: xyz')],
  ['There is no exercise `xyz`.', () => step('make: xyz')],
  ['There is a flag here (U+1F1E9)', () => shown('🇩🇪')],
  ['There is a keycap here', () => shown('1\u20e3')],
  ['There is a zero-width joiner here', () => shown('\u200d')],
  ['There is a variation selector here', () => shown('\ufe0f')],
  ['There is a skin tone here', () => shown('👍🏽')],
  ['There is a symbol that is text to some terminals and a picture to others here', () => shown('☎')],
  ['There is an invisible character here', () => shown('\u200b')],
  ['There is a control character here', () => shown('\u001b')],
  ['There is half a character here', () => shown('\ud800')],
  ['There is a private character here', () => shown('\ue000')],
  ['A lesson has no HTML.', () => addTo(EN, '\n<div>\n')],
  ['A quote has text only.', () => addTo(EN, '\n> - x\n')],
  ['An item of a list has one paragraph of text only.', () => addTo(EN, '\n- x\n  - y\n')],
  ['The folder of a chapter starts with its number.', () => ({ 'lessons/two/chapter.yaml': SOUND[CHAPTER]! })],
  ['There is no such file.', () => ({ [CHAPTER]: null })],
  ['There is no such file.', () => ({ [COURSE]: null })],
  ['There is no such file.', () => ({ [ZH]: null })],
  ['The chapter has no title in zh.', () => swap(CHAPTER, ', zh: 一', '')],
  [
    'No lesson uses the exercise `more`.',
    () =>
      swap(
        CHAPTER,
        'exercises:\n',
        'exercises:\n  more: { starter: mend.starter.ts, solution: mend.solution.ts, checks: [{ seconds: 1 }] }\n',
      ),
  ],
  ['chapter.yaml names this snippet, but there is no such file.', () => ({ 'lessons/01-one/silent.ts': null })],
  ['chapter.yaml does not name this snippet.', () => ({ 'lessons/01-one/stray.ts': '' })],
  ['There is no file `mend.judge.ts`.', () => ({ 'lessons/01-one/mend.judge.ts': null })],
  ['There is no file `mend.starter.ts`.', () => ({ 'lessons/01-one/mend.starter.ts': null })],
  ['`mend.judge.ts` does not print `oh yes`.', () => swap(CHAPTER, 'oh no', 'oh yes')],
  ['There is no text in zh.', () => swap(CHAPTER, ', zh: 不对', '')],
  ['There is no text in zh.', () => swap(CHAPTER, ', zh: look', '')],
  ['There is no lesson `last`.', () => ask('who', 'first/1', 'last/1')],
  ['Lesson `first` has 1 screens.', () => ask('who', 'first/1', 'first/2')],
  [
    'No lesson uses this snippet.',
    () => ({ ...swap(CHAPTER, 'snippets:\n', 'snippets:\n  more.ts: {}\n'), 'lessons/01-one/more.ts': '' }),
  ],
  ['The id is `last`, but the file is named for `first`.', () => swap(ZH, 'id: first', 'id: last')],
  ['This is not the name of a lesson.', () => ({ 'lessons/01-one/notes.md': '' })],
  ['chapter.yaml lists no such lesson at this place', () => ({ 'lessons/01-one/2-first.en.md': '' })],
  ['The course has no language.', () => ({ [COURSE]: 'title: {}\n' })],
  ['Two misconceptions have the number 1.', () => swap(COURSE, '[{', '[{ number: 1, text: { en: x, zh: x } }, {')],
  ['This misconception has no text in zh.', () => swap(COURSE, 'text: { en: x, zh: x }', 'text: { en: x }')],
  ['There is no chapter of this name.', () => ({ 'quizzes/02-two.yaml': SOUND[QUIZ]! })],
  [
    'Two lessons have the id `first`, the later one in chapter 1.',
    () => ({
      ...swap(CHAPTER, '[first]', '[first, first]'),
      'lessons/01-one/2-first.en.md': SOUND[EN]!,
      'lessons/01-one/2-first.zh.md': SOUND[ZH]!,
    }),
  ],
  ['This lesson is too long to be read.', () => addTo(EN, 'x\n'.repeat(50_001))],
  ['This line is too long to be read.', () => addTo(EN, 'x'.repeat(1_001))],
  ['This text cannot be read as Markdown: RangeError', () => addTo(EN, `\n${nested}\n${closed}\n`)],
  ['This heading has the wrong level.', () => addTo(EN, '\n### x\n')],
  ['This stands before the first screen.', () => swap(EN, '## One', 'x\n\n## One')],
  ['This screen is empty.', () => addTo(EN, '\n## Two\n')],
  ['This lesson has no screen.', () => ({ [EN]: SOUND[EN]!.replace(/## One[^]*/, '') })],
  ['This screen has no heading.', () => swap(EN, '## One', '##')],
  ['Two questions have the id `who`.', () => ask('pairs', 'id: pairs', 'id: who')],
  ['course.yaml has no misconception 7.', () => ask('who', 'misconception: 1', 'misconception: 7')],
  ['There is no file `gone.ts` in the chapter’s folder.', () => ask('fill', 'gap.starter.ts', 'gone.ts')],
  ['A terminal shows no images.', () => addTo(EN, '\n![x](y)\n')],
  ['This link leads nowhere that can be shown.', () => addTo(EN, '\n[x](y)\n')],
  ['A figure is opened with `{{` and not closed.', () => addTo(EN, '\n{{abc.ts seconds\n')],
  ['There is no figure `abc.ts lines`.', () => addTo(EN, '\n{{abc.ts lines}}\n')],
  ['There are no figures in questions and hints.', () => swap(CHAPTER, 'en: look', 'en: "{{abc.ts seconds}}"')],
  ['There are no figures in questions and hints.', () => ask('takes', 'en: so', 'en: "{{abc.ts seconds}}"')],
  ['There are two steps in one block.', () => step('run: abc.ts\nmake: mend')],
  ['Only a `run` can begin paused.', () => step('make: mend\npaused: true')],
  ['This step says nothing to do.', () => step('{}')],
  ['This text is too long.', () => swap(CHAPTER, 'en: look', `en: ${'x'.repeat(1_001)}`)],
  ['This is not one paragraph of text.', () => swap(CHAPTER, 'en: look', 'en: "# look"')],
  [
    'This YAML cannot be read: ',
    () => ({
      [QUIZ]: `a: &a [x]\n${Array.from({ length: 12 }, (_, n) => `b${n}: &b${n} [${'*a,'.repeat(9)}]`).join('\n')}`,
    }),
  ],
  ['This is not valid YAML: ', () => addTo(CHAPTER, 'id: one\n')],
  ['The name of a field is a list or a block here.', () => addTo(CHAPTER, '? [a]\n: 1\n')],
  ['Question `who`: `options.0.why` is missing.', () => ask('who', ', why: { en: yes, zh: yes }', '')],
  ['The fields of this block are missing.', () => ({ [COURSE]: '' })],
  ['This list is empty.', () => ({ [QUIZ]: '[]' })],
  ['This is no list.', () => ({ [QUIZ]: 'x: 1' })],
  ['`title` is missing.', () => ({ [COURSE]: 'misconceptions: []\n' })],
  ['`quizzes` is not known.', () => addTo(CHAPTER, 'quizzes: 1\n')],
  ['`exercises.mend.hints.0.en` is empty.', () => swap(CHAPTER, 'en: look', 'en: ""')],
  [
    'Question `who`: `options` has 1.',
    () => ask('who', '    - { text: { en: you, zh: you }, why: { en: no, zh: no }, misconception: 1 }\n', ''),
  ],
  ['`snippets.abc.ts.seconds` cannot be "soon".', () => swap(CHAPTER, 'seconds: 3', 'seconds: soon')],
  ['There are 10 more problems.', () => addTo(EN, '\n### x\n'.repeat(60))],
  [
    '`mend.solution.ts` is larger than what the tutor’s editor holds.',
    () => addTo('lessons/01-one/mend.solution.ts', '\n'.repeat(MAX_LINES)),
  ],
  [
    '`gap.starter.ts` is larger than what the tutor’s editor holds.',
    () => addTo('lessons/01-one/gap.starter.ts', `// ${'x'.repeat(MAX_COLUMNS)}`),
  ],
  ['`mend.starter.ts` does not have this line to keep: kept();', () => swap(CHAPTER, 'given();', 'kept();')],
  [`It takes 6 minutes, but 5 in ${EN}.`, () => swap(ZH, 'minutes: 5', 'minutes: 6')],
  [`It has not as many objectives as ${EN}.`, () => swap(ZH, '[see]', '[see, look]')],
  [`It has 2 screens, but 1 in ${EN}.`, () => addTo(ZH, '\n## Two\nx\n')],
  [`Screen 1 has other steps than in ${EN}.`, () => swap(ZH, 'run: silent.ts', 'run: silent.ts\npaused: true')],
  ['No option is right.', () => ask('who', 'correct: true, ', '')],
  [
    'This option is right and shows a misconception.',
    () => ask('who', 'correct: true', 'correct: true, misconception: 1'),
  ],
  ['Options 1 and 2 look alike.', () => ask('who', 'zh: you', 'zh: me')],
  ['gap.starter.ts has 0 lines that are `____`.', () => swap('lessons/01-one/gap.starter.ts', '____', '')],
  [
    'Of `fill`, an empty line is found right already.',
    () => swap('lessons/01-one/gap.starter.ts', 'given();', 'given(); // 1 s'),
  ],
  [
    'Of `fill`, line 2 of gap.solution.ts is not found right ({"is":"tooSlow"',
    () => swap('lessons/01-one/gap.solution.ts', '// 1 s', '// 2 s'),
  ],
  ['The left sides 1 and 2 look alike.', () => ask('pairs', 'en: l2', 'en: l1')],
  ['This is no wrong right side for it.', () => ask('pairs', 'right: 2', 'right: 1')],
  [
    'Of `lines`, the lines from last to first is found right already.',
    () => ({ ...swap(CHAPTER, 'a\\nb\\nc', 'a\\na\\na'), [PROGRAM]: ABC.replace(/"[bc]"/g, '"a"') + '' }),
  ],
  ['The key of `lines` is not true: the program as it stands does something else.', () => swap(PROGRAM, '"c"', '"d"')],
  ['The key of `order` is not true: it printed "a\\nb\\nd\\n".', () => swap(PROGRAM, '"c"', '"d"')],
  ['The key of `prints` is not true: it printed "a\\nb\\nd\\n".', () => swap(PROGRAM, '"c"', '"d"')],
  ['The key of `takes` is not true: it took 4 s.', () => swap(PROGRAM, '3 s', '4 s')],
  [
    'The key of `events` is not true: event 3 (c) does not happen after the ones before it.',
    () => swap(PROGRAM, '"c"', '"d"'),
  ],
  ['event 1 (tea starts) does not happen', () => ask('events', 'prints: a', 'task: tea, does: starts')],
  ['It prints fewer than three lines.', () => ask('order', 'abc.ts', 'silent.ts')],
  [
    'The chapter does not say what this program prints and how long it takes.',
    () => ask('lines', 'abc.ts', 'silent.ts'),
  ],
  ['This is none of the `spare` lines.', () => ask('lines', 'uses: \'console.log("d");\'', 'uses: x')],
  ['This is no wrong order.', () => ask('order', 'puts: 3', 'puts: 1')],
  ['This does not say what happens.', () => ask('events', ', prints: a', '')],
  [
    'The chapter does not say what this program prints.',
    () => ({ ...ask('prints', 'abc.ts', 'silent.ts'), ...swap(CHAPTER, '{ output: "" }', '{}') }),
  ],
  ['The chapter does not say how long this program takes.', () => ask('takes', 'abc.ts', 'silent.ts')],
  ['This is what the program prints.', () => ask('prints', 'output: c', 'output: "A\\nb\\nc"')],
  ['This is how long the program takes.', () => ask('takes', 'seconds: 9', 'seconds: 3')],
  ['It takes 4 s, but chapter.yaml says 3.', () => swap(PROGRAM, '3 s', '4 s')],
  ['Its output is "a\\nb\\nd\\n", but chapter.yaml says "a\\nb\\nc\\n".', () => swap(PROGRAM, '"c"', '"d"')],
  ['This starter passes all checks already.', () => swap('lessons/01-one/mend.starter.ts', '2 s', '1 s')],
  ['This solution does not pass: {"is":"tooSlow"', () => swap('lessons/01-one/mend.solution.ts', '1 s', '2 s')],
  [
    'This solution does not pass: {"is":"judged","says":{"en":"Not so."',
    () => addTo('lessons/01-one/mend.judge.ts', 'console.log("oh no");\n'),
  ],
];

const found = new Map<() => Changes, Promise<readonly Problem[]>>();

function problemsAfter(changes: () => Changes): Promise<readonly Problem[]> {
  const problems = found.get(changes) ?? problemsOf(changes());
  found.set(changes, problems);
  return problems;
}

test('nothing is wrong with the course that they are made from', async () => {
  expect(await problemsOf({})).toEqual([]);
});

describe('is told', () => {
  test.each(BROKEN)('%s', async (what, changes) => {
    const problems = await problemsAfter(changes);
    expect(problems.map((problem) => problem.what)).toContainEqual(expect.stringContaining(what));
    for (const problem of problems) {
      expect(problem.mend).toMatch(/\w/);
      expect(problem.line).toBeGreaterThanOrEqual(1);
    }
  });
});

test('every text that the sources have for a problem is told of one of these courses', async () => {
  const told = (await Promise.all(BROKEN.map(([, changes]) => problemsAfter(changes)))).flat().map(({ what }) => what);
  const texts = problemTexts();
  expect(texts.length).toBeGreaterThan(100);
  const unproved = texts.filter(({ pattern }) => !told.some((what) => pattern.test(what)));
  expect(unproved.map(({ file, written }) => `${file}: ${written}`)).toEqual([]);
});

describe('one fault takes nothing else away', () => {
  const whats = async (changes: Files): Promise<readonly string[]> =>
    (await problemsOf(changes)).map(({ file, line, what }) => `${file}:${line} ${what}`);

  test('of a hint', async () => {
    const files = { ...swap(CHAPTER, 'en: look', 'en: ""'), ...swap(PROGRAM, '3 s', '4 s') };
    expect(await whats(files)).toEqual(
      expect.arrayContaining([
        `${CHAPTER}:11 \`exercises.mend.hints.0.en\` is empty.`,
        `${PROGRAM}:1 It takes 4 s, but chapter.yaml says 3.`,
      ]),
    );
  });

  test.each([
    ['a hint', () => swap(CHAPTER, 'en: look', 'en: ""')],
    ['a snippet', () => swap(CHAPTER, 'seconds: 3', 'seconds: soon')],
    ['the id', () => swap(CHAPTER, 'id: one', 'id: One')],
    ['the title', () => swap(CHAPTER, 'en: One', 'en: ""')],
    ['a question', () => ask('fill', '  why: { en: so, zh: so }\n- id: fix', '- id: fix')],
    ['a question that a lesson asks', () => ask('who', 'correct: true, ', '')],
    ['a lesson of the list', () => swap(CHAPTER, '[first]', '[first, Second]')],
  ])('nor does it bring others with it: %s', async (_, changes) => {
    expect(await whats(changes())).toHaveLength(1);
  });
});
