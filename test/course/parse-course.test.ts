import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCourse } from '../../src/course/parse-course.ts';

const lesson = (id: string, body: string): string =>
  `---\nid: ${id}\ntitle: ${id}\nminutes: 5\nobjectives: [see]\n---\n## One\n${body}\n\n\`\`\`tutor\nrun: a.ts\n\`\`\`\n`;

/** A course without a problem: one chapter, one lesson, one snippet with a twin, two languages. */
const SOUND: { readonly [path: string]: string } = {
  'lessons/course.yaml': 'title: { en: Course, zh: 课程 }\n',
  'lessons/02-two/chapter.yaml':
    'id: two\ntitle: { en: Two, zh: 二 }\nlessons: [first]\nsnippets:\n  a.ts: { output: "x\\n", seconds: 1 }\n',
  'lessons/02-two/1-first.en.md': lesson('first', 'english'),
  'lessons/02-two/1-first.zh.md': lesson('first', '中文'),
  'lessons/02-two/a.ts': 'console.log("x");\n',
  'lessons/02-two/a.py': 'print("x")\n',
};

const parse = (changes: { readonly [path: string]: string | null } = {}) => {
  const entries = Object.entries({ ...SOUND, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return parseCourse(new Map(entries));
};

test('a sound course has no problems', () => {
  const { value, problems } = parse();
  expect(problems).toEqual([]);
  expect(value).toMatchObject({
    title: { en: 'Course', zh: '课程' },
    languages: ['en', 'zh'],
    chapters: [
      {
        id: 'two',
        number: 2,
        title: { en: 'Two', zh: '二' },
        lessons: [{ id: 'first', minutes: 5, objectives: { en: ['see'], zh: ['see'] } }],
        programs: {
          'a.ts': {
            fileName: 'a.ts',
            source: 'console.log("x");\n',
            twins: [{ language: 'python', fileName: 'a.py', source: 'print("x")\n' }],
            expected: { output: 'x\n', seconds: 1 },
          },
        },
      },
    ],
  });
  expect(value.chapters[0]!.lessons[0]!.screens.zh![0]!.blocks[0]).toEqual({
    kind: 'paragraph',
    spans: [{ kind: 'text', text: '中文' }],
  });
});

test('chapters come in the order of their numbers', () => {
  const { value } = parse({
    'lessons/10-ten/chapter.yaml': SOUND['lessons/02-two/chapter.yaml']!.replace('id: two', 'id: ten'),
    'lessons/001-one/chapter.yaml': SOUND['lessons/02-two/chapter.yaml']!.replace('id: two', 'id: one'),
  });
  expect(value.chapters.map((chapter) => chapter.id)).toEqual(['one', 'two', 'ten']);
});

test('a course in one language needs no other', () => {
  const { value, problems } = parse({
    'lessons/course.yaml': 'title: { zh: 课程 }\n',
    'lessons/02-two/chapter.yaml': SOUND['lessons/02-two/chapter.yaml']!.replace('en: Two, ', ''),
    'lessons/02-two/1-first.en.md': null,
  });
  expect(problems).toEqual([]);
  expect(value.languages).toEqual(['zh']);
});

describe('a problem', () => {
  const CHAPTER = SOUND['lessons/02-two/chapter.yaml']!;
  test.each([
    ['no course.yaml', { 'lessons/course.yaml': null }, 'lessons/course.yaml', 1, 'There is no such file.'],
    [
      'a course without a language',
      { 'lessons/course.yaml': 'title: {}' },
      'lessons/course.yaml',
      1,
      'The course has no language.',
    ],
    [
      'a chapter folder without chapter.yaml',
      { 'lessons/02-two/chapter.yaml': null },
      'lessons/02-two/chapter.yaml',
      1,
      'There is no such file.',
    ],
    [
      'a chapter folder without a number',
      { 'lessons/three/chapter.yaml': CHAPTER },
      'lessons/three/chapter.yaml',
      1,
      'The folder of a chapter starts with its number.',
    ],
    [
      'a field that chapters do not have',
      { 'lessons/02-two/chapter.yaml': `${CHAPTER}quizzes: {}\n` },
      'lessons/02-two/chapter.yaml',
      6,
      '`quizzes` is not known.',
    ],
    [
      'seconds that are no number',
      { 'lessons/02-two/chapter.yaml': CHAPTER.replace('seconds: 1', 'seconds: soon') },
      'lessons/02-two/chapter.yaml',
      5,
      '`snippets.a.ts.seconds` cannot be "soon".',
    ],
    [
      'a negative time',
      { 'lessons/02-two/chapter.yaml': CHAPTER.replace('seconds: 1', 'seconds: -1') },
      'lessons/02-two/chapter.yaml',
      5,
      '`snippets.a.ts.seconds` cannot be -1.',
    ],
    [
      'a chapter without a title in a language',
      { 'lessons/02-two/chapter.yaml': CHAPTER.replace(', zh: 二', '') },
      'lessons/02-two/chapter.yaml',
      1,
      'The chapter has no title in zh.',
    ],
    [
      'a snippet that is named and not there',
      { 'lessons/02-two/a.ts': null },
      'lessons/02-two/a.ts',
      1,
      'chapter.yaml names this snippet, but there is no such file.',
    ],
    [
      'a snippet that is there and not named',
      { 'lessons/02-two/b.ts': '' },
      'lessons/02-two/b.ts',
      1,
      'chapter.yaml does not name this snippet.',
    ],
    [
      'a twin without its snippet',
      { 'lessons/02-two/b.native.js': '' },
      'lessons/02-two/b.native.js',
      1,
      'chapter.yaml does not name this snippet.',
    ],
    [
      'a snippet that no lesson uses',
      { 'lessons/02-two/b.ts': '', 'lessons/02-two/chapter.yaml': `${CHAPTER}  b.ts: {}\n` },
      'lessons/02-two/b.ts',
      1,
      'No lesson uses this snippet.',
    ],
    [
      'a lesson missing in a language',
      { 'lessons/02-two/1-first.zh.md': null },
      'lessons/02-two/1-first.zh.md',
      1,
      'There is no such file.',
    ],
    [
      'a lesson with another id than its name',
      { 'lessons/02-two/1-first.zh.md': lesson('last', '中文') },
      'lessons/02-two/1-first.zh.md',
      2,
      'The id is `last`, but the file is named for `first`.',
    ],
    [
      'a lesson at another place than its number',
      { 'lessons/02-two/2-first.zh.md': lesson('first', '中文') },
      'lessons/02-two/2-first.zh.md',
      1,
      'chapter.yaml lists no such lesson at this place, or the course is not in this language.',
    ],
    [
      'a file that is no lesson',
      { 'lessons/02-two/notes.md': 'x' },
      'lessons/02-two/notes.md',
      1,
      'This is not the name of a lesson.',
    ],
    [
      'languages that differ in their screens',
      { 'lessons/02-two/1-first.zh.md': `${lesson('first', '中文')}\n## Two\nx\n` },
      'lessons/02-two/1-first.zh.md',
      1,
      'It has 2 screens, but 1 in lessons/02-two/1-first.en.md.',
    ],
    [
      'languages that differ in their steps',
      {
        'lessons/02-two/1-first.zh.md': lesson('first', '中文').replace(
          'run: a.ts',
          'predict: { program: a.ts, ask: [output], why: x }',
        ),
      },
      'lessons/02-two/1-first.zh.md',
      1,
      'Screen 1 has other steps than in lessons/02-two/1-first.en.md.',
    ],
    [
      'languages of which one lets a program begin paused',
      { 'lessons/02-two/1-first.zh.md': lesson('first', '中文').replace('run: a.ts', 'run: a.ts\npaused: true') },
      'lessons/02-two/1-first.zh.md',
      1,
      'Screen 1 has other steps than in lessons/02-two/1-first.en.md.',
    ],
    [
      'languages that differ in their minutes',
      { 'lessons/02-two/1-first.zh.md': lesson('first', '中文').replace('5', '6') },
      'lessons/02-two/1-first.zh.md',
      1,
      'It takes 6 minutes, but 5 in lessons/02-two/1-first.en.md.',
    ],
    [
      'two lessons of one id',
      {
        'lessons/02-two/chapter.yaml': CHAPTER.replace('[first]', '[first, first]'),
        'lessons/02-two/2-first.en.md': lesson('first', 'x'),
        'lessons/02-two/2-first.zh.md': lesson('first', 'x'),
      },
      'lessons/course.yaml',
      1,
      'Two lessons have the id `first`, the later one in chapter 2.',
    ],
    [
      'a character that misaligns, in a snippet',
      { 'lessons/02-two/a.py': 'print("x")\nprint("\u23f8\ufe0f")\n' },
      'lessons/02-two/a.py',
      2,
      'There is a variation selector here (U+FE0F); terminals disagree about its width.',
    ],
  ] as const)('is %s', (_, changes, file, line, what) => {
    expect(parse(changes).problems).toContainEqual({ file, line, what, mend: expect.stringMatching(/\w/) });
  });
});

test('names of the language itself do no harm', () => {
  const chapter =
    'id: constructor\ntitle: { en: x, zh: x }\nlessons: [to-string]\nsnippets:\n  constructor.ts: {}\n  __proto__: {}\n';
  const { problems } = parse({ 'lessons/02-two/chapter.yaml': chapter });
  expect(problems.length).toBeGreaterThan(0);
});

test('no files make it throw', () => {
  const path = fc.constantFrom(
    ...Object.keys(SOUND),
    'lessons/x',
    'x/y/z',
    '',
    'lessons/02-two/deep/a.ts',
    'lessons/__proto__/chapter.yaml',
  );
  const mutated = fc
    .constantFrom(...Object.values(SOUND))
    .chain((text) =>
      fc
        .tuple(fc.nat(text.length), fc.nat(text.length), fc.string({ maxLength: 5 }))
        .map(([from, to, middle]) => text.slice(0, from) + middle + text.slice(to)),
    );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(path, fc.oneof(mutated, fc.string({ unit: 'binary' }))), { maxLength: 6 }),
      (changes) => {
        const { value, problems } = parseCourse(new Map([...Object.entries(SOUND), ...changes]));
        expect(Array.isArray(value.chapters)).toBe(true);
        for (const problem of problems) expect(problem.line).toBeGreaterThanOrEqual(1);
      },
    ),
  );
});
