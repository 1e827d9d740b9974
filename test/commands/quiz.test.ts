/** `quiz` for scripts and for people: answers from a file, and questions line by line in a real terminal. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCourse } from '../../src/disk/read-course.ts';
import { keyOf } from '../../src/course/questions/kinds.ts';
import { openProgress } from '../../src/disk/progress-file.ts';
import { TestTerminal } from '../journeys/terminal.ts';
import { cli, inFolder, program } from './cli.ts';

const { value: course } = readCourse(fileURLToPath(new URL('../..', import.meta.url)));
const chapter = course.chapters.find(({ id }) => id === 'running-a-coroutine')!;

interface Report {
  readonly chapter: string;
  readonly count: number;
  readonly answered: number;
  readonly right: number;
  readonly questions: readonly { readonly id: string; readonly right: boolean; readonly why: readonly string[] }[];
}

/** What is right, as somebody writes it: numbers from 1, texts, and the solutions of programs. */
function rightAnswers(): { readonly [id: string]: unknown } {
  const entries = chapter.questions.map((question) => {
    const key = keyOf(question);
    const solution = 'solution' in question ? question.solution.source : '';
    switch (key?.is) {
      case 'picked':
        return [question.id, key.options.map((option) => option + 1)];
      case 'arranged':
        return [question.id, key.items.map((item) => item + 1)];
      case 'paired':
        return [question.id, key.rights.map((right) => right + 1)];
      case 'typed':
        return [question.id, key.text];
      case undefined:
        return [question.id, solution];
    }
  });
  return Object.fromEntries(entries as [string, unknown][]);
}

const answered = async (answers: unknown, ...args: readonly string[]) => {
  const file = program(JSON.stringify(answers), '.json');
  const { code, stdout, stderr } = await cli(['quiz', 'running', '--answers', file, ...args]);
  return { code, stderr, report: stdout === '' ? null : (JSON.parse(stdout) as Report) };
};

describe.concurrent('answers from a file', { timeout: 100_000 }, () => {
  test('that are all right are all found right', async () => {
    const { code, report } = await answered(rightAnswers());
    expect(report!.questions.filter(({ right }) => !right)).toEqual([]);
    expect(report).toMatchObject({ count: chapter.questions.length, answered: chapter.questions.length });
    expect(code).toBe(0);
  });

  test('that are wrong, or missing, are told of, each with its why, in the language asked for', async () => {
    const [first, second] = chapter.questions.filter(({ kind }) => kind === 'choice');
    const wrong = (question: typeof first) =>
      question?.kind === 'choice' ? question.options.findIndex(({ correct }) => !correct) + 1 : 0;
    const { code, report } = await answered(
      { [first!.id]: [wrong(first)], [second!.id]: [wrong(second)] },
      '--lang',
      'zh',
    );
    expect([code, report!.answered, report!.right]).toEqual([1, 2, 0]);
    for (const { why } of report!.questions) expect(why.join('')).toMatch(/[\u4e00-\u9fff]/);
  });

  test.each([
    ['a question that is not there', { nothing: [1] }, /there is no question "nothing" here/],
    ['an option that is not there', { [chapter.questions[0]!.id]: [99] }, /needs a list of the numbers of options/],
    ['something else than a list of answers', [1], /cannot be read as answers/],
  ])('cannot be %s', async (_, answers, says) => {
    const { code, stderr } = await answered(answers);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });

  test('need a file that can be read, a topic that is there, and a terminal without them', async () => {
    const expectUsage = async (args: readonly string[], says: RegExp): Promise<void> => {
      const { code, stderr } = await cli(['quiz', ...args]);
      expect(stderr).toMatch(says);
      expect(code).toBe(2);
    };
    await expectUsage(['--answers', inFolder('no-such.json')], /cannot be read as answers/);
    await expectUsage(['nowhere', '--answers', 'x'], /there is no one quiz for "nowhere"/);
    await expectUsage([], /the quiz needs a terminal/);
    await expectUsage(['--answer', 'x'], /Did you mean --answers/);
  });
});

test('in a terminal, line by line: an answer is judged and kept, and ^C ends it', { timeout: 60_000 }, async () => {
  const data = inFolder('quiz-data');
  const terminal = new TestTerminal({ args: ['quiz', 'running', '--plain', '--data', data], rows: 50 });
  await terminal.shows(`Question 1 of ${chapter.questions.length}`);
  await terminal.shows('❯');
  terminal.type('\r');
  await terminal.shows(/[✓✗] /);
  await terminal.shows(`Question 2 of ${chapter.questions.length}`);
  await terminal.shows('❯');
  terminal.type('\u0003');
  expect((await terminal.exited).exitCode).toBe(130);
  const { facts } = openProgress(data, 0);
  expect(facts).toMatchObject([{ type: 'questionAnswered', chapter: chapter.id, question: chapter.questions[0]!.id }]);
  expect(readFileSync(`${data}/progress.jsonl`, 'utf8').split('\n')).toHaveLength(2);
});

test('in a terminal, on the screen of the tutor', { timeout: 60_000 }, async () => {
  const terminal = new TestTerminal({ args: ['quiz', '7', '--data', inFolder('quiz-screen')], columns: 120, rows: 40 });
  await terminal.shows(`Question 1 of ${chapter.questions.length}`);
  terminal.type('qq');
  expect((await terminal.exited).exitCode).toBe(0);
});
