import { describe, expect, test } from 'vitest';
import { askingLines } from '../../src/app/screens/asking-content.ts';
import { lessonLayout } from '../../src/app/screens/lesson-layout.ts';
import type { Question } from '../../src/course/questions/kinds.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { ASKING } from './asking-course.ts';
import { FakeRunner, TRACES } from './fake-runner.ts';
import type { Act } from './scripted-trace.ts';
import { scriptedTrace } from './scripted-trace.ts';
import { TutorDriver } from './tutor-driver.ts';

/** A program that prints so many lines and ends, run to its end or (`isAtEnd` false) paused just before. */
async function printed(lines: number, isAtEnd: boolean, rows = 24): Promise<TutorDriver> {
  const trace = scriptedTrace(function* main(): Generator<Act, void, number> {
    for (let line = 1; line <= lines; line++) yield { does: 'print', line: 5, text: `line ${line}` };
    yield { does: 'sleep', line: 4, seconds: 1 };
  });
  const tutor = new TutorDriver({ runner: new FakeRunner({ 'in-sequence.ts': trace }), columns: 80, rows });
  await tutor.press('enter', 's', 'G');
  if (!isAtEnd) await tutor.press('left');
  return tutor;
}

function codeRows(tutor: TutorDriver): number {
  return lessonLayout(tutor.state, tutor.view).code!.height;
}

function linesShown(tutor: TutorDriver): readonly number[] {
  const screen = screenRows(tutor.state).map((row) => row.map((span) => span.text).join(''));
  return screen.flatMap((row) => /\bA line (\d+)/.exec(row)?.slice(1).map(Number) ?? []);
}

describe('above the panel of a program that has ended', () => {
  test('the code gives up rows for output that would not be seen, and gets them back before the end', async () => {
    const [ended, before] = [await printed(5, true), await printed(5, false)];
    expect(codeRows(ended)).toBe(codeRows(before) - 3);
    expect(linesShown(ended)).toEqual([1, 2, 3, 4, 5]);
    expect(linesShown(before).length).toBeLessThan(5);
  });

  test('the code gives up nothing where all output is seen anyhow', async () => {
    expect(codeRows(await printed(2, true))).toBe(codeRows(await printed(2, false)));
  });

  test('the code keeps enough to be read, however much was printed, and the last lines are seen', async () => {
    for (const rows of [16, 20, 24]) {
      const tutor = await printed(400, true, rows);
      expect(codeRows(tutor)).toBeGreaterThanOrEqual(4);
      expect(linesShown(tutor).at(-1)).toBe(400);
    }
  });
});

test.each([
  [120, 46],
  [150, 76],
  [200, 126],
])('on %i columns text and code take what code needs, and the panel all the rest', async (columns, panelWidth) => {
  const tutor = new TutorDriver({ columns, rows: 40 });
  await tutor.press('enter', 's');
  const { code, panel } = lessonLayout(tutor.state, tutor.view);
  expect([code!.width, panel!.width]).toEqual([69, panelWidth]);
});

test.each([
  [4, 15],
  [12, 7],
  [20, 5],
])('a question of %i lines leaves its program all other rows, while nothing runs', async (lines, rows) => {
  const [chapter] = ASKING.chapters;
  const [which] = chapter!.questions;
  const prompt = { en: Array.from({ length: lines - 3 }, () => ({ kind: 'text' as const, text: 'word '.repeat(15) })) };
  const source = 'go();\n'.repeat(30);
  const program = { ...chapter!.programs['in-sequence.ts']!, source };
  const course = {
    ...ASKING,
    chapters: [
      {
        ...chapter!,
        programs: { 'in-sequence.ts': program },
        questions: [{ ...which!, prompt, program } as Question],
      },
    ],
  };
  const tutor = new TutorDriver({ course, columns: 80, rows: 24 });
  await tutor.press('G', 'enter', 'enter');
  const { code, panel } = lessonLayout(tutor.state, tutor.view);
  expect(askingLines(tutor.state, tutor.view, 78)).toHaveLength(lines);
  expect([code!.height, panel!.height]).toEqual([rows, 19 - rows]);
});

test('an exercise that is edited beside its run keeps most rows for the program, however many hints are shown', async () => {
  const runner = new FakeRunner({ 'mend.starter.ts': TRACES['as-tasks.ts']! });
  const tutor = new TutorDriver({ course: ASKING, runner, columns: 80, rows: 24 });
  tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: ASKING.chapters[0]!.lessons.length - 1 });
  await tutor.press('h', 'h', 'r', 'G', 'e', ...Array.from({ length: 30 }, () => 'enter'));
  expect(codeRows(tutor)).toBeGreaterThanOrEqual(10);
});
