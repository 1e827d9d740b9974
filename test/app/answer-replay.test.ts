/** A question's program that is run after an answer: the run stops where the answer parts from it, and says how. */
import { expect, test } from 'vitest';
import { askingLines, verdictLines } from '../../src/app/screens/asking-content.ts';
import type { Course, Language } from '../../src/course/course.ts';
import type { Question } from '../../src/course/questions/kinds.ts';
import { COURSE } from './fake-runner.ts';
import { TutorDriver } from './tutor-driver.ts';

const [CHAPTER] = COURSE.chapters;
const text = (en: string, zh = en) => ({
  en: [{ kind: 'text' as const, text: en }],
  zh: [{ kind: 'text' as const, text: zh }],
});
const asked = {
  id: 'asked',
  line: 1,
  prompt: text('Well?'),
  see: null,
  misconceptions: [],
  why: text('The waits add up.', '等待相加。'),
  mistakes: [],
} as const;
/** It prints `hello` at 1 s and `world` at 3 s. */
const program = CHAPTER!.programs['in-sequence.ts']!;
const TIME: Question = { ...asked, kind: 'predict-time', program, seconds: 3 };
const OUTPUT: Question = { ...asked, kind: 'predict-output', program, output: 'hello\nworld\n' };
const EVENTS: Question = {
  ...asked,
  kind: 'order',
  program,
  items: [text('it begins'), text('it says hello'), text('it says world'), text('it is over')],
  belonging: 4,
  of: {
    is: 'events',
    happenings: [
      { task: 'main', does: 'starts' },
      { prints: 'hello' },
      { prints: 'world' },
      { task: 'main', does: 'ends' },
    ],
  },
};

/** At the one question of the quiz. */
async function at(question: Question, language: Language = 'en'): Promise<TutorDriver> {
  const course: Course = { ...COURSE, chapters: [{ ...CHAPTER!, questions: [question] }] };
  const tutor = new TutorDriver({ course, language });
  await tutor.press('G', 'enter', 'enter');
  return tutor;
}

function said(tutor: TutorDriver): string {
  return verdictLines(tutor.state, tutor.view, 200)
    .map((line) => line.map((span) => span.text).join(''))
    .join(' ');
}

test('a time that is too short: the run stops at that time, while the program still waits', async () => {
  const tutor = await at(TIME);
  await tutor.press('2', 'enter');
  expect(said(tutor)).toBe('✗ Not quite. The waits add up.');
  await tutor.press('r');
  await tutor.pass(10);
  expect(tutor.run).toMatchObject({ mode: 'paused', playhead: 2 });
  expect(said(tutor)).toBe(
    '✗ Here the run parts from your answer. You said it ends after 2.0 s. It is still under way. The waits add up.',
  );
  // It goes on from there, and does not stop a second time.
  await tutor.press(' ');
  await tutor.pass(5);
  expect(tutor.run.playhead).toBe(3);
  expect(said(tutor)).toBe('✗ Not quite. The waits add up.');
});

test('lines in another order: it stops at the first line that was not said', async () => {
  const tutor = await at(OUTPUT);
  await tutor.type('world\nhello\n');
  await tutor.press('tab', 'r');
  await tutor.pass(10);
  expect(tutor.run.playhead).toBe(1);
  expect(said(tutor)).toContain('Line 1: you said “world”, it prints “hello”.');
});

test('events in another order: it stops where another one happens', async () => {
  const tutor = await at(EVENTS);
  const places = () => {
    const { draft } = tutor.view.stationState.asking;
    return draft?.is === 'arrange' ? draft.items : [];
  };
  // Wanted: 0, 2, 1, 3.
  for (const [place, item] of [0, 2, 1, 3].entries()) {
    await tutor.press(String(places().indexOf(item) + 1), ' ');
    for (let from = places().indexOf(item); from > place; from--) await tutor.press('up');
    await tutor.press(' ');
  }
  expect(places()).toEqual([0, 2, 1, 3]);
  await tutor.press('enter', 'r');
  await tutor.pass(10);
  expect(tutor.run.playhead).toBe(1);
  expect(said(tutor)).toContain('Number 2: you put “it says world”; this happens first: “it says hello”.');
});

test.each([
  ['en', /^Seconds {2}│ /, 'Output (line by line)'],
  ['zh', /^秒数 {2}│ /, '输出（逐行）'],
] as const)(
  'a field says in %s what is written in it, and leaves the question to the prompt',
  async (language, seconds, output) => {
    const rows = async (question: Question) => {
      const tutor = await at(question, language);
      return askingLines(tutor.state, tutor.view, 80).map((line) => line.map((span) => span.text).join(''));
    };
    expect(await rows(TIME)).toEqual(['Well?', '', expect.stringMatching(seconds)]);
    expect(await rows(OUTPUT)).toEqual(['Well?', '', output, expect.stringMatching(/^ {2}1 │ /)]);
  },
);

test('the key that runs it is named where it does that, until the run is there', async () => {
  const asks = (tutor: TutorDriver) => askingLines(tutor.state, tutor.view, 80).map(([first]) => first?.text ?? '');
  const AGAINST = 'Press r: the program runs, and stops where it parts from your answer.';
  const SEE = 'Press r to run the program and see.';
  const tutor = await at(TIME);
  await tutor.press('2', 'enter');
  expect(asks(tutor)).toContain(AGAINST);
  await tutor.press('r');
  expect(asks(tutor)).not.toContain(AGAINST);
  // Another wrong answer can be held against a run of its own.
  await tutor.press('e', 'backspace', '7');
  expect(asks(tutor)).not.toContain(AGAINST);
  await tutor.press('enter');
  expect(asks(tutor)).toContain(AGAINST);
  await tutor.press('e', 'backspace', '3', 'enter');
  expect(asks(tutor)).not.toContain(SEE);
  const right = await at(TIME);
  await right.press('3', 'enter');
  expect(asks(right)).toContain(SEE);
  await right.press('e');
  expect(asks(right)).not.toContain(SEE);
  await right.press('enter', 'r');
  expect(asks(right)).not.toContain(SEE);
});

test('a right answer stops nothing', async () => {
  const tutor = await at(TIME);
  await tutor.press('3', 'enter', 'r');
  await tutor.pass(10);
  expect(tutor.run.report).toMatchObject({ state: 'ended' });
  expect(said(tutor)).toBe('✓ Right. The waits add up.');
});

test('another answer is held against another run', async () => {
  const tutor = await at(TIME, 'zh');
  await tutor.press('2', 'enter', 'r');
  await tutor.pass(10);
  await tutor.press('e', '7', 'enter', 'r');
  await tutor.pass(10);
  expect(tutor.run.playhead).toBe(3);
  expect(said(tutor)).toMatch(/^✗ 运行从这里开始与你的答案不同。/);
});
