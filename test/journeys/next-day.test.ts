/** What a learner finds when they come back: after a quiz, on another day, and after the tutor was killed. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { openProgress } from '../../src/disk/progress-file.ts';
import { summarize } from '../../src/progress/progress.ts';
import { readCourse } from '../../src/disk/read-course.ts';
import { KEYS, TestTerminal } from './terminal.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'async-tutor-next-day-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const { value: course } = readCourse(resolve(import.meta.dirname, '../..'));
const chapter = course.chapters.find(({ id }) => id === 'running-a-coroutine')!;
const open: TestTerminal[] = [];

function start(data: string, ...args: readonly string[]): TestTerminal {
  const terminal = new TestTerminal({ columns: 110, rows: 40, args: [...args, '--data', data] });
  open.push(terminal);
  return terminal;
}

afterEach(() => {
  for (const terminal of open.splice(0)) terminal.close();
});

test('a quiz from its first question to its summary, and the day after', { timeout: 120_000 }, async () => {
  const data = join(ROOT, 'quiz');
  const count = chapter.questions.length;
  const first = start(data, 'quiz', 'running-a-coroutine');
  for (let question = 1; question <= count; question++) {
    await first.shows(`Question ${question} of ${count}`);
    first.type('e');
    await first.shows('Esc');
    // Whatever stands first, or what was there: an answer of some kind to every form.
    const { kind } = chapter.questions[question - 1]!;
    if (kind === 'match') first.type('1l2l3l4l5l6l7l8l'.slice(0, 16));
    first.type(kind === 'fix-the-program' ? '\u0012' : kind === 'predict-output' ? 'x\t' : '1\r');
    await first.shows(/[✓✗] (Right|Not quite)/);
    first.type('n');
  }
  await first.shows('What to look at again');
  await first.shows(`of ${count} answered`);
  first.type('qq');
  expect((await first.exited).exitCode).toBe(0);
  const { questions } = summarize(openProgress(data, 0).facts);
  expect(Object.keys(questions)).toHaveLength(count);
  const second = start(data);
  await second.shows(/► \d+ {2}Quiz/);
  second.type(KEYS.enter);
  await second.shows('What to look at again');
});

/** How many times: `npm run test:long` takes more. */
const KILLS = Number(process.env['KILLS'] ?? 20);
const MOST_SECONDS_EACH = 12;

test(
  `what was typed is there after kill -9, ${KILLS} times`,
  { timeout: KILLS * MOST_SECONDS_EACH * 1_000 },
  async () => {
    const data = join(ROOT, 'killed');
    for (let time = 1; time <= KILLS; time++) {
      const terminal = start(data, 'learn', 'on-your-own');
      await terminal.shows('Enter edit');
      terminal.type('e');
      await terminal.shows('^R run and check');
      if (time > 1) {
        await terminal.shows(`// ${time - 1}`);
        // In its place, as an editor takes 200 lines and no more.
        for (const key of [KEYS.ctrlK, KEYS.delete]) terminal.type(key);
      }
      // In steps, as a person types: several keys at once may be taken for a paste.
      for (const key of [...`// ${time}`, '\r']) terminal.type(key);
      // At once when the screen shows the next line: what a learner sees to be done is kept.
      await terminal.shows(new RegExp(`// ${time}\\b[^\\n]*\\n[^\\n]*▏`));
      terminal.pty.kill('SIGKILL');
      await terminal.exited;
      expect(keptText(data)).toContain(`// ${time}\n`);
      terminal.close();
    }
    const { facts, problems } = openProgress(data, 0);
    expect(problems).toEqual([]);
    expect(facts.filter(({ type }) => type === 'exerciseEdited').length).toBeGreaterThanOrEqual(KILLS);
    expect(readdirSync(data)).toEqual(['progress.jsonl']);
  },
);

test.each(['SIGTERM', 'SIGHUP'] as const)('what stands in the middle of a line is there after %s', async (signal) => {
  const data = join(ROOT, signal);
  const terminal = start(data, 'learn', 'on-your-own');
  await terminal.shows('Enter edit');
  terminal.type('e');
  await terminal.shows('^R run and check');
  for (const key of '// half a li') terminal.type(key);
  await terminal.shows('// half a li▏');
  terminal.pty.kill(signal);
  await terminal.exited;
  expect(keptText(data)).toMatch(/^\/\/ half a li/);
});

function keptText(data: string): string {
  const { exercises } = summarize(openProgress(data, 0).facts);
  return Object.values(exercises)[0]?.text ?? '';
}
