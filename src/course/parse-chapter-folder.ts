/** A chapter's folder: `chapter.yaml`, and what it names in the folder. What it does not name is a problem, too. */
import type { Chapter, Exercise, Judge, Language, Lesson, Localized, Program } from './course.ts';
import { LANGUAGES } from './course.ts';
import type { Named } from './lesson-reader.ts';
import { chapterNumber, lessonFileName, twinNames } from './names.ts';
import { parseChapter } from './parse-chapter.ts';
import type { ChapterText, ExerciseText } from './parse-chapter.ts';
import { parseLesson } from './parse-lesson.ts';
import type { LessonText } from './parse-lesson.ts';
import { localizedText, parseQuiz, type QuizSurroundings, type QuizText } from './parse-quiz.ts';
import type { Problem } from './problem.ts';
import { programFaults } from './program-faults.ts';
import type { Question } from './questions/kinds.ts';
import type { Source } from './questions/question.ts';
import { sameInEveryLanguage } from './same-in-every-language.ts';

export interface ChapterFolder {
  readonly name: string;
  /** `lessons/07-running-a-coroutine/` */
  readonly path: string;
  /** By name, without the path. */
  readonly files: ReadonlyMap<string, string>;
  /** `quizzes/07-running-a-coroutine.yaml`, if there is one. */
  readonly quiz: string | null;
}

/** Null when there is nothing to show; the problems say why. */
export function parseChapterFolder(
  folder: ChapterFolder,
  languages: readonly Language[],
  misconceptions: ReadonlySet<number>,
  problems: Problem[],
): Chapter | null {
  const file = `${folder.path}chapter.yaml`;
  const number = chapterNumber(folder.name);
  const text = folder.files.get('chapter.yaml');
  if (number === null) {
    problems.push({
      file,
      line: 1,
      what: 'The folder of a chapter starts with its number.',
      mend: 'Name it like `07-running-a-coroutine`.',
    });
    return null;
  }
  if (text === undefined) {
    problems.push({
      file,
      line: 1,
      what: 'There is no such file.',
      mend: 'Write it: `id`, `title`, `lessons`, `snippets`.',
    });
    return null;
  }
  const chapter = parseChapter(file, text);
  problems.push(...chapter.problems);
  if (chapter.value === null) return null;
  const { title, snippets, lessons: listed } = chapter.value;
  const id = chapter.value.id ?? folder.name.replace(/^\d+-/, '');
  const files = new Set<string>(chapter.value.mentioned);
  const programs = readPrograms(folder, snippets, files, problems);
  const exercises = readExercises(folder, chapter, languages, files, problems);
  const faulty = new Set(Object.keys(snippets).filter((name) => snippets[name] === null));
  const quiz = readQuiz(folder, { programs, faulty, files: folder.files, languages, misconceptions }, problems);
  for (const name of quiz.used) files.add(name);
  reportStrayPrograms(folder, files, problems);
  for (const language of languages) {
    if (title === null || title[language] !== undefined) continue;
    problems.push({
      file,
      line: 1,
      what: `The chapter has no title in ${language}.`,
      mend: `Add \`${language}: …\` to its title.`,
    });
  }
  const parts = { id, number, folder: folder.name, title: title ?? {}, programs, exercises };
  // Without the list nothing can be said of what lessons use.
  if (listed === null)
    return { ...parts, lessons: [], questions: quiz.questions.map((question) => ({ ...question, see: null })) };
  const named = {
    programs: new Set([...Object.keys(programs), ...faulty]),
    questions: new Set([...quiz.questions.map((question) => question.id), ...quiz.faulty]),
    exercises: new Set(Object.keys(chapter.value.exercises)),
  };
  const { lessons, used, exercised } = readLessons(folder, listed, named, languages, problems);
  reportUnused(folder, Object.keys(programs), new Set([...used, ...quiz.used]), problems);
  for (const unused of named.exercises) {
    if (exercised.has(unused)) continue;
    const line = chapter.lineOf(['exercises', unused]);
    const mend = 'Ask for it in a step, `make` or `modify`, or take it out.';
    problems.push({ file, line, what: `No lesson uses the exercise \`${unused}\`.`, mend });
  }
  return { ...parts, lessons, questions: withPlaces(quiz, lessons, listed, quizFile(folder), problems) };
}

function readPrograms(
  folder: ChapterFolder,
  snippets: ChapterText['snippets'],
  files: Set<string>,
  problems: Problem[],
): Chapter['programs'] {
  const programs: { [fileName: string]: Program } = {};
  for (const [fileName, written] of Object.entries(snippets)) {
    const source = folder.files.get(fileName);
    const names = twinNames(fileName);
    for (const name of [fileName, ...names.map((twin) => twin.fileName)]) files.add(name);
    if (written === null) continue;
    if (source === undefined) {
      problems.push({
        file: `${folder.path}${fileName}`,
        line: 1,
        what: 'chapter.yaml names this snippet, but there is no such file.',
        mend: 'Write the file, or take the name out of chapter.yaml.',
      });
      continue;
    }
    const twins = names.flatMap((twin) => {
      const twinSource = folder.files.get(twin.fileName);
      return twinSource === undefined ? [] : [{ ...twin, source: twinSource, ...measuredPart(written.measured) }];
    });
    const { measured, ...expected } = written;
    programs[fileName] = { fileName, source, ...measuredPart(measured), twins, expected };
  }
  return programs;
}

/** Most programs measure nothing, and say nothing of it. */
function measuredPart(measured: true | undefined): Pick<Source, 'measured'> {
  return measured === undefined ? {} : { measured };
}

function reportStrayPrograms(folder: ChapterFolder, known: ReadonlySet<string>, problems: Problem[]): void {
  for (const name of folder.files.keys()) {
    if (!/\.(?:ts|mts|js|mjs|py)$/.test(name) || known.has(name)) continue;
    problems.push({
      file: `${folder.path}${name}`,
      line: 1,
      what: 'chapter.yaml does not name this snippet.',
      mend: 'Name it under `snippets` and say how it ends; a twin has the name of its TypeScript file.',
    });
  }
}

function readExercises(
  folder: ChapterFolder,
  chapter: ReturnType<typeof parseChapter>,
  languages: readonly Language[],
  files: Set<string>,
  problems: Problem[],
): Chapter['exercises'] {
  const file = `${folder.path}chapter.yaml`;
  const exercises: { [id: string]: Exercise } = {};
  for (const [id, written] of Object.entries(chapter.value?.exercises ?? {})) {
    if (written === null) continue;
    const report = (path: readonly (string | number)[], what: string, mend: string): void => {
      problems.push({ file, line: chapter.lineOf(['exercises', id, ...path]), what, mend });
    };
    const sourceOf = (fileName: string, path: readonly string[]): Source | null => {
      files.add(fileName);
      const source = folder.files.get(fileName);
      if (source !== undefined) return { fileName, source, ...measuredPart(written.measured) };
      report(path, `There is no file \`${fileName}\`.`, 'Write it beside the lessons.');
      return null;
    };
    const hints = written.hints.map((hint, index) =>
      localizedText(hint, languages, (what, mend) => report(['hints', index], what, mend)),
    );
    const starter = sourceOf(written.starter, ['starter']);
    const solution = sourceOf(written.solution, ['solution']);
    const judge = readJudge(written, languages, sourceOf, report);
    if (starter === null || solution === null) continue;
    for (const { part, what, mend } of programFaults({ starter, solution }, written.checks)) report([part], what, mend);
    exercises[id] = { id, starter, solution, hints, checks: written.checks, judge };
  }
  return exercises;
}

function readJudge(
  { judge }: ExerciseText,
  languages: readonly Language[],
  sourceOf: (fileName: string, path: readonly string[]) => Source | null,
  report: (path: readonly string[], what: string, mend: string) => void,
): Judge | null {
  const source = judge === undefined ? null : sourceOf(judge.program, ['judge', 'program']);
  if (judge === undefined || source === null) return null;
  for (const [line, words] of Object.entries(judge.says)) {
    const path = ['judge', 'says', line];
    if (!source.source.includes(line))
      report(
        path,
        `\`${source.fileName}\` does not print \`${line}\`.`,
        'Write a part of the line, as it stands there.',
      );
    const missing = languages.find((language) => words[language] === undefined);
    if (missing !== undefined) report(path, `There is no text in ${missing}.`, `Add \`${missing}: …\`.`);
  }
  return { ...source, says: judge.says };
}

function quizFile(folder: ChapterFolder): string {
  return `quizzes/${folder.name}.yaml`;
}

const NO_QUIZ: QuizText = { questions: [], used: new Set(), faulty: [], seeLines: new Map() };

function readQuiz(folder: ChapterFolder, around: QuizSurroundings, problems: Problem[]): QuizText {
  if (folder.quiz === null) return NO_QUIZ;
  const quiz = parseQuiz(quizFile(folder), folder.quiz, around);
  problems.push(...quiz.problems);
  return quiz.value;
}

/** Each question leads to a screen that is there, or to none. */
function withPlaces(
  { questions, seeLines }: QuizText,
  lessons: readonly Lesson[],
  listed: NonNullable<ChapterText['lessons']>,
  file: string,
  problems: Problem[],
): readonly Question[] {
  return questions.map((question) => {
    if (question.see === null) return question;
    const { lesson: id, screen } = question.see;
    const lesson = lessons.find((each) => each.id === id);
    const screens = lesson === undefined ? 0 : (Object.values(lesson.screens)[0]?.length ?? 0);
    if (screen < screens) return question;
    // A lesson that cannot be read, or whose id cannot, has been told of.
    if (lesson === undefined && (listed.includes(id) || listed.includes(null))) return { ...question, see: null };
    const what = lesson === undefined ? `There is no lesson \`${id}\`.` : `Lesson \`${id}\` has ${screens} screens.`;
    const mend = `Name a lesson of this chapter and its screen; there are: ${lessons.map((each) => each.id).join(', ')}.`;
    problems.push({ file, line: seeLines.get(question.id) ?? 1, what, mend });
    return { ...question, see: null };
  });
}

function reportUnused(
  folder: ChapterFolder,
  programs: readonly string[],
  used: ReadonlySet<string>,
  problems: Problem[],
): void {
  for (const program of programs) {
    if (used.has(program)) continue;
    problems.push({
      file: `${folder.path}${program}`,
      line: 1,
      what: 'No lesson uses this snippet.',
      mend: 'Show it in a step, or take it out.',
    });
  }
}

function readLessons(
  folder: ChapterFolder,
  listed: NonNullable<ChapterText['lessons']>,
  named: Named,
  languages: readonly Language[],
  problems: Problem[],
): {
  readonly lessons: readonly Lesson[];
  readonly used: ReadonlySet<string>;
  readonly exercised: ReadonlySet<string>;
} {
  const used = new Set<string>();
  const exercised = new Set<string>();
  const taken = new Set<string>();
  const lessons = listed.map((id, index) => {
    const texts: { [L in Language]?: LessonText } = {};
    const fileOf = (language: Language): string => `${index + 1}-${id}.${language}.md`;
    if (id === null) {
      for (const name of folder.files.keys()) if (lessonFileName(name)?.number === index + 1) taken.add(name);
      return null;
    }
    for (const language of languages) {
      taken.add(fileOf(language));
      const text = readLesson(folder, fileOf(language), id, named, problems);
      if (text === null) continue;
      texts[language] = text;
      for (const program of text.programs) used.add(program);
      for (const exercise of text.exercises) exercised.add(exercise);
    }
    problems.push(...sameInEveryLanguage(texts, (language) => `${folder.path}${fileOf(language)}`));
    return lessonOf(id, texts);
  });
  reportStrayLessons(folder, taken, problems);
  return { lessons: lessons.filter((lesson) => lesson !== null), used, exercised };
}

function readLesson(
  folder: ChapterFolder,
  fileName: string,
  id: string,
  named: Named,
  problems: Problem[],
): LessonText | null {
  const file = `${folder.path}${fileName}`;
  const source = folder.files.get(fileName);
  if (source === undefined) {
    problems.push({
      file,
      line: 1,
      what: 'There is no such file.',
      mend: `Write lesson \`${id}\` in this language; its number is its place in chapter.yaml.`,
    });
    return null;
  }
  const lesson = parseLesson(file, source, named);
  problems.push(...lesson.problems);
  if (lesson.value !== null && lesson.value.id !== id) {
    problems.push({
      file,
      line: 2,
      what: `The id is \`${lesson.value.id}\`, but the file is named for \`${id}\`.`,
      mend: `Write \`id: ${id}\`.`,
    });
  }
  return lesson.value;
}

function reportStrayLessons(folder: ChapterFolder, taken: ReadonlySet<string>, problems: Problem[]): void {
  for (const name of folder.files.keys()) {
    if (!name.endsWith('.md') || taken.has(name)) continue;
    const what =
      lessonFileName(name) === null
        ? 'This is not the name of a lesson.'
        : 'chapter.yaml lists no such lesson at this place, or the course is not in this language.';
    problems.push({
      file: `${folder.path}${name}`,
      line: 1,
      what,
      mend: 'Name it like `2-in-sequence.en.md`: its place in chapter.yaml, its id, its language.',
    });
  }
}

function lessonOf(id: string, texts: { readonly [L in Language]?: LessonText }): Lesson | null {
  const first = LANGUAGES.map((language) => texts[language]).find((text) => text !== undefined);
  if (first === undefined) return null;
  return {
    id,
    title: localized(texts, (text) => text.title),
    minutes: first.minutes,
    objectives: localized(texts, (text) => text.objectives),
    screens: localized(texts, (text) => text.screens),
  };
}

function localized<T>(texts: { readonly [L in Language]?: LessonText }, of: (text: LessonText) => T): Localized<T> {
  const values: { [L in Language]?: T } = {};
  for (const language of LANGUAGES) {
    const text = texts[language];
    if (text !== undefined) values[language] = of(text);
  }
  return values;
}
