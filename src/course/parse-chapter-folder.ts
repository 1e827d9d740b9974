/** A chapter's folder: `chapter.yaml`, and what it names in the folder. What it does not name is a problem, too. */
import type { Chapter, Exercise, Language, Lesson, Localized, Program } from './course.ts';
import { LANGUAGES } from './course.ts';
import type { Named } from './lesson-reader.ts';
import { chapterNumber, lessonFileName, twinNames } from './names.ts';
import { parseChapter } from './parse-chapter.ts';
import type { ChapterText } from './parse-chapter.ts';
import { parseLesson } from './parse-lesson.ts';
import type { LessonText } from './parse-lesson.ts';
import { localizedText, parseQuiz, type QuizSurroundings, type QuizText } from './parse-quiz.ts';
import type { Problem } from './problem.ts';
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
  const { id, title, snippets } = chapter.value;
  const files = new Set<string>();
  const programs = readPrograms(folder, snippets, files, problems);
  const exercises = readExercises(folder, chapter, programs, languages, problems);
  for (const { starter, solution } of Object.values(exercises))
    for (const { fileName } of [starter, solution]) files.add(fileName);
  const quiz = readQuiz(folder, { programs, files: folder.files, languages, misconceptions }, problems);
  for (const name of quiz.used) files.add(name);
  const named = {
    programs: new Set(Object.keys(programs)),
    questions: new Set(quiz.questions.map((question) => question.id)),
    exercises: new Set(Object.keys(exercises)),
  };
  const { lessons, used } = readLessons(folder, chapter.value, named, languages, problems);
  reportUnused(folder, named.programs, new Set([...used, ...quiz.used]), problems);
  reportStrayPrograms(folder, files, problems);
  const questions = withPlaces(quiz, lessons, quizFile(folder), problems);
  for (const language of languages) {
    if (title[language] !== undefined) continue;
    problems.push({
      file,
      line: 1,
      what: `The chapter has no title in ${language}.`,
      mend: `Add \`${language}: …\` to its title.`,
    });
  }
  return { id, number, folder: folder.name, title, lessons, programs, exercises, questions };
}

function readPrograms(
  folder: ChapterFolder,
  snippets: ChapterText['snippets'],
  files: Set<string>,
  problems: Problem[],
): Chapter['programs'] {
  const programs: { [fileName: string]: Program } = {};
  for (const [fileName, expected] of Object.entries(snippets)) {
    const source = folder.files.get(fileName);
    const names = twinNames(fileName);
    for (const name of [fileName, ...names.map((twin) => twin.fileName)]) files.add(name);
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
      return twinSource === undefined ? [] : [{ ...twin, source: twinSource }];
    });
    programs[fileName] = { fileName, source, twins, expected };
  }
  return programs;
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
  programs: Chapter['programs'],
  languages: readonly Language[],
  problems: Problem[],
): Chapter['exercises'] {
  const file = `${folder.path}chapter.yaml`;
  const known = new Set(Object.keys(programs));
  const exercises: { [id: string]: Exercise } = {};
  for (const [id, written] of Object.entries(chapter.value?.exercises ?? {})) {
    const report = (path: readonly (string | number)[], what: string, mend: string): void => {
      problems.push({ file, line: chapter.lineOf(['exercises', id, ...path]), what, mend });
    };
    const sourceOf = (part: 'starter' | 'solution'): Source | null => {
      const fileName = written[part];
      const source = folder.files.get(fileName);
      if (source !== undefined) return { fileName, source };
      report([part], `There is no file \`${fileName}\`.`, 'Write it beside the lessons.');
      return null;
    };
    const hints = written.hints.map((hint, index) =>
      localizedText(hint, languages, known, (what, mend) => report(['hints', index], what, mend)),
    );
    const [starter, solution] = [sourceOf('starter'), sourceOf('solution')];
    if (starter === null || solution === null) continue;
    exercises[id] = { id, starter, solution, hints, checks: written.checks };
  }
  return exercises;
}

function quizFile(folder: ChapterFolder): string {
  return `quizzes/${folder.name}.yaml`;
}

const NO_QUIZ: QuizText = { questions: [], used: new Set(), seeLines: new Map() };

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
  file: string,
  problems: Problem[],
): readonly Question[] {
  return questions.map((question) => {
    if (question.see === null) return question;
    const { lesson: id, screen } = question.see;
    const lesson = lessons.find((each) => each.id === id);
    const screens = lesson === undefined ? 0 : (Object.values(lesson.screens)[0]?.length ?? 0);
    if (screen < screens) return question;
    const what = lesson === undefined ? `There is no lesson \`${id}\`.` : `Lesson \`${id}\` has ${screens} screens.`;
    const mend = `Name a lesson of this chapter and its screen; there are: ${lessons.map((each) => each.id).join(', ')}.`;
    problems.push({ file, line: seeLines.get(question.id) ?? 1, what, mend });
    return { ...question, see: null };
  });
}

function reportUnused(
  folder: ChapterFolder,
  programs: ReadonlySet<string>,
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
  chapter: ChapterText,
  named: Named,
  languages: readonly Language[],
  problems: Problem[],
): { readonly lessons: readonly Lesson[]; readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  const taken = new Set<string>();
  const lessons = chapter.lessons.map((id, index) => {
    const texts: { [L in Language]?: LessonText } = {};
    for (const language of languages) {
      const fileName = `${index + 1}-${id}.${language}.md`;
      taken.add(fileName);
      const text = readLesson(folder, fileName, id, named, problems);
      if (text === null) continue;
      texts[language] = text;
      for (const program of text.programs) used.add(program);
    }
    problems.push(...sameInEveryLanguage(texts, (language) => `${folder.path}${index + 1}-${id}.${language}.md`));
    return lessonOf(id, texts);
  });
  reportStrayLessons(folder, taken, problems);
  return { lessons: lessons.filter((lesson) => lesson !== null), used };
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
