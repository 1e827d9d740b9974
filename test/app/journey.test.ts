import { describe, expect, test } from 'vitest';
import type { Program } from '../../src/course/course.ts';
import { isTooSmall } from '../../src/app/screen-size.ts';
import { textLines } from '../../src/app/screens/lesson-content.ts';
import { noticeLines } from '../../src/app/screens/lesson-notice.ts';
import { lessonView } from '../../src/app/screens/lesson-state.ts';
import { COURSE, FakeRunner, TRACES } from './fake-runner.ts';
import { TutorDriver } from './tutor-driver.ts';

/** In the lesson whose program takes 3 seconds, with a prediction typed and submitted. */
async function predicted(output: string, seconds: string, options = {}): Promise<TutorDriver> {
  const tutor = new TutorDriver(options);
  await tutor.press('enter', 'enter');
  await tutor.type(output);
  await tutor.press('tab');
  await tutor.type(seconds);
  await tutor.press('enter');
  return tutor;
}

function judged(tutor: TutorDriver) {
  return tutor.view.stationState.prediction.judged;
}

function notice(tutor: TutorDriver): string {
  const spans = noticeLines(tutor.state, tutor.view, 80).flat();
  return spans.map(({ text }) => text).join('');
}

function parting(tutor: TutorDriver) {
  const state = judged(tutor);
  return state.is === 'parted' ? state.parting : null;
}

describe('the contents', () => {
  test('lead to a lesson with arrows and with j and k, and stop at both ends', async () => {
    const tutor = new TutorDriver();
    await tutor.press('up', 'k');
    expect(tutor.state.selected).toBe(0);
    await tutor.press('j', 'down', 'down');
    expect(tutor.state.selected).toBe(1);
    await tutor.press('enter');
    expect(tutor.view.lesson.id).toBe('as-tasks');
    await tutor.press('q');
    expect(lessonView(tutor.state)).toBeNull();
    expect(tutor.state.selected).toBe(1);
  });

  test('are left with q, which quits', async () => {
    const tutor = new TutorDriver();
    await tutor.press('q');
    expect(tutor.asked).toEqual(['quit']);
  });
});

describe('a prediction', () => {
  test('that is right is said to be right at the end', async () => {
    const tutor = await predicted('hello\nworld', '3');
    expect(judged(tutor)).toMatchObject({ is: 'holding', ended: false });
    await tutor.pass(4);
    expect(judged(tutor)).toMatchObject({ is: 'holding', ended: true });
    expect(tutor.run.replay.at(tutor.run.cursor).ended).toMatchObject({ status: 'done' });
  });

  test.each(['Hello\nWORLD', ' hello\nworld ', 'h e llo\n\tworld', 'ｈello\nworld'])(
    'that differs only in capitals, spaces or the width of its signs is right, and says so: %j',
    async (output) => {
      const tutor = await predicted(output, '3');
      await tutor.pass(4);
      expect(judged(tutor)).toMatchObject({ is: 'holding', ended: true });
      const words = noticeLines(tutor.state, tutor.view, 80).flatMap((line) => line.map(({ text }) => text));
      expect(words[0]).toContain('but for capitals and spaces');
    },
  );

  test('that is right to the letter is not said to differ in capitals and spaces', async () => {
    const tutor = await predicted('hello\nworld\n', '3');
    await tutor.pass(4);
    expect(noticeLines(tutor.state, tutor.view, 80)[0]![0]!.text).toBe('✓ As you predicted, to the end.');
  });

  test('stops the replay at the line that differs, at its clock', async () => {
    const tutor = await predicted('world\nhello', '3');
    await tutor.pass(3);
    expect(parting(tutor)?.how).toEqual({ is: 'differs', line: 1, said: 'world', printed: 'hello' });
    expect(tutor.run).toMatchObject({ mode: 'paused', playhead: 1 });
    expect(tutor.run.replay.event(tutor.run.cursor - 1)).toMatchObject({ type: 'output', text: 'hello\n' });
  });

  test('stops it at output that was not foreseen', async () => {
    const tutor = await predicted('hello', '3');
    await tutor.pass(5);
    expect(parting(tutor)).toMatchObject({ clock: 3, how: { is: 'unforeseen', printed: 'world' } });
  });

  test('of nothing is a prediction too', async () => {
    const tutor = await predicted('', '3');
    await tutor.pass(5);
    expect(parting(tutor)).toMatchObject({ clock: 1, how: { is: 'unforeseen', printed: 'hello' } });
  });

  test('stops it at the end when lines are missing', async () => {
    const tutor = await predicted('hello\nworld\nmore\nand more', '3');
    await tutor.pass(5);
    expect(parting(tutor)?.how).toEqual({ is: 'missing', line: 3, said: 'more', more: 1 });
  });

  test('of too few seconds stops it at that second, while the task still waits', async () => {
    const tutor = await predicted('hello\nworld', '2');
    await tutor.pass(4);
    expect(parting(tutor)).toMatchObject({ clock: 2, how: { is: 'late', said: 2 } });
    expect(tutor.run).toMatchObject({ mode: 'paused', playhead: 2 });
    const waiting = tutor.run.replay.at(tutor.run.cursor).task(0);
    expect(waiting).toMatchObject({ state: 'waiting', wait: { what: 'sleep', until: 3 } });
  });

  test.each([
    ['en', 'It is still under way.', 'You said it ends after 2.0 s. It ended after 3.0 s.'],
    ['zh', '它还在运行。', '你预测它用 2.0 秒结束，实际用了 3.0 秒。'],
  ] as const)(
    'of too few seconds is told by how long it took once that is seen, in %s',
    async (language, still, took) => {
      const tutor = await predicted('hello\nworld', '2', { language });
      await tutor.pass(4);
      expect(notice(tutor)).toContain(still);
      await tutor.press('G');
      expect(notice(tutor)).toContain(took);
      expect(notice(tutor)).not.toContain(still);
      await tutor.press('left');
      expect(notice(tutor)).not.toContain(took);
    },
  );

  test('of too many seconds stops it at the end', async () => {
    const tutor = await predicted('hello\nworld', '4,5 s');
    await tutor.pass(5);
    expect(parting(tutor)?.how).toEqual({ is: 'took', said: 4.5, took: 3 });
  });

  test('holds where the learner jumps to the end or steps, too', async () => {
    const jumped = await predicted('hello\nmoon', '3');
    await jumped.press('G');
    expect(parting(jumped)?.how).toMatchObject({ is: 'differs', line: 2 });
    const stepped = await predicted('moon', '3');
    await stepped.press('right', 'right');
    expect(parting(stepped)?.how).toMatchObject({ is: 'differs', line: 1 });
    expect(stepped.run.replay.event(stepped.run.cursor - 1)).toMatchObject({ type: 'output' });
  });

  test('stops the replay once; then it goes on to the end', async () => {
    const tutor = await predicted('moon', '1');
    await tutor.pass(2);
    expect(tutor.run.mode).toBe('paused');
    await tutor.press(' ');
    await tutor.pass(4);
    expect(tutor.run.replay.at(tutor.run.cursor).ended).not.toBeNull();
    expect(parting(tutor)?.how).toMatchObject({ is: 'differs' });
  });

  test('needs a number for the seconds, and says so', async () => {
    const tutor = await predicted('hello', 'three');
    expect(tutor.view.stationState.prediction).toMatchObject({ focus: 'seconds', isSecondsWrong: true });
    expect(tutor.view.stationState.run).toBeNull();
    await tutor.press('ctrl-u');
    await tutor.type('3');
    await tutor.press('enter');
    expect(tutor.run.id).toBe(1);
  });

  test('takes every plain key as text while it is typed', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 'enter');
    await tutor.type('quit? L+gG r');
    expect(tutor.view.stationState.prediction.output.text).toBe('quit? L+gG r');
    expect(tutor.asked).toEqual([]);
  });

  test('stays as it was typed when the learner goes away and comes back', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 'enter');
    await tutor.type('hel');
    await tutor.press('escape', 'n', 'p');
    expect(tutor.view.stationState.prediction.output.text).toBe('hel');
    await tutor.press('q', 'enter', 'enter');
    await tutor.type('lo');
    expect(tutor.view.stationState.prediction.output.text).toBe('hello');
  });

  test('can be pasted', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 'enter');
    tutor.program.dispatch({ type: 'pasted', text: 'hello\r\nworld\u0007' });
    expect(tutor.view.stationState.prediction.output.text).toBe('hello\nworld');
  });

  test('can be skipped, and made again later', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's', 'G');
    expect(judged(tutor).is).toBe('skipped');
    await tutor.press('e');
    await tutor.type('moon');
    await tutor.press('tab', '3', 'enter');
    await tutor.pass(2);
    expect(parting(tutor)?.how).toMatchObject({ is: 'differs' });
  });
});

describe('a live run', () => {
  test('follows the time that passes, at the speed that is set', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's');
    await tutor.pass(0.5);
    expect(tutor.run.playhead).toBeCloseTo(0.5);
    await tutor.press('+');
    await tutor.pass(0.5);
    expect(tutor.run.playhead).toBeCloseTo(1.5);
    await tutor.press('-', '-');
    await tutor.pass(1);
    expect(tutor.run.playhead).toBeCloseTo(2);
  });

  test('shows nothing before its clock has come', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's');
    await tutor.pass(0.9);
    expect(tutor.run.replay.at(tutor.run.cursor).outputLineCount).toBe(0);
    await tutor.pass(0.2);
    expect(tutor.run.replay.at(tutor.run.cursor).outputLineCount).toBe(1);
  });

  test('asks for one slice at a time, and for none while nothing is due', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's');
    await tutor.pass(0.9);
    expect(tutor.runner.orders).toHaveLength(1);
    await tutor.pass(0.2);
    expect(tutor.runner.orders).toHaveLength(2);
  });

  test('is on a clock that counts computing where the program measures', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's');
    const chapter = COURSE.chapters[0]!;
    const programs: { [fileName: string]: Program } = {};
    for (const [name, program] of Object.entries(chapter.programs)) programs[name] = { ...program, measured: true };
    const measuring = { ...COURSE, chapters: [{ ...chapter, programs }] };
    const other = new TutorDriver({ course: measuring });
    await other.press('enter', 's');
    expect([...tutor.runner.clocks, ...other.runner.clocks]).toEqual(['virtual', 'auto']);
  });

  test('takes the place of the figure that was recorded of a program that measures', async () => {
    const chapter = COURSE.chapters[0]!;
    const [lesson, ...lessons] = chapter.lessons;
    const [screen] = lesson!.screens.en!;
    const figure = { kind: 'figure', program: 'in-sequence.ts', figure: 'seconds' } as const;
    const blocks = [{ kind: 'paragraph', spans: [figure] } as const, ...screen!.blocks];
    const program = { ...chapter.programs['in-sequence.ts']!, measured: true as const, expected: { seconds: 4 } };
    const measuring = {
      ...chapter,
      programs: { 'in-sequence.ts': program },
      lessons: [{ ...lesson!, screens: { en: [{ ...screen!, blocks }] } }, ...lessons],
    };
    const tutor = new TutorDriver({ course: { ...COURSE, chapters: [measuring] } });
    await tutor.press('enter');
    const shown = (): string => {
      const lines = textLines(tutor.state, lessonView(tutor.state)!, 60);
      return lines.map((line) => line.map(({ text }) => text).join('')).join('\n');
    };
    expect(shown()).toContain('4 s (recorded)');
    await tutor.press('s', 'G');
    expect(shown()).toContain('\n3 s\n');
  });

  test('pauses, steps one handle, goes back the same way, and to both ends', async () => {
    const tutor = new TutorDriver();
    await tutor.press('j', 'enter', 's', ' ');
    const paused = tutor.run.cursor;
    await tutor.pass(1);
    expect(tutor.run.cursor).toBe(paused);
    await tutor.press('right');
    const once = tutor.run.cursor;
    await tutor.press('right');
    expect(tutor.run.replay.stepsAt(tutor.run.cursor)).toBe(tutor.run.replay.stepsAt(once) + 1);
    await tutor.press('left');
    expect(tutor.run.cursor).toBe(once);
    await tutor.press('G');
    expect(tutor.run.cursor).toBe(TRACES['as-tasks.ts']!.length);
    await tutor.press('g');
    expect(tutor.run).toMatchObject({ cursor: 0, playhead: 0, mode: 'paused' });
  });

  test('goes on from where the learner went back to, without asking the sandbox again', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's', 'G', 'g');
    const asked = tutor.runner.orders.length;
    await tutor.press(' ');
    await tutor.pass(1.5);
    expect(tutor.run.replay.at(tutor.run.cursor).outputLineCount).toBe(1);
    await tutor.pass(3);
    expect(tutor.run.cursor).toBe(tutor.run.known);
    expect(tutor.runner.orders).toHaveLength(asked);
  });

  test('shows another moment at the first step back from its end, and the end again at the next step', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's', 'G');
    const end = tutor.run.cursor;
    const steps = tutor.run.replay.stepsAt(end);
    await tutor.press('left');
    expect(tutor.run.replay.stepsAt(tutor.run.cursor)).toBe(steps - 1);
    await tutor.press('right');
    expect(tutor.run.cursor).toBe(end);
  });

  test('whose last words come after its last step loses only them at the first step back', async () => {
    const trace = TRACES['in-sequence.ts']!;
    const output = { type: 'output', at: 3, stream: 'out', text: 'bye\n', task: null, place: null } as const;
    const runner = new FakeRunner({ 'in-sequence.ts': [...trace.slice(0, -1), output, trace.at(-1)!] });
    const tutor = new TutorDriver({ runner });
    await tutor.press('enter', 's', 'G', 'G', 'left');
    const picture = tutor.run.replay.at(tutor.run.cursor);
    expect(picture.outputLineCount).toBe(2);
    expect(tutor.run.replay.stepsAt(tutor.run.cursor)).toBe(tutor.run.replay.stepsAt(tutor.run.known));
  });

  test('is played as fast as the learner has set in another lesson', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's', '-', '-', 'N', 's');
    await tutor.pass(1);
    expect(tutor.run.playhead).toBeCloseTo(0.25);
  });

  test('reaches the end step by step', async () => {
    const tutor = new TutorDriver();
    await tutor.press('j', 'enter', 's', ' ');
    await tutor.press(...Array.from({ length: 30 }, () => 'right'));
    expect(tutor.run.replay.at(tutor.run.cursor).ended).toMatchObject({ status: 'done' });
  });

  test('is paused when the screen is left, and ended when another one starts', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's');
    await tutor.pass(0.5);
    await tutor.press('q');
    await tutor.pass(2);
    await tutor.press('enter');
    expect(tutor.run.mode).toBe('paused');
    expect(tutor.run.playhead).toBeCloseTo(0.5);
    await tutor.press('N', 's');
    expect(tutor.runner.killed).toEqual(['in-sequence.ts']);
  });

  test('starts anew with r', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's', 'G', 'r');
    expect(tutor.run).toMatchObject({ id: 2, mode: 'live', playhead: 0 });
  });

  test('is ended when the learner quits', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 's', 'ctrl-c');
    expect(tutor.runner.killed).toEqual(['in-sequence.ts']);
    expect(tutor.asked).toEqual(['quit']);
  });

  test('that the sandbox ended says so, and does not count as a wrong prediction', async () => {
    const stopped = TRACES['in-sequence.ts']!.slice(0, 12);
    const runner = new FakeRunner({
      'in-sequence.ts': [...stopped, { type: 'runEnded', at: 1, status: 'timeout', error: null }],
    });
    const tutor = await predicted('hello\nworld', '3', { runner });
    await tutor.pass(3);
    expect(parting(tutor)).toBeNull();
    expect(judged(tutor)).toMatchObject({ is: 'holding', ended: false });
    expect(tutor.run.replay.at(tutor.run.cursor).ended).toMatchObject({ status: 'timeout' });
  });
});

describe('a lesson', () => {
  test('leads from its last screen to the next lesson, and back to the last screen', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 'n', 'n');
    expect([tutor.view.lesson.id, tutor.view.lessonState.screen]).toEqual(['as-tasks', 0]);
    await tutor.press('p');
    expect([tutor.view.lesson.id, tutor.view.lessonState.screen]).toEqual(['in-sequence', 1]);
  });

  test('does what comes next on Enter: predict, then run, then the next screen', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 'enter');
    expect(tutor.view.stationState.prediction.focus).toBe('output');
    await tutor.press('enter', '3', 'enter');
    expect(tutor.run.mode).toBe('live');
    await tutor.press('G', 'G', 'enter');
    expect(tutor.view.lessonState.screen).toBe(1);
  });

  test('shows the Python twin and returns to the program that runs', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', 't');
    expect(tutor.view.stationState.form).toBe(1);
    await tutor.press('t');
    expect(tutor.view.stationState.form).toBe(0);
  });

  test('switches its language at once, and keeps what was done', async () => {
    const tutor = await predicted('moon', '3');
    await tutor.pass(2);
    await tutor.press('L');
    expect(tutor.state.language).toBe('zh');
    expect(tutor.view.screen.heading).toBe('连着的两次等待');
    expect(parting(tutor)?.how).toMatchObject({ said: 'moon' });
  });

  test('never scrolls its code beyond the last line', async () => {
    const tutor = new TutorDriver({ columns: 80, rows: 18 });
    await tutor.press('enter', ...Array.from({ length: 40 }, () => 'J'));
    const bottom = tutor.view.stationState.codeScroll;
    await tutor.press('K');
    expect(tutor.view.stationState.codeScroll).toBe(bottom! - 1);
  });

  test('opens the help over itself, whose keys do nothing beneath it', async () => {
    const tutor = new TutorDriver();
    await tutor.press('enter', '?', 'r', 's');
    expect(tutor.state.help).not.toBeNull();
    expect(tutor.view.stationState.run).toBeNull();
    await tutor.press('escape');
    expect(tutor.state.help).toBeNull();
    expect(tutor.view.lesson.id).toBe('in-sequence');
  });

  test('hands ^Z on', async () => {
    const tutor = new TutorDriver();
    await tutor.press('ctrl-z');
    expect(tutor.asked).toEqual(['suspend']);
  });
});

test('a terminal below 60x16 is too small', () => {
  expect(isTooSmall({ columns: 60, rows: 16 })).toBe(false);
  expect(isTooSmall({ columns: 59, rows: 16 })).toBe(true);
  expect(isTooSmall({ columns: 60, rows: 15 })).toBe(true);
});
