/** `async-tutor` and `async-tutor learn [LESSON]`: the tutor on its screen, with the real sandbox behind it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ColorSupportLevel } from 'chalk';
import type { Ports, TerminalPort } from '../app/ports.ts';
import { Program } from '../app/program.ts';
import { openLesson } from '../app/screens/contents.ts';
import { allLessons, initialState, lessonKey, type State } from '../app/state.ts';
import type { Course } from '../course/course.ts';
import { runCode } from '../sandbox/run-code.ts';
import { dropSpare, keepSpare } from '../sandbox/spare.ts';
import { openTutor } from '../ui/open-screen.tsx';
import { languageOf } from './language.ts';
import { MAIN_WORDS } from './main-words.ts';
import { nearest, UsageError } from './usage.ts';

type Words = (typeof MAIN_WORDS)['en'];

const SHIPPED_COURSE = fileURLToPath(new URL('./course.json', import.meta.url));
/** At most so many problems of a broken course are listed. */
const MOST_PROBLEMS = 20;

export async function learn(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      lang: { type: 'string' },
      course: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const language = languageOf(values.lang, process.env);
  const words = MAIN_WORDS[language];
  if (values.help) {
    process.stdout.write(`${words.help}\n`);
    return 0;
  }
  if (positionals.length > 1) throw new UsageError(words.oneLesson);
  const course = values.course === undefined ? shippedCourse() : await courseIn(values.course, words);
  const size = { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
  const start = initialState(course, language, size);
  const state = positionals[0] === undefined ? start : atLesson(start, positionals[0], words);
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw new UsageError(words.noTerminal);
  await open(state);
  return 0;
}

async function open(state: State): Promise<void> {
  const ports = (terminal: TerminalPort): Ports => ({
    terminal,
    runner: {
      start(program, { clock }) {
        const run = runCode(program, { clock });
        // The next one is warmed up once this one has been handed its program.
        setImmediate(keepSpare);
        return run;
      },
    },
  });
  setImmediate(keepSpare);
  try {
    await openTutor({
      stdin: process.stdin,
      stdout: process.stdout,
      makeProgram: (terminal) => new Program(state, ports(terminal)),
      stopProcess,
      onStopAsked: (suspend) => process.on('SIGTSTP', suspend),
      // Unhandled rejections come as uncaught exceptions too.
      onFailure: (fail) => process.on('uncaughtException', fail),
      ...(noColor() ? { colors: 0 as ColorSupportLevel } : {}),
      isScreenReaderEnabled: process.env['INK_SCREEN_READER'] === 'true',
    });
  } finally {
    process.removeAllListeners('uncaughtException');
    process.removeAllListeners('SIGTSTP');
    dropSpare();
  }
}

function noColor(): boolean {
  return (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb';
}

/**
 * The whole foreground group stops, or a launcher in front of us would keep the shell waiting. Neither a listener for a
 * signal nor a paused stdin keeps a process alive: the timer does, until the shell continues it.
 */
function stopProcess(): Promise<void> {
  return new Promise((resume) => {
    const alive = setInterval(() => {}, 1_000_000);
    const listeners = process.listeners('SIGTSTP');
    process.once('SIGCONT', () => {
      clearInterval(alive);
      for (const listener of listeners) process.on('SIGTSTP', listener);
      resume();
    });
    // Without a listener the signal does what it does by itself.
    process.removeAllListeners('SIGTSTP');
    process.kill(0, 'SIGTSTP');
  });
}

function shippedCourse(): Course {
  return JSON.parse(readFileSync(SHIPPED_COURSE, 'utf8')) as Course;
}

/** Somebody's own course. The parsers are loaded only for it. */
async function courseIn(folder: string, words: Words): Promise<Course> {
  const { readCourse } = await import('../disk/read-course.ts');
  const { value, problems } = readCourse(resolve(folder));
  const lines = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ file, line, what, mend }) => `${file}:${line}: ${what} ${mend}\n`);
  process.stderr.write(lines.join(''));
  if (allLessons(value).length === 0) throw new UsageError(words.brokenCourse(folder, problems.length));
  return value;
}

/** Opens at the lesson whose id has `typed` in it, which must be one. */
function atLesson(state: State, typed: string, words: Words): State {
  const lessons = allLessons(state.course).map((at) => ({ ...at, id: lessonKey(state.course, at.chapter, at.lesson) }));
  const exact = lessons.filter(({ id }) => id === typed || id.endsWith(`/${typed}`));
  const found = exact.length > 0 ? exact : lessons.filter(({ id }) => id.includes(typed));
  if (found.length === 1) return openLesson(state, found[0]!.chapter, found[0]!.lesson);
  const ids = lessons.map(({ id }) => id);
  if (found.length > 1)
    throw new UsageError(
      words.severalLessons(
        typed,
        found.map(({ id }) => id),
      ),
    );
  throw new UsageError(
    words.noLesson(
      typed,
      nearest(
        typed,
        ids.map((id) => id.split('/')[1]!),
      ),
      ids,
    ),
  );
}
