/**
 * `async-tutor progress`: how far the learner is, as text or as one JSON object; all of it carried away, brought back, or
 * begun anew. The contract that scripts rely on: what goes to which stream, and the exit status.
 */
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { localized } from '../app/screens/lesson-state.ts';
import type { Chapter, Course, Language, Lesson } from '../course/course.ts';
import { dataFolder } from '../disk/data-folder.ts';
import { readExport, writeExport } from '../disk/export-file.ts';
import { openProgress, type ProgressFile } from '../disk/progress-file.ts';
import { exportText, parseExport } from '../progress/export.ts';
import { factLine, PROGRESS_VERSION, type Fact, type ResetScope } from '../progress/fact.ts';
import { inOrder, momentOf, ofChapter, summarize, type Progress } from '../progress/progress.ts';
import { nearestName } from '../sandbox/nearest-name.ts';
import { progressProblemText, systemWords } from '../text/progress-words.ts';
import { harmless } from '../trace/wire.ts';
import { languageOf } from './language.ts';
import { MAIN_WORDS } from './main-words.ts';
import { courseIn, shippedCourse } from './open-course.ts';
import { PROGRESS_WORDS } from './progress-words.ts';
import { toldJson } from './told.ts';
import { UsageError } from './usage.ts';

/** What every way of asking needs. */
interface Asked {
  readonly course: Course;
  readonly language: Language;
  readonly words: (typeof PROGRESS_WORDS)['en'];
  readonly folder: string;
  readonly kept: ProgressFile;
}

export async function progress(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    // What is to be reset may be left away, which `parseArgs` does not know.
    args: args.flatMap((arg) => (arg.startsWith('--reset=') ? ['--reset', arg.slice('--reset='.length)] : [arg])),
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      export: { type: 'string' },
      import: { type: 'string' },
      reset: { type: 'boolean' },
      yes: { type: 'boolean' },
      data: { type: 'string' },
      course: { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const language = languageOf(values.lang, process.env);
  const words = PROGRESS_WORDS[language];
  if (values.help) {
    print(words.help);
    return 0;
  }
  const things = [values.json, values.export, values.import, values.reset].filter((thing) => thing !== undefined);
  if (things.length > 1) throw new UsageError(words.oneThing);
  const unknown = positionals[values.reset ? 1 : 0];
  if (unknown !== undefined) throw new UsageError(words.tooMuch(unknown));
  const course = values.course === undefined ? shippedCourse() : await courseIn(values.course, MAIN_WORDS[language]);
  const folder = values.data === undefined ? await dataFolder() : resolve(values.data);
  if (folder === null) throw new UsageError(words.noDataFolder);
  const asked = { course, language, words, folder, kept: openProgress(folder, Date.now()) };
  if (values.export !== undefined) return exportTo(values.export, asked);
  if (values.import !== undefined) return importFrom(values.import, asked);
  if (values.reset) return reset(positionals[0] ?? 'everything', values.yes ?? false, asked);
  return values.json ? printJson(asked) : printSummary(asked);
}

function printSummary({ course, language, words, folder, kept }: Asked): number {
  const done = summarize(kept.facts);
  for (const chapter of course.chapters) print(chapterLines(chapter, done, { course, language, words }).join('\n'));
  print('');
  const place = done.resume;
  const lesson = course.chapters
    .find(({ id }) => id === place?.chapter)
    ?.lessons.find(({ id }) => id === place?.lesson);
  if (place !== null && lesson !== undefined)
    print(words.goOn(localized(lesson.title, course, language) ?? lesson.id, place.screen + 1));
  else if (place === null && Object.keys(done.lessons).length === 0) print(words.nothingYet);
  print(words.keptIn(folder));
  sayProblems(kept, language);
  return 0;
}

type Shown = Pick<Asked, 'course' | 'language' | 'words'>;

function chapterLines(chapter: Chapter, done: Progress, shown: Shown): readonly string[] {
  const { course, language, words } = shown;
  const finished = chapter.lessons.filter(({ id }) => done.lessons[`${chapter.id}/${id}`]?.isFinished).length;
  const questions = ofChapter(done.questions, chapter.id);
  const exercises = ofChapter(done.exercises, chapter.id);
  const title = localized(chapter.title, course, language) ?? chapter.id;
  return [
    words.chapter(title, finished, chapter.lessons.length),
    ...chapter.lessons.map((lesson) => `  ${lessonLine(chapter, lesson, done, shown)}`),
    ...(questions.length === 0
      ? []
      : [`  ${words.questions(questions.length, questions.filter(({ wasRight }) => wasRight).length)}`]),
    ...(exercises.length === 0
      ? []
      : [`  ${words.exercises(exercises.length, exercises.filter(({ isSolved }) => isSolved).length)}`]),
  ];
}

function lessonLine(chapter: Chapter, lesson: Lesson, done: Progress, { course, language, words }: Shown): string {
  const title = localized(lesson.title, course, language) ?? lesson.id;
  const of = done.lessons[`${chapter.id}/${lesson.id}`];
  if (of === undefined) return `· ${title}`;
  if (of.isFinished) return `✓ ${title}`;
  const screens = screensOf(lesson, course, language);
  // A lesson may have become shorter since.
  return `▸ ${words.atScreen(title, Math.min((of.furthestScreen ?? 0) + 1, screens), screens)}`;
}

function screensOf(lesson: Lesson, course: Course, language: Language): number {
  return localized(lesson.screens, course, language)?.length ?? 0;
}

/** Exactly one JSON object on stdout, problems included. Screens count from 0. */
function printJson({ course, language, folder, kept }: Asked): number {
  const { lessons, questions, exercises, settings, resume } = summarize(kept.facts);
  const chapters = course.chapters.map((chapter) => ({
    id: chapter.id,
    lessons: chapter.lessons.map((lesson) => ({
      id: lesson.id,
      screens: screensOf(lesson, course, language),
      furthestScreen: lessons[`${chapter.id}/${lesson.id}`]?.furthestScreen ?? null,
      isFinished: lessons[`${chapter.id}/${lesson.id}`]?.isFinished ?? false,
    })),
  }));
  const { problems } = kept;
  const all = { version: PROGRESS_VERSION, folder, chapters, questions, exercises, settings, resume, problems };
  process.stdout.write(`${toldJson(all)}\n`);
  return 0;
}

function exportTo(file: string, { language, words, kept }: Asked): number {
  const facts = inOrder(kept.facts);
  sayProblems(kept, language);
  if (file === '-') {
    process.stdout.write(exportText(facts));
    return 0;
  }
  const why = writeExport(file, exportText(facts));
  if (why === 'EEXIST') throw new UsageError(words.exists(file));
  if (why !== null) return fail(words.cannotExport(file, systemWords(why, language)));
  print(words.exported(facts.length, file));
  return 0;
}

function importFrom(file: string, { language, words, kept }: Asked): number {
  const read = readExport(file);
  if (read.is === 'missing') throw new UsageError(words.missing(file));
  if (read.is === 'noPlainFile') throw new UsageError(words.notAFile(file));
  if (read.is === 'failed') return fail(words.unreadable(file, systemWords(read.why, language)));
  const imported = parseExport(read.lines);
  switch (imported.is) {
    case 'noExport':
      return fail(words.noExport(file));
    case 'newer':
      return fail(words.newer(file, imported.version));
    case 'broken':
      return fail(words.broken(file, imported.line, imported.why));
    case 'short':
      return fail(words.short(file, imported.found, imported.promised));
    case 'facts': {
      const known = new Set(kept.facts.map(factLine));
      const added = inOrder(imported.facts).filter((fact) => !known.has(factLine(fact)));
      return keep(added, words.imported(imported.facts.length, added.length), kept, language);
    }
  }
}

async function reset(what: string, isMeant: boolean, { course, language, words, kept }: Asked): Promise<number> {
  const scope = scopeOf(what, course, words);
  const name = scope.of === 'everything' ? words.everything : what;
  if (!isMeant && !(process.stdin.isTTY && process.stderr.isTTY)) throw new UsageError(words.askForYes);
  if (!isMeant && !words.yes.test(await answerTo(words.ask(name)))) {
    print(words.notReset);
    return 0;
  }
  const fact: Fact = { type: 'resetAsked', at: momentOf(kept.facts, Date.now()), ...scope };
  return keep([fact], words.reset(name), kept, language);
}

/** Throws `UsageError` for what the course does not have. */
function scopeOf(what: string, course: Course, words: Asked['words']): ResetScope {
  if (what === 'everything') return { of: 'everything', chapter: null, lesson: null };
  const known = course.chapters.flatMap(({ id, lessons }) => [id, ...lessons.map((lesson) => `${id}/${lesson.id}`)]);
  if (!known.includes(what)) {
    const near = known.find((each) => each.endsWith(`/${what}`)) ?? nearestName(what, known);
    throw new UsageError(words.noSuchScope(what, near, known));
  }
  const [chapter, lesson] = what.split('/') as [string, string | undefined];
  return lesson === undefined ? { of: 'chapter', chapter, lesson: null } : { of: 'lesson', chapter, lesson };
}

/** Empty where the terminal is closed instead. */
async function answerTo(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await Promise.race([terminal.question(question), once(terminal, 'close').then(() => '')]);
  } catch {
    return '';
  } finally {
    terminal.close();
  }
}

/** Says `done` only of what is written. */
function keep(facts: readonly Fact[], done: string, kept: ProgressFile, language: Language): number {
  kept.appendAll(facts);
  sayProblems(kept, language);
  if (kept.problems.some(({ is }) => is === 'unwritten')) return 1;
  print(done);
  return 0;
}

function sayProblems({ problems }: ProgressFile, language: Language): void {
  for (const problem of problems) process.stderr.write(`${harmless(progressProblemText(problem, language))}\n`);
}

function fail(text: string): number {
  process.stderr.write(`async-tutor: ${harmless(text)}\n`);
  return 1;
}

function print(text: string): void {
  process.stdout.write(`${harmless(text)}\n`);
}
