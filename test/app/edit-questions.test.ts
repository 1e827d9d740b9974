/** Questions whose answer is a program: while it runs, and when they are answered once more. */
import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/course/course.ts';
import type { FillALine, FixTheProgram } from '../../src/course/questions/edit.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { COURSE } from './fake-runner.ts';
import { TutorDriver } from './tutor-driver.ts';

const [CHAPTER] = COURSE.chapters;
const text = (words: string) => ({
  en: [{ kind: 'text' as const, text: words }],
  zh: [{ kind: 'text' as const, text: words }],
});
/** Its run prints `hello` at 1 s and `world` at 3 s, whatever is written. */
const starter = { fileName: 'in-sequence.ts', source: 'import "asyncio";\n____\n' };
const ASKED = {
  id: 'asked',
  line: 1,
  prompt: text('Which line is it?'),
  see: null,
  program: null,
  misconceptions: [],
  starter,
  solution: starter,
  checks: [{ seconds: 5 }],
  why: text('so'),
} as const;
const FILL: FillALine = { ...ASKED, kind: 'fill-a-line', line: 2 };
const FIX: FixTheProgram = { ...ASKED, kind: 'fix-the-program' };

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
] as const;

/** At the one question of the quiz, answered wrong once. */
async function answeredWrong(
  question: FillALine | FixTheProgram,
  size: { readonly columns: number; readonly rows: number },
  language: Language = 'en',
): Promise<TutorDriver> {
  const course = { ...COURSE, chapters: [{ ...CHAPTER!, questions: [question] }] };
  const tutor = new TutorDriver({ course, language, ...size });
  await tutor.press('G', 'enter', 'enter');
  await tutor.type('nothing();');
  await tutor.press(question.kind === 'fill-a-line' ? 'enter' : 'ctrl-r');
  await tutor.pass(5);
  expect(tutor.view.stationState.asking.judged).toMatchObject({ is: 'judged', verdict: { right: false } });
  return tutor;
}

function shown(tutor: TutorDriver): string {
  return screenRows(tutor.state)
    .map((row) => row.map((span) => span.text).join(''))
    .join('\n');
}

describe.each(SIZES)('a line to fill in, at $columns x $rows,', (size) => {
  test('is asked for and shown while it is typed again, beside the run of the last one', async () => {
    const tutor = await answeredWrong(FILL, size);
    await tutor.press('e');
    await tutor.type(' again');
    expect(shown(tutor)).toContain('Which line is it?');
    expect(shown(tutor)).toContain('The missing line:  │ nothing(); again');
  });
});

describe.each(SIZES)('while the program of an answer is looked at, at $columns x $rows,', (size) => {
  test.each([FILL, FIX])('the text says what $kind asks', async (question) => {
    const tutor = await answeredWrong(question, size);
    if (size.columns < 100) {
      expect(shown(tutor)).not.toContain('Which line is it?');
      await tutor.press('tab');
    }
    expect(shown(tutor)).toContain('Which line is it?');
  });
});

test('before it has run, and while a line is answered again, the text leaves that to the question', async () => {
  const prompts = (tutor: TutorDriver) => shown(tutor).split('Which line is it?').length - 1;
  const [, wide] = SIZES;
  const tutor = await answeredWrong(FILL, wide);
  await tutor.press('e');
  expect(prompts(tutor)).toBe(1);
  const fresh = new TutorDriver({ course: { ...COURSE, chapters: [{ ...CHAPTER!, questions: [FIX] }] }, ...wide });
  await fresh.press('G', 'enter');
  expect(prompts(fresh)).toBe(1);
});

test('a line that is filled in for the first time leaves the program the rows that it needs', async () => {
  const source = Array.from({ length: 10 }, (_, index) => `line(${index});`).join('\n');
  const question: FillALine = {
    ...FILL,
    starter: { fileName: 'in-sequence.ts', source: `${source}\n____\n` },
    line: 11,
  };
  const [low] = SIZES;
  const tutor = new TutorDriver({ course: { ...COURSE, chapters: [{ ...CHAPTER!, questions: [question] }] }, ...low });
  await tutor.press('G', 'enter', 'enter', 'x');
  expect(shown(tutor)).toMatch(/line\(0\);[^]*____[^]*The missing line:/);
});
