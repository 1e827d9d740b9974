import { afterEach, describe, expect, test } from 'vitest';
import { Program } from '../../src/app/program.ts';
import type { EditorPort, RunnerPort } from '../../src/app/ports.ts';
import { initialState } from '../../src/app/state.ts';
import type { Course, Language } from '../../src/course/course.ts';
import { openTutor, type ScreenTerminal } from '../../src/ui/open-screen.tsx';
import { ASKING } from '../app/asking-course.ts';
import { FakeEditor } from '../app/fake-editor.ts';
import { FakeProgress, NO_SYNTAX, NO_TRACES } from '../app/fake-progress.ts';
import { COURSE, FakeRunner } from '../app/fake-runner.ts';
import { FakeTerminal } from './fake-terminal.ts';

const ENTER = '\r';
const ESCAPE = '\x1b';
const DOWN = '\x1b[B';
const CTRL_C = '\x03';
const CTRL_Z = '\x1a';

interface Opened {
  readonly terminal: FakeTerminal;
  readonly left: Promise<void>;
}

interface Options {
  readonly columns?: number;
  readonly rows?: number;
  readonly language?: Language;
  readonly runner?: RunnerPort;
  readonly stopProcess?: () => Promise<void>;
  readonly course?: Course;
  readonly editor?: (terminal: ScreenTerminal) => EditorPort;
}

const opened: Opened[] = [];

afterEach(async () => {
  for (const { terminal, left } of opened.splice(0)) {
    terminal.type(CTRL_C);
    await left.catch(() => undefined);
  }
});

function open(options: Options = {}): Opened {
  const { columns = 120, rows = 40, language = 'en', runner = new FakeRunner() } = options;
  const terminal = new FakeTerminal(columns, rows);
  const left = openTutor({
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    makeProgram: (port) => {
      const editor = options.editor?.(port) ?? new FakeEditor();
      const ports = {
        runner,
        terminal: port,
        progress: new FakeProgress(),
        syntax: NO_SYNTAX,
        traces: NO_TRACES,
        editor,
      };
      return new Program(initialState(options.course ?? COURSE, language, { columns, rows }), ports);
    },
    stopProcess: options.stopProcess ?? (() => Promise.resolve()),
    colors: 2,
  });
  const both = { terminal, left };
  opened.push(both);
  return both;
}

const PLACES = [
  [80, 24, 'en'],
  [80, 24, 'zh'],
  [120, 40, 'en'],
  [120, 40, 'zh'],
  [200, 50, 'en'],
  [200, 50, 'zh'],
] as const;

describe.each(PLACES)('on a terminal of %i x %i in %s', (columns, rows, language) => {
  const isEnglish = language === 'en';

  test('a learner opens a lesson, predicts, and is shown where the run parts from it', async () => {
    const { terminal } = open({ columns, rows, language });
    await terminal.shows(isEnglish ? 'Running a coroutine' : '运行协程');
    terminal.type(ENTER);
    await terminal.shows(isEnglish ? 'Two waits in a row' : '连着的两次等待');
    terminal.type(ENTER);
    terminal.type('moon');
    await terminal.shows('moon▏');
    terminal.type('\t3');
    await terminal.shows('3▏');
    terminal.type(ENTER);
    terminal.type('G');
    const screen = await terminal.shows(isEnglish ? 'parts from your prediction' : '与你的预测不同');
    expect(screen).toContain('moon');
    expect(screen).toContain('await sleep(s);');
    expect(screen.split('\n')).toHaveLength(rows);
  });

  test('the tasks move while the program runs live, and stand still when it is paused', async () => {
    const { terminal } = open({ columns, rows, language });
    terminal.type(DOWN);
    terminal.type(ENTER);
    await terminal.shows('as-tasks.ts');
    terminal.type('s');
    await terminal.until((screen) => /█━{3}/.test(screen));
    terminal.type(' ');
    const paused = await terminal.shows(isEnglish ? 'paused' : '暂停');
    expect(paused.match(/█━+/g)?.length).toBeGreaterThanOrEqual(3);
  });
});

describe('the terminal', () => {
  test('shows the first screen from its first column on, wherever the shell has left the cursor', async () => {
    const { terminal } = open({ columns: 80, rows: 24 });
    const screen = await terminal.shows('? help');
    expect(screen.split('\n')[0]).toMatch(/^ \S/);
    expect(screen.split('\n')[1]).toBe('─'.repeat(80));
  });

  test('is as it was after the learner quits', async () => {
    const { terminal, left } = open();
    await terminal.shows('Running a coroutine');
    expect([terminal.isAlternate, terminal.input.isRaw]).toEqual([true, true]);
    terminal.type('q');
    await left;
    await terminal.shows('shell$');
    expect([terminal.isAlternate, terminal.input.isRaw, terminal.isCursorShown]).toEqual([false, false, true]);
  });

  test('is as it was after ^C, also while a program runs', async () => {
    const { terminal, left } = open();
    terminal.type(ENTER);
    await terminal.shows('in-sequence.ts');
    terminal.type('s');
    await terminal.shows('live');
    terminal.type(CTRL_C);
    await left;
    await terminal.shows('shell$');
    expect([terminal.isAlternate, terminal.input.isRaw]).toEqual([false, false]);
  });

  test('is as it was after an error of ours, and only then the error is told', async () => {
    const runner: RunnerPort = {
      start: () => {
        throw new Error('no sandbox here');
      },
    };
    const { terminal, left } = open({ runner });
    terminal.type(ENTER);
    await terminal.shows('in-sequence.ts');
    terminal.type('s');
    await expect(left).rejects.toThrow('no sandbox here');
    await terminal.shows('shell$');
    expect([terminal.isAlternate, terminal.input.isRaw]).toEqual([false, false]);
  });

  test('belongs to the shell while the tutor is suspended, and shows the same screen afterwards', async () => {
    const seen: boolean[] = [];
    const suspended = Promise.withResolvers<void>();
    const continued = Promise.withResolvers<void>();
    const stopProcess = () => {
      seen.push(terminal.input.isRaw);
      suspended.resolve();
      return continued.promise;
    };
    const { terminal } = open({ stopProcess });
    terminal.type(DOWN);
    await terminal.shows('► 2');
    terminal.type(CTRL_Z);
    await suspended.promise;
    await terminal.until(() => !terminal.isAlternate);
    expect(seen).toEqual([false]);
    continued.resolve();
    await terminal.until((screen) => terminal.isAlternate && screen.includes('► 2'));
    expect(terminal.input.isRaw).toBe(true);
  });

  test('belongs to an editor while a program is written in it, and what was typed there is for nobody else', async () => {
    const seen: boolean[] = [];
    const editor = (port: ScreenTerminal): EditorPort => ({
      edit: ({ source }) =>
        port.lend(() => {
          seen.push(terminal.input.isRaw);
          return { is: 'saved', text: `${source}// mended\n` };
        }),
    });
    const { terminal } = open({ course: ASKING, editor });
    terminal.type(`${DOWN}${DOWN}`);
    await terminal.shows('► 3');
    terminal.type(ENTER);
    await terminal.shows('broken;');
    terminal.type('\x07qq');
    await terminal.shows('// mended');
    expect(seen).toEqual([false]);
    expect([terminal.isAlternate, terminal.input.isRaw]).toEqual([true, true]);
  });

  test('may be resized at any time, to too small and back', async () => {
    const { terminal } = open({ columns: 80, rows: 24 });
    terminal.type(ENTER);
    await terminal.shows('in-sequence.ts');
    terminal.resize(50, 12);
    await terminal.shows('too small');
    terminal.resize(120, 40);
    const wide = await terminal.until((screen) => screen.includes('│') && screen.includes('Before it runs'));
    expect(wide).not.toContain('too small');
    terminal.resize(80, 24);
    const fits = (lines: readonly string[]) =>
      lines[0]!.startsWith(' 7 Running a coroutine') &&
      lines.filter((line) => line.includes('Two waits in a row')).length === 1 &&
      lines.at(-1)!.endsWith('? help');
    await terminal.until((screen) => fits(screen.split('\n')));
  });

  test('takes what is pasted as one piece, line ends and all', async () => {
    const { terminal } = open();
    terminal.type(ENTER);
    await terminal.shows('in-sequence.ts');
    terminal.type(ENTER);
    await terminal.shows('▏');
    terminal.type('\x1b[200~hello\rworld\x1b[201~');
    const screen = await terminal.shows('world▏');
    expect(screen).toContain('1 │ hello');
  });

  test('leaves typing with Esc and the lesson with a second one', async () => {
    const { terminal } = open();
    terminal.type(ENTER);
    await terminal.shows('in-sequence.ts');
    terminal.type(ENTER);
    terminal.type('q');
    await terminal.shows('q▏');
    terminal.type(ESCAPE);
    await terminal.until((screen) => !screen.includes('▏'));
    terminal.type(ESCAPE);
    await terminal.shows('► 1');
  });
});
