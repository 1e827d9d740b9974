import { describe, expect, test } from 'vitest';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { FakeRunner } from '../app/fake-runner.ts';
import type { Act } from '../app/scripted-trace.ts';
import { scriptedTrace } from '../app/scripted-trace.ts';
import { TutorDriver } from '../app/tutor-driver.ts';

function shown(tutor: TutorDriver): readonly string[] {
  return screenRows(tutor.state).map((row) => row.map((span) => span.text).join(''));
}

/** The numbers of the code's lines that are on the screen. */
function lineNumbers(tutor: TutorDriver): readonly number[] {
  return shown(tutor).flatMap((row) => {
    const match = /^ [A-Za-z+ ]{3} +(\d+) {2}/.exec(row);
    return match === null ? [] : [Number(match[1])];
  });
}

/** Typing a prediction of a program of 15 lines. */
async function predicting(rows: number, language: 'en' | 'zh' = 'en'): Promise<TutorDriver> {
  const tutor = new TutorDriver({ columns: 80, rows, language });
  await tutor.press('j', 'enter', 'enter');
  return tutor;
}

describe.each(['en', 'zh'] as const)('while a prediction is typed on 80 columns in %s', (language) => {
  const isEnglish = language === 'en';

  test('24 rows show nearly the whole program above the questions', async () => {
    const tutor = await predicting(24, language);
    const screen = shown(tutor).join('\n');
    expect(lineNumbers(tutor).length).toBeGreaterThanOrEqual(14);
    expect(screen).toContain(isEnglish ? 'Before it runs: what will it do?' : '运行之前：它会做什么？');
    expect(screen).toContain(isEnglish ? 'How many seconds' : '它要用多少秒');
  });

  test('a mark says how much of the code is above, and which key leads there', async () => {
    const tutor = await predicting(20, language);
    const first = lineNumbers(tutor)[0]!;
    const mark = isEnglish ? `▴ ${first - 1} more: PgUp` : `▴ 还有 ${first - 1} 行：PgUp`;
    expect(shown(tutor).join('\n')).toContain(mark);
    expect(shown(tutor).at(-1)).toContain(isEnglish ? 'PgUp PgDn scroll code' : 'PgUp PgDn 滚动代码');
    await tutor.press('pageup', 'pageup', 'pageup');
    expect(lineNumbers(tutor)[0]).toBe(1);
    const screen = shown(tutor).join('\n');
    expect(screen).not.toContain('▴');
    expect(screen).toContain('▾');
    expect(tutor.view.stationState.prediction).toMatchObject({ focus: 'output', output: { text: '' } });
  });
});

describe('while a prediction is typed', () => {
  test('arrows that lead out of the text move the code, those within it the cursor', async () => {
    const tutor = await predicting(20);
    await tutor.press('a', 'enter', 'b');
    const first = lineNumbers(tutor)[0]!;
    await tutor.press('up');
    expect(lineNumbers(tutor)[0]).toBe(first);
    await tutor.press('up', 'up', 'up');
    expect(lineNumbers(tutor)[0]).toBe(first - 2);
    await tutor.press('down', 'down', 'down');
    expect(lineNumbers(tutor)[0]).toBe(first - 1);
    expect(tutor.view.stationState.prediction.output).toEqual({ text: 'a\nb', cursor: 3 });
  });

  test('in the seconds, whose text has one line, up and down move the code', async () => {
    const tutor = await predicting(20);
    const first = lineNumbers(tutor)[0]!;
    await tutor.press('tab', '2', 'up', 'up', 'up');
    expect(lineNumbers(tutor)[0]).toBe(first - 2);
    expect(tutor.view.stationState.prediction.seconds.text).toBe('2');
  });

  test('the code makes room for more typed lines, never for more than it can spare', async () => {
    const tutor = await predicting(24);
    await tutor.type('1\n2\n3\n4\n5\n6\n7\n8\n9');
    expect(lineNumbers(tutor).length).toBeGreaterThanOrEqual(10);
    expect(shown(tutor).join('\n')).toContain('9 │ 9▏');
  });
});

test('who predicts once more does not see where the tasks of the run before are', async () => {
  const tutor = new TutorDriver({ columns: 80, rows: 24 });
  await tutor.press('j', 'enter', 's', ' ');
  expect(shown(tutor).join('\n')).toMatch(/^ [A-C]+ +\d+ {2}/m);
  await tutor.press('e');
  expect(shown(tutor).join('\n')).not.toMatch(/^ [A-C]+ +\d+ {2}/m);
  expect(lineNumbers(tutor)[0]).toBe(1);
});

test('where only the program is on the screen, the keys that scroll move it', async () => {
  const tutor = new TutorDriver({ columns: 80, rows: 18 });
  await tutor.press('j', 'enter', 'tab', 'pageup');
  expect(lineNumbers(tutor)[0]).toBe(1);
  await tutor.press('j', 'j');
  expect(lineNumbers(tutor)[0]).toBe(3);
});

describe('where the program does not fit', () => {
  /** `main` of both programs begins in line 8. */
  const mainAndItsCalls = [8, 9, 10, 11];

  test.each([
    [80, 16],
    [60, 16],
    [80, 24],
  ])('its main is what is seen before it runs, on %i x %i', async (columns, rows) => {
    const tutor = new TutorDriver({ columns, rows });
    await tutor.press('enter');
    expect(lineNumbers(tutor)).toEqual(expect.arrayContaining(mainAndItsCalls));
    await tutor.press('enter');
    expect(lineNumbers(tutor)).toEqual(expect.arrayContaining(mainAndItsCalls));
  });

  test('its main is what is seen before the first step and after the last, whatever ended last', async () => {
    const trace = scriptedTrace(function* main(): Generator<Act, void, number> {
      yield {
        does: 'create',
        line: 9,
        coroutine: 'sayAfter',
        body: function* (): Generator<Act, void, number> {
          yield { does: 'sleep', line: 4, seconds: 1 };
          yield { does: 'print', line: 3, text: 'later than main' };
        },
      };
      yield { does: 'print', line: 12, text: 'main is done' };
    });
    const tutor = new TutorDriver({ runner: new FakeRunner({ 'as-tasks.ts': trace }), columns: 80, rows: 20 });
    await tutor.press('j', 'enter', 's', 'G');
    expect(tutor.run.replay.at(tutor.run.cursor).ended).not.toBeNull();
    expect(lineNumbers(tutor)).toContain(12);
    expect(lineNumbers(tutor)).not.toContain(4);
    await tutor.press('g');
    expect(lineNumbers(tutor)[0]).toBe(8);
  });
});

test('text that is cut says how much is below', async () => {
  const tutor = new TutorDriver({ columns: 60, rows: 16 });
  await tutor.press('enter');
  expect(shown(tutor).join('\n')).toMatch(/▾ \d+ more: j/);
});

describe.each([80, 120])('on %i columns', (columns) => {
  test('the caption above the code names the file, its language, and what t leads to', async () => {
    const tutor = new TutorDriver({ columns, rows: 24 });
    const caption = () => shown(tutor).find((row) => /── [\w-]+\.(ts|py)/.test(row));
    await tutor.press('j', 'enter', 's', 'G');
    expect(caption()).toContain('as-tasks.ts  TypeScript, runs here · t the same in Python');
    await tutor.press('t');
    expect(caption()).toContain('as-tasks.py  Python twin, to compare · t back to what runs');
    await tutor.press('L');
    expect(caption()).toContain('as-tasks.py  Python 版，仅供对照 · t 回到要运行的程序');
    await tutor.press('t');
    expect(caption()).toContain('as-tasks.ts  TypeScript，在这里运行 · t 看 Python 版');
  });

  test('the keys that are shown before the run name the twin', async () => {
    const tutor = new TutorDriver({ columns, rows: 24 });
    await tutor.press('enter');
    expect(shown(tutor).at(-1)).toContain('t Python twin');
    await tutor.press('t');
    expect(shown(tutor).at(-1)).toContain('t back to the program');
  });
});

describe('the speed of playback', () => {
  test('is shown wherever it is not the usual one: before the run, paused and ended', async () => {
    const tutor = new TutorDriver({ columns: 80, rows: 24 });
    await tutor.press('enter', 's', ' ');
    expect(shown(tutor).join('\n')).not.toMatch(/\dx/);
    await tutor.press('+', '+');
    expect(shown(tutor).join('\n')).toContain('paused 4x');
    await tutor.press('G');
    expect(shown(tutor).join('\n')).toContain('ended 4x');
    await tutor.press('N');
    expect(shown(tutor)[0]).toContain('speed 4x');
    await tutor.press('-', '-');
    expect(shown(tutor)[0]).not.toContain('speed');
  });
});

describe('the reason why a run parted from the prediction', () => {
  const reason = 'Why: main goes no further';

  test('stays while the learner steps around, and goes when the run goes on or starts anew', async () => {
    const tutor = new TutorDriver({ columns: 80, rows: 24 });
    await tutor.press('enter', 'enter');
    await tutor.type('moon');
    await tutor.press('tab', '3', 'enter');
    await tutor.pass(2);
    expect(shown(tutor).join('\n')).toContain(reason);
    for (const key of ['left', 'left', 'right', 'g', 'right', 't', 't', 'J', '+']) {
      await tutor.press(key);
      expect(shown(tutor).join('\n'), key).toContain(reason);
    }
    await tutor.press(' ');
    expect(shown(tutor).join('\n')).not.toContain(reason);
    await tutor.press('r');
    expect(shown(tutor).join('\n')).not.toContain(reason);
  });
});
