/** What stands on the screen of a question while it is answered. */
import { describe, expect, test } from 'vitest';
import { askingLines } from '../../src/app/screens/asking-content.ts';
import type { Language } from '../../src/course/course.ts';
import type { Question } from '../../src/course/questions/kinds.ts';
import { ASKING } from './asking-course.ts';
import { TutorDriver } from './tutor-driver.ts';

const [CHAPTER] = ASKING.chapters;
const [CHOICE] = CHAPTER!.questions;
const text = (words: string) => ({ en: [{ kind: 'text' as const, text: words }] });

/** Answering the one question of the quiz. */
async function answering(question: Question, language: Language = 'en'): Promise<TutorDriver> {
  const tutor = new TutorDriver({
    course: { ...ASKING, chapters: [{ ...CHAPTER!, questions: [question] }] },
    language,
  });
  await tutor.press('G', 'enter', 'enter');
  return tutor;
}

function shown(tutor: TutorDriver): readonly string[] {
  return askingLines(tutor.state, tutor.view, 80).map((line) => line.map((span) => span.text).join(''));
}

describe.each([
  ['en', 'Choose first: Space, or a digit.'],
  ['zh', '请先选择：按 Space 或数字键。'],
] as const)('that nothing is chosen yet, in %s,', (language, lacks) => {
  test('is said when the answer is given, until something is', async () => {
    const tutor = await answering(CHOICE!, language);
    expect(shown(tutor)).not.toContain(lacks);
    await tutor.press('enter');
    expect(shown(tutor)).toContain(lacks);
    await tutor.press('2');
    expect(shown(tutor)).not.toContain(lacks);
    await tutor.press('enter');
    expect(shown(tutor)).not.toContain(lacks);
  });

  test('is said no longer when the question is left', async () => {
    const tutor = await answering(CHOICE!, language);
    await tutor.press('enter', 'escape');
    expect(shown(tutor)).not.toContain(lacks);
  });
});

test('ten lines to order and more stand below one another, whatever their numbers', async () => {
  const texts = Array.from({ length: 11 }, (_, index) => (index % 2 === 0 ? 'for' : '  go()'));
  const of = { is: 'lines', texts, output: '', seconds: 0 } as const;
  const tutor = await answering({
    kind: 'order',
    id: 'lines',
    line: 1,
    prompt: text('Order?'),
    see: null,
    misconceptions: [],
    why: text('so'),
    mistakes: [],
    program: CHAPTER!.programs['in-sequence.ts']!,
    items: texts.map(text),
    belonging: 10,
    of,
  });
  await tutor.press('x', 'down', ' ');
  const columns = shown(tutor).flatMap((line) => [line.search(/for|go\(\)/)].filter((column) => column !== -1));
  expect(new Set(columns)).toEqual(new Set([5, 7]));
  expect(columns).toHaveLength(11);
});
