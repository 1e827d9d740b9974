/** `async-tutor` and `async-tutor learn [LESSON]`: the tutor on its screen, with the real sandbox behind it. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Ports, SyntaxPort } from '../app/ports.ts';
import { QUIZ, withQuizzes } from '../app/quizzes.ts';
import { openLesson } from '../app/screens/contents.ts';
import { asChosen } from '../app/settings.ts';
import { allLessons, initialState, lessonKey, type State } from '../app/state.ts';
import type { Course, Language } from '../course/course.ts';
import { dataFolder } from '../disk/data-folder.ts';
import { openProgress, type ProgressFile } from '../disk/progress-file.ts';
import type { Fact } from '../progress/fact.ts';
import { momentOf, summarize } from '../progress/progress.ts';
import { progressProblemText } from '../text/progress-words.ts';
import { runCode } from '../sandbox/run-code.ts';
import { dropSpare, keepSpare } from '../sandbox/spare.ts';
import type { ScreenTerminal } from '../ui/open-screen.tsx';
import { inEditor } from './external-editor.ts';
import { languageOf } from './language.ts';
import { MAIN_WORDS, type MainWords } from './main-words.ts';
import { type Ending, environmentNow, onScreen, SIGNAL_STATUS, sizeNow } from './on-screen.ts';
import { courseIn, shippedCourse } from './open-course.ts';
import { saveTrace } from './save-trace.ts';
import { UsageError } from './usage.ts';
import { nearestName } from '../sandbox/nearest-name.ts';

export async function learn(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      lang: { type: 'string' },
      course: { type: 'string' },
      data: { type: 'string' },
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
  const place = positionals[0] === undefined ? null : lessonAt(withQuizzes(course), positionals[0], words);
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw new UsageError(words.noTerminal);
  return await learnAt(course, language, await keptIn(values.data), place, values.lang !== undefined);
}

interface Where {
  readonly chapter: number;
  readonly lesson: number;
}

/** The tutor at a lesson, or (null) at the contents. `isLanguageAsked`: it counts more than the one of another day. */
export async function learnAt(
  course: Course,
  language: Language,
  kept: ProgressFile,
  place: Where | null,
  isLanguageAsked: boolean,
): Promise<number> {
  const size = sizeNow();
  const progress = summarize(kept.facts);
  const start = asChosen(initialState(course, language, size, progress, environmentNow()), isLanguageAsked);
  const endedBy = await open(place === null ? start : openLesson(start, place.chapter, place.lesson), kept);
  kept.flush();
  for (const problem of kept.problems)
    process.stderr.write(`async-tutor: ${progressProblemText(problem, start.language)}\n`);
  return endedBy === null ? 0 : SIGNAL_STATUS[endedBy];
}

/** What is kept in the folder that the command names, else in the system's own. */
export async function keptIn(data: string | undefined): Promise<ProgressFile> {
  const folder = data === undefined ? await dataFolder() : resolve(data);
  return folder === null ? inMemory() : openProgress(folder, Date.now());
}

/** For a user without a home, whose progress nobody can keep. */
function inMemory(): ProgressFile {
  const facts: Fact[] = [];
  const appendAll = (more: readonly Fact[]): void => void facts.push(...more);
  return { facts, problems: [], append: (fact) => appendAll([fact]), appendAll, flush() {} };
}

/** How long nobody has typed before what is written is read, ms. */
const QUIET_MS = 250;

let asked = 0;

/** Reading takes the tutor's own time, and half a word is an error every time. */
const checkWhenQuiet: SyntaxPort['check'] = async ({ fileName, source }) => {
  const number = ++asked;
  await new Promise((resume) => setTimeout(resume, QUIET_MS));
  if (number !== asked) return null;
  const { findSyntaxError } = await import('../sandbox/find-syntax-error.ts');
  const found = findSyntaxError(source, fileName);
  if (found === null) return { problem: null };
  const { message, ...rest } = found;
  return { problem: { ...rest, text: message } };
};

/** Resolves to the signal that ended it; null: the learner did. */
async function open(state: State, kept: ProgressFile): Promise<Ending | null> {
  const portsOf = (terminal: ScreenTerminal): Ports => ({
    terminal,
    editor: {
      // Not `spawn`: while we wait for that, we would read keys that are for the editor.
      edit: (program, command) => terminal.lend(() => inEditor(program, command)),
    },
    syntax: { check: checkWhenQuiet },
    traces: { save: (trace, language) => saveTrace(trace, language, process.cwd()) },
    progress: {
      remember(fact) {
        kept.append({ ...fact, at: momentOf(kept.facts, Date.now()) });
        return summarize(kept.facts);
      },
    },
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
    return await onScreen(state, portsOf);
  } finally {
    dropSpare();
  }
}

/** Opens at the lesson whose id has `typed` in it, which must be one. */
function lessonAt(course: Course, typed: string, words: MainWords): Where {
  const lessons = allLessons(course)
    .map((at) => ({ ...at, id: lessonKey(course, at.chapter, at.lesson) }))
    .filter(({ id }) => !id.endsWith(`/${QUIZ}`));
  const exact = lessons.filter(({ id }) => id === typed || id.endsWith(`/${typed}`));
  const found = exact.length > 0 ? exact : lessons.filter(({ id }) => id.includes(typed));
  if (found.length === 1) return found[0]!;
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
      nearestName(
        typed,
        ids.map((id) => id.split('/')[1]!),
      ),
      ids,
    ),
  );
}
