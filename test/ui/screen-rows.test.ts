import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineWidth, textWidth } from '../../src/text/width.ts';
import { plainRows } from '../../src/ui/plain-rows.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { TutorDriver } from '../app/tutor-driver.ts';

const SIZES = [
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 50 },
];
const LANGUAGES = ['en', 'zh'] as const;
const EVERYWHERE = SIZES.flatMap((size) => LANGUAGES.map((language) => ({ ...size, language })));

/** The screen as text; every row must fill its line, and there must be as many as the terminal has. */
function shown(tutor: TutorDriver): string {
  const rows = screenRows(tutor.state);
  const { columns } = tutor.state.size;
  expect(rows).toHaveLength(tutor.state.size.rows);
  for (const row of rows) expect(lineWidth(row), JSON.stringify(row)).toBe(columns);
  return rows.map((row) => row.map((span) => span.text).join('')).join('\n');
}

describe.each(EVERYWHERE)('at $columns x $rows in $language', (where) => {
  const isEnglish = where.language === 'en';

  test('the contents name chapters and lessons', () => {
    const screen = shown(new TutorDriver(where));
    expect(screen).toContain(isEnglish ? '7  Running a coroutine' : '7  运行协程');
    expect(screen).toContain(isEnglish ? '► 1  One after the other' : '► 1  一个接一个');
    expect(screen).toContain(isEnglish ? '? help' : '? 帮助');
  });

  test('a lesson shows its text and its code', async () => {
    const tutor = new TutorDriver(where);
    await tutor.press('enter');
    const screen = shown(tutor);
    expect(screen).toContain(isEnglish ? 'Two waits in a row' : '连着的两次等待');
    expect(screen).toContain('in-sequence.ts');
    expect(screen).toMatch(/ 8 {2}const main = coroutine\(async \(\) => \{/);
  });

  test('while two tasks run, their bars overlap beside the code, each with what it waits for', async () => {
    const tutor = new TutorDriver(where);
    await tutor.press('j', 'enter', 's');
    await tutor.pass(0.7);
    const screen = shown(tutor);
    const bars = screen
      .split('\n')
      .filter((line) => /█━+/.test(line))
      .map((line) => textWidth(line.slice(0, line.indexOf('█'))));
    expect(bars).toHaveLength(3);
    expect(new Set(bars).size).toBe(1);
    expect(screen).toContain(
      isEnglish ? 'sleep until 1.0 s' : /等待 sleep，到 1.0 秒为止/.test(screen) ? '1.0 秒' : 'sleep 到 1.0 秒',
    );
    expect(screen).toMatch(/[BC]+ +4 +await sleep\(s\);/);
  });

  test('where the prediction parts, the screen says what was said, what happened and why', async () => {
    const tutor = new TutorDriver(where);
    await tutor.press('enter', 'enter');
    await tutor.type('moon');
    await tutor.press('tab', '3', 'enter');
    await tutor.pass(2);
    const screen = shown(tutor);
    expect(screen).toContain(isEnglish ? 'Here the run parts from your prediction' : '运行从这里开始与你的预测不同');
    expect(screen).toContain(isEnglish ? 'you said “moon”, it prints “hello”' : '你预测“moon”，它输出“hello”');
    expect(screen).toContain(isEnglish ? 'paused' : '暂停');
  });

  test('an error is shown with its line', async () => {
    const tutor = new TutorDriver(where);
    await tutor.press('j', 'enter', 'n', 'enter', 'G');
    const screen = shown(tutor);
    expect(screen).toContain('✗');
    expect(screen).toContain('Error: world');
  });

  test('the help lists every key', async () => {
    const tutor = new TutorDriver(where);
    await tutor.press('enter', '?');
    expect(shown(tutor)).toMatch(isEnglish ? /^ Help/ : /^ 帮助/);
    expect(shown(tutor)).toMatch(isEnglish ? /^ +s {2}r +skip and run/m : /^ +s {2}r +跳过并运行/m);
  });
});

test('whatever is pressed at whatever size, the screen is full and never overflows', async () => {
  const key = fc.constantFrom(
    'enter',
    'escape',
    'tab',
    ' ',
    'left',
    'right',
    'up',
    'down',
    'g',
    'G',
    'n',
    'p',
    'N',
    'P',
    's',
    'r',
    'e',
    't',
    'L',
    '?',
    'J',
    'K',
    'j',
    'k',
    '+',
    '-',
    '[',
    ']',
    '3',
    '字',
    'backspace',
    'pagedown',
  );
  const act = fc.oneof(
    { weight: 6, arbitrary: key.map((pressed) => ({ pressed, passed: 0, size: null })) },
    {
      weight: 2,
      arbitrary: fc.integer({ min: 1, max: 10 }).map((tenths) => ({ pressed: null, passed: tenths / 10, size: null })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ columns: fc.integer({ min: 2, max: 220 }), rows: fc.integer({ min: 1, max: 60 }) })
        .map((size) => ({ pressed: null, passed: 0, size })),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
      const tutor = new TutorDriver({ columns: 80, rows: 24 });
      for (const { pressed, passed, size } of acts) {
        if (pressed !== null) await tutor.press(pressed);
        if (passed > 0) await tutor.pass(passed);
        if (size !== null) tutor.program.dispatch({ type: 'resized', size });
        shown(tutor);
        expect(plainRows(tutor.state).length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 150 },
  );
});

test('a terminal that is too small is told the size it needs', () => {
  const tutor = new TutorDriver({ columns: 40, rows: 10 });
  expect(shown(tutor)).toMatch(/60 columns and 16/);
  tutor.program.dispatch({ type: 'resized', size: { columns: 80, rows: 24 } });
  expect(shown(tutor)).toContain('Running a coroutine');
});

describe('for a screen reader', () => {
  test('the same facts come as sentences, without drawing', async () => {
    const tutor = new TutorDriver();
    await tutor.press('j', 'enter', 's');
    await tutor.pass(0.7);
    const text = plainRows(tutor.state).join('\n');
    expect(text).toContain('B sayAfter Task-2: waits at line 4 for sleep until 1.0 s');
    expect(text).toContain('timers: 1.0 s B sayAfter, 2.0 s C sayAfter');
    expect(text).not.toMatch(/[█━─│]/);
  });
});
