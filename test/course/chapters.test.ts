/** The shipped lessons, as they will be read on a learner's machine. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/course/course.ts';
import type { Text } from '../../src/course/questions/question.ts';
import { readCourse } from '../../src/disk/read-course.ts';
import { highlightCode } from '../../src/text/code.ts';
import { proseLines } from '../../src/text/prose.ts';
import { lineWidth } from '../../src/text/width.ts';
import { wrapSpans } from '../../src/text/wrap.ts';

const { value: course, problems } = readCourse(fileURLToPath(new URL('../..', import.meta.url)));

/** What 80 columns and 24 rows leave to the prose of a screen. */
const COLUMNS = 70;
const ROWS = 14;
/** And where there is a question, or a program to write, beside it. */
const OWN_WORK_ROWS = 8;
/** What a program may take beside the panel. */
const CODE_COLUMNS = 60;
const CODE_ROWS = 23;
/** A program that is written in the editor scrolls; a learner still has to keep it in mind. */
const EXERCISE_ROWS = 80;

test('have no problems: every program is there and used, both languages agree, nothing misaligns', () => {
  expect(problems).toEqual([]);
});

test('chapter 2 is there, from one cook to the order of the dishes', () => {
  const chapter = course.chapters.find(({ number }) => number === 2)!;
  expect(chapter.lessons.map((lesson) => lesson.id)).toEqual([
    'rice-and-eggs',
    'one-pair-of-hands',
    'two-cooks',
    'whose-dish-first',
  ]);
});

test('chapter 4 is there: two rooms, what is lost and what stands still in them, and the price', () => {
  const chapter = course.chapters.find(({ number }) => number === 4)!;
  expect(chapter.lessons.map((lesson) => lesson.id)).toEqual([
    'two-rooms',
    'the-board',
    'the-long-report',
    'the-price',
  ]);
});

test('chapter 5 is there: from the one key to what does without it', () => {
  const chapter = course.chapters.find(({ number }) => number === 5)!;
  expect(chapter.lessons.map((lesson) => lesson.id)).toEqual([
    'one-key',
    'by-turns',
    'the-lost-coin',
    'own-rooms',
    'other-doors',
  ]);
});

test('chapter 1 is there: from two watches to an instrument of one’s own', () => {
  const chapter = course.chapters.find(({ number }) => number === 1)!;
  expect(chapter.lessons.map((lesson) => lesson.id)).toEqual(['two-watches', 'many-waits', 'many-counts', 'both']);
});

test('chapter 6 is there: from hello to one desk with many letters', () => {
  const chapter = course.chapters.find(({ number }) => number === 6)!;
  expect(chapter.lessons.map((lesson) => lesson.id)).toEqual([
    'hello',
    'closing-time',
    'one-at-a-time',
    'one-desk',
    'your-office',
  ]);
});

test('chapter 7 is there, in English and in Chinese', () => {
  expect(course.languages).toEqual(['en', 'zh']);
  const chapter = course.chapters.find(({ number }) => number === 7)!;
  expect(chapter.lessons.map((lesson) => lesson.id)).toEqual([
    'calling',
    'in-sequence',
    'as-tasks',
    'task-group',
    'on-your-own',
  ]);
});

test('chapter 8 is there, from what can be awaited to the bell', () => {
  const chapter = course.chapters.find(({ number }) => number === 8)!;
  expect(chapter.lessons.map((lesson) => lesson.id)).toEqual([
    'three-kinds',
    'an-empty-box',
    'what-await-asks',
    'the-back-room',
    'the-bell',
  ]);
});

test('chapter 9 is there, from three calls to market day', () => {
  const chapter = course.chapters.find(({ number }) => number === 9)!;
  expect(chapter.lessons.map((lesson) => lesson.id)).toEqual([
    'three-calls',
    'wrong-number',
    'hanging-up',
    'market-day',
  ]);
});

test('chapter 10 is there: six lessons, the last with the six steps to a loop of one’s own', () => {
  const chapter = course.chapters.find(({ number }) => number === 10)!;
  expect(chapter.lessons.map((lesson) => lesson.id)).toEqual([
    'one-turn',
    'soon-and-later',
    'which-loop',
    'nodes-queues',
    'into-a-callback',
    'your-own-loop',
  ]);
  const steps = chapter.lessons.at(-1)!.screens.en!.flatMap(({ blocks }) => blocks);
  const exercises = steps.flatMap((block) =>
    block.kind === 'step' && (block.step.kind === 'make' || block.step.kind === 'modify') ? [block.step.exercise] : [],
  );
  expect(exercises).toEqual(['queue', 'turns', 'timers', 'future', 'task', 'run']);
});

test.each([
  { number: 2, own: [11] },
  { number: 4, own: [3, 4, 13, 20] },
  { number: 5, own: [16, 17, 18, 19, 21, 36] },
  { number: 6, own: [6, 34] },
  { number: 7, own: [1, 2, 3, 4, 8, 31] },
  { number: 8, own: [20, 28, 33] },
  { number: 9, own: [7, 9, 10, 12] },
  { number: 10, own: [5, 22, 23, 24, 25, 26] },
])('each misconception of chapter $number is met by two questions', ({ number, own }) => {
  const { questions } = course.chapters.find((chapter) => chapter.number === number)!;
  for (const misconception of own) {
    const meeting = questions.filter(({ misconceptions }) => misconceptions.includes(misconception));
    expect(meeting.length, `misconception ${misconception}`).toBeGreaterThanOrEqual(2);
  }
});

test('all 36 misconceptions are listed, and every exercise is asked for once', () => {
  expect(course.misconceptions.map(({ number }) => number)).toEqual(
    Array.from({ length: 36 }, (_, index) => index + 1),
  );
  for (const { exercises, lessons } of course.chapters) {
    const asked = lessons
      .flatMap(({ screens: { en } }) => en!)
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === 'step' ? [block.step] : []))
      .flatMap((step) => (step.kind === 'modify' || step.kind === 'make' ? [step.exercise] : []));
    expect(asked.toSorted()).toEqual(Object.keys(exercises).toSorted());
  }
});

const screens = course.chapters.flatMap((chapter) =>
  LANGUAGES.flatMap((language) =>
    chapter.lessons.flatMap((lesson) =>
      lesson.screens[language]!.map((screen) => ({
        name: `${language} ${lesson.id}: ${screen.heading}`,
        edition: `${chapter.id} ${language}`,
        screen,
      })),
    ),
  ),
);

describe('a screen', () => {
  test.each(screens)('of $name fits on 80 x 24', ({ screen }) => {
    const lines = proseLines(screen.blocks, COLUMNS, () => '3.25 s');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(ROWS);
    for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(COLUMNS);
  });

  test.each(screens)('of $name leaves room for what is asked or written on it', ({ screen }) => {
    const kinds = screen.blocks.flatMap((block) => (block.kind === 'step' ? [block.step.kind] : []));
    if (!kinds.some((kind) => kind !== 'run' && kind !== 'predict')) return;
    expect(kinds).toHaveLength(1);
    expect(proseLines(screen.blocks, COLUMNS, () => '3.25 s').length).toBeLessThanOrEqual(OWN_WORK_ROWS);
  });

  test.each(screens)('of $name has nothing predicted that is another on each machine', ({ edition, screen }) => {
    const chapter = course.chapters.find(({ id }) => edition.startsWith(`${id} `))!;
    for (const block of screen.blocks) {
      if (block.kind !== 'step' || block.step.kind !== 'predict') continue;
      const { measured, expected } = chapter.programs[block.step.program]!;
      if (!measured) continue;
      expect(block.step.ask).toEqual(['output']);
      expect(expected.output).not.toMatch(/\d/);
    }
  });

  test.each(screens)('of $name says why in five lines', ({ screen }) => {
    for (const block of screen.blocks) {
      if (block.kind !== 'step' || block.step.kind !== 'predict') continue;
      expect(wrapSpans([{ text: block.step.why, look: 'plain' }], COLUMNS).length).toBeLessThanOrEqual(5);
    }
  });

  test.each(screens)('of $name runs what it lets predict, right after', ({ screen }) => {
    const steps = screen.blocks.flatMap((block) => (block.kind === 'step' ? [block.step] : []));
    steps.forEach((step, index) => {
      if (step.kind === 'predict') expect(steps[index + 1]).toMatchObject({ kind: 'run', program: step.program });
    });
  });

  test.each(screens)('of $name shows no figure of a run that the learner has not seen', (current) => {
    const before = screens.slice(0, screens.indexOf(current));
    const seen = before
      .filter((earlier) => earlier.edition === current.edition)
      .flatMap((earlier) => earlier.screen.blocks)
      .flatMap((block) => (block.kind === 'step' && block.step.kind === 'run' ? [block.step.program] : []));
    const spans = current.screen.blocks.flatMap((block) => (block.kind === 'paragraph' ? block.spans : []));
    for (const span of spans) if (span.kind === 'figure') expect(seen).toContain(span.program);
  });
});

const programs = course.chapters.flatMap((chapter) => Object.values(chapter.programs));

describe('a snippet', () => {
  test.each(programs)('$fileName fits beside the panel and says how it ends', ({ source, expected }) => {
    const lines = highlightCode(source, 'ts');
    expect(lines.length).toBeLessThanOrEqual(CODE_ROWS);
    for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(CODE_COLUMNS);
    expect(expected).toMatchObject({
      output: expect.any(String),
      seconds: expect.any(Number),
      status: expect.any(String),
    });
  });

  // Plain JavaScript is there for what Python has not.
  const ofBoth = programs.filter(({ source }) => source.includes('from "asyncio"'));

  test.each(ofBoth)('$fileName has a Python twin with the same functions', ({ source, twins }) => {
    const python = twins.find((twin) => twin.language === 'python')!.source;
    const inPython = [...python.matchAll(/^async def (\w+)/gm)].map((match) => match[1]);
    const inTypeScript = [...source.matchAll(/^const (\w+) = coroutine\(/gm)].map((match) => match[1]);
    expect(inPython).toEqual(inTypeScript);
  });
});

const changed = course.chapters.flatMap((chapter) => [
  ...Object.values(chapter.exercises).map((each) => ({ ...each, most: EXERCISE_ROWS })),
  ...chapter.questions.flatMap((each) => ('starter' in each ? [{ ...each, most: CODE_ROWS }] : [])),
]);

describe('a program to change', () => {
  const files = changed.flatMap(({ starter, solution, most }) => [
    { ...starter, most },
    { ...solution, most },
  ]);

  test.each(files)('$fileName fits on the screen', ({ source, most }) => {
    const lines = highlightCode(source, 'ts');
    expect(lines.length).toBeLessThanOrEqual(most);
    for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(CODE_COLUMNS);
  });
});

const questions = course.chapters.flatMap((chapter) => chapter.questions);

describe('a question', () => {
  test.each(questions)('$id is short enough for 80 columns', ({ prompt, ...question }) => {
    for (const language of LANGUAGES) {
      const rows = (text: Text): number => wrapSpans(plain(text), COLUMNS).length;
      expect(rows(prompt[language]!), 'prompt').toBeLessThanOrEqual(3);
      const whys = 'options' in question ? question.options.map(({ why }) => why) : [question.why];
      for (const why of whys) expect(rows(why[language]!), 'why').toBeLessThanOrEqual(5);
      if (!('options' in question)) continue;
      for (const { text } of question.options) expect(rows(text[language]!), 'option').toBe(1);
      const widths = question.options.map(({ text }) => lineWidth(plain(text[language]!)));
      const right = question.options.flatMap(({ correct }, index) => (correct ? [widths[index]!] : []));
      expect(Math.max(...right), 'a right option is not the longest').toBeLessThan(Math.max(...widths));
    }
  });
});

function plain(text: Text): { readonly text: string; readonly look: 'plain' }[] {
  return text.map((span) => ({ text: 'text' in span ? span.text : '3.25 s', look: 'plain' }));
}
