import { describe, expect, test } from 'vitest';
import { lessonView } from '../../src/app/screens/lesson-state.ts';
import type { Question } from '../../src/course/questions/kinds.ts';
import { PANEL_WORDS } from '../../src/text/panel-words.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { ASKING } from '../app/asking-course.ts';
import { FakeRunner, TRACES } from '../app/fake-runner.ts';
import { type Act, scriptedTrace } from '../app/scripted-trace.ts';
import { TutorDriver } from '../app/tutor-driver.ts';

function shown(tutor: TutorDriver): readonly string[] {
  return screenRows(tutor.state).map((row) => row.map((span) => span.text).join(''));
}

const bar = (tutor: TutorDriver) => shown(tutor).at(-1)!;

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const isEnglish = language === 'en';

  test('the contents say what the chosen lesson is for', () => {
    const screen = shown(new TutorDriver({ language, columns: 80, rows: 24 })).join('\n');
    expect(screen).toContain(isEnglish ? 'After it you can:' : '学完之后你能：');
    expect(screen).toContain(isEnglish ? '• See it' : '• 看见它');
  });

  test('the last screen of a lesson names the next lesson', async () => {
    const tutor = new TutorDriver({ language });
    await tutor.press('enter', 'n');
    const next = isEnglish ? 'Next lesson: Two tasks, two seconds' : '下一课：两个任务，两秒';
    expect(shown(tutor).join('\n')).toContain(next);
    expect(bar(tutor)).toContain(isEnglish ? 'Enter next lesson' : 'Enter 下一课');
    await tutor.press('p');
    expect(bar(tutor)).not.toContain(isEnglish ? 'next lesson' : '下一课');
    expect(shown(tutor).join('\n')).not.toContain(next);
  });

  test('the last screen of the course says so, and Enter leads back to the contents', async () => {
    const tutor = new TutorDriver({ language });
    await tutor.press('j', 'enter', 'n', 'enter', 'G');
    expect(shown(tutor).join('\n')).toContain(isEnglish ? 'the last lesson so far' : '目前的最后一课');
    expect(bar(tutor)).toContain(isEnglish ? 'Enter contents' : 'Enter 目录');
    await tutor.press('enter');
    expect(lessonView(tutor.state)).toBeNull();
  });

  test('the first screen of the course offers no way back to a screen before it', async () => {
    const tutor = new TutorDriver({ language });
    await tutor.press('enter');
    const previous = isEnglish ? 'p previous screen' : 'p 上一屏';
    expect(bar(tutor)).not.toContain(previous);
    await tutor.press('n');
    expect(bar(tutor)).toContain(previous);
  });

  test('the help explains the signs of the panel', async () => {
    const tutor = new TutorDriver({ language, columns: 200, rows: 50 });
    await tutor.press('enter', '?');
    expect(shown(tutor).join('\n')).toContain(isEnglish ? '█ runs   ▒ ready' : '█ 运行   ▒ 就绪');
  });
});

test.each(['en', 'zh'] as const)('a question shows the way to the text, in %s', async (language) => {
  const [chapter] = ASKING.chapters;
  const [which] = chapter!.questions;
  const program = chapter!.programs['in-sequence.ts']!;
  const questions = [{ ...which!, program } as Question];
  const course = { ...ASKING, chapters: [{ ...chapter!, questions }] };
  const tutor = new TutorDriver({ language, course, columns: 80, rows: 24 });
  await tutor.press('G', 'enter');
  const keys = language === 'en' ? ['→ step', 'Tab text'] : ['→ 走一步', 'Tab 课文'];
  for (const key of keys) expect(bar(tutor)).toContain(key);
  for (const option of ['1', '2']) {
    await tutor.press('e', option, 'enter');
    expect(bar(tutor)).toContain(keys[1]);
  }
});

test.each(['en', 'zh'] as const)('who chooses an answer types nothing, and Esc says so, in %s', async (language) => {
  const tutor = new TutorDriver({ language, course: ASKING, columns: 80, rows: 24 });
  await tutor.press('G', 'enter', 'enter');
  expect(bar(tutor)).toContain(language === 'en' ? 'Esc leave' : 'Esc 离开');
  tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: ASKING.chapters[0]!.lessons.length - 1 });
  await tutor.press('enter');
  expect(bar(tutor)).toContain(language === 'en' ? 'Esc stop typing' : 'Esc 停止输入');
});

test('no two keys that do different things are said to do the same', async () => {
  for (const language of ['en', 'zh'] as const) {
    const tutor = new TutorDriver({ language, columns: 200, rows: 60 });
    await tutor.press('j', 'enter', 's', ' ', '?');
    const lines = shown(tutor);
    expect(lines.find((line) => line.includes('←'))).not.toContain('q');
    expect(lines.find((line) => /^ +q /.test(line))).toContain('Esc');
  }
});

test('the help shows every key and every sign whole, on the smallest screen too', async () => {
  for (const language of ['en', 'zh'] as const) {
    const tutor = new TutorDriver({ language, columns: 60, rows: 16 });
    await tutor.press('enter', 's', 'G', '?');
    const seen: string[] = [];
    for (let page = 0; page < 6; page++) {
      seen.push(...shown(tutor));
      await tutor.press('pagedown');
    }
    const text = seen.join('\n');
    expect(text).not.toContain('…');
    expect(text).toContain('K  Shift-↑');
    expect(text).toContain(language === 'en' ? '✓ ✗ ⊘ over' : '✓ ✗ ⊘ 结束');
    expect(text).toMatch(language === 'en' ? /▾ \d+ more: ↓/ : /▾ 还有 \d+ 行：↓/);
  }
});

test.each(['en', 'zh'] as const)('on 80 x 24 the help explains every word of the panel, in %s', async (language) => {
  const tutor = new TutorDriver({ language, columns: 80, rows: 24 });
  await tutor.press('enter', 's', 'G', '?');
  const seen = [...shown(tutor)];
  for (let row = 0; row < 40; row++) {
    await tutor.press('down');
    seen.push(...shown(tutor));
  }
  const text = seen.join('\n');
  const { ready, timers, ranLast, live, replay } = PANEL_WORDS[language];
  for (const word of [
    ready,
    timers,
    ranLast,
    live,
    replay,
    'A B C',
    ...(language === 'en' ? ['step', 'clock'] : ['步', '时钟']),
  ])
    expect(text, word).toMatch(new RegExp(`^ {2}${word} {2,}[^ ].{8}`, 'm'));
  expect(text).not.toContain('…');
  const bottom = shown(tutor);
  await tutor.press('up');
  expect(shown(tutor)[3]).not.toBe(bottom[3]);
});

test.each([80, 120])("beside a twin every line is said to be the program's, on %i columns", async (columns) => {
  const tutor = new TutorDriver({ columns, rows: 30 });
  await tutor.press('j', 'enter', 's', ' ', 't');
  const lines =
    shown(tutor)
      .join('\n')
      .match(/line \d+[^,;]{0,16}/g) ?? [];
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/^line \d+ of as-tasks\.ts/);
  await tutor.press('t');
  expect(shown(tutor).join('\n')).not.toContain('of as-tasks.ts');
});

test('what is shown again is called a replay, what runs for the first time live', async () => {
  const tutor = new TutorDriver({ columns: 80, rows: 24 });
  const head = () => shown(tutor).find((row) => /^ [►‖■] /.test(row));
  await tutor.press('j', 'enter', 's');
  await tutor.pass(0.5);
  expect(head()).toContain('► live 1x');
  await tutor.pass(2);
  await tutor.press(' ');
  await tutor.pass(0.5);
  expect(head()).toContain('► replay 1x');
});

test('the bar says once what two keys do', async () => {
  const tutor = new TutorDriver({ columns: 200 });
  await tutor.press('enter', 's', 'G');
  expect(bar(tutor).match(/ next/g)).toHaveLength(1);
});

test('code of 60 columns stands in one row, beside the panel and above it', async () => {
  for (const columns of [80, 120, 200]) {
    const tutor = new TutorDriver({ columns, rows: 40 });
    await tutor.press('j', 'enter');
    expect(shown(tutor).join('\n')).toContain('import { coroutine, createTask, run, sleep } from "asyncio";');
  }
});

test('where the queue has no row for it, the head of the panel says who ran last', async () => {
  const tutor = new TutorDriver({ columns: 80, rows: 24 });
  await tutor.press('j', 'enter', 's', ' ', 'right', 'right');
  expect(shown(tutor).join('\n')).toMatch(/paused +ran last: B sayAfter/);
});

test.each([
  ['en', /\+\d more: \]/],
  ['zh', /还有 \d 项：\]/],
] as const)('tasks below the panel name the key that leads there, while it does, in %s', async (language, mark) => {
  const wait = function* (): Generator<Act, void, number> {
    yield { does: 'sleep', line: 4, seconds: 1 };
  };
  const many = scriptedTrace(function* main() {
    for (let index = 0; index < 9; index++) yield { does: 'create', line: 9, coroutine: 'wait', body: wait };
  });
  const runner = new FakeRunner({ ...TRACES, 'in-sequence.ts': many });
  const tutor = new TutorDriver({ language, runner, columns: 80, rows: 24 });
  await tutor.press('enter', 's', 'G');
  expect(shown(tutor).join('\n')).toMatch(mark);
  await tutor.press(']');
  expect(tutor.view.stationState.firstTask).toBe(1);
  expect(shown(tutor).join('\n')).not.toMatch(mark);
});
