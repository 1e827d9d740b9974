/** A chapter's folder: `chapter.yaml`, and what it names in the folder. What it does not name is a problem, too. */
import type { Chapter, Language, Lesson, Localized, Program } from './course.ts';
import { LANGUAGES } from './course.ts';
import { chapterNumber, lessonFileName, twinNames } from './names.ts';
import { parseChapter } from './parse-chapter.ts';
import type { ChapterText } from './parse-chapter.ts';
import { parseLesson } from './parse-lesson.ts';
import type { LessonText } from './parse-lesson.ts';
import type { Problem } from './problem.ts';
import { sameInEveryLanguage } from './same-in-every-language.ts';

export interface ChapterFolder {
  readonly name: string;
  /** `lessons/07-running-a-coroutine/` */
  readonly path: string;
  /** By name, without the path. */
  readonly files: ReadonlyMap<string, string>;
}

/** Null when there is nothing to show; the problems say why. */
export function parseChapterFolder(
  folder: ChapterFolder,
  languages: readonly Language[],
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
  const programs = readPrograms(folder, chapter.value, problems);
  const lessons = readLessons(folder, chapter.value, new Set(Object.keys(programs)), languages, problems);
  for (const language of languages) {
    if (chapter.value.title[language] !== undefined) continue;
    problems.push({
      file,
      line: 1,
      what: `The chapter has no title in ${language}.`,
      mend: `Add \`${language}: …\` to its title.`,
    });
  }
  return { id: chapter.value.id, number, title: chapter.value.title, lessons, programs };
}

function readPrograms(folder: ChapterFolder, chapter: ChapterText, problems: Problem[]): Chapter['programs'] {
  const programs: { [fileName: string]: Program } = {};
  const known = new Set<string>();
  for (const [fileName, expected] of Object.entries(chapter.snippets)) {
    const source = folder.files.get(fileName);
    const names = twinNames(fileName);
    for (const name of [fileName, ...names.map((twin) => twin.fileName)]) known.add(name);
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
  for (const name of folder.files.keys()) {
    if (!/\.(?:ts|mts|js|mjs|py)$/.test(name) || known.has(name)) continue;
    problems.push({
      file: `${folder.path}${name}`,
      line: 1,
      what: 'chapter.yaml does not name this snippet.',
      mend: 'Name it under `snippets` and say how it ends; a twin has the name of its TypeScript file.',
    });
  }
  return programs;
}

function readLessons(
  folder: ChapterFolder,
  chapter: ChapterText,
  programs: ReadonlySet<string>,
  languages: readonly Language[],
  problems: Problem[],
): readonly Lesson[] {
  const used = new Set<string>();
  const taken = new Set<string>();
  const lessons = chapter.lessons.map((id, index) => {
    const texts: { [L in Language]?: LessonText } = {};
    for (const language of languages) {
      const fileName = `${index + 1}-${id}.${language}.md`;
      taken.add(fileName);
      const text = readLesson(folder, fileName, id, programs, problems);
      if (text === null) continue;
      texts[language] = text;
      for (const program of text.programs) used.add(program);
    }
    problems.push(...sameInEveryLanguage(texts, (language) => `${folder.path}${index + 1}-${id}.${language}.md`));
    return lessonOf(id, texts);
  });
  reportStrayLessons(folder, taken, problems);
  for (const program of programs) {
    if (used.has(program)) continue;
    problems.push({
      file: `${folder.path}${program}`,
      line: 1,
      what: 'No lesson uses this snippet.',
      mend: 'Show it in a step, or take it out.',
    });
  }
  return lessons.filter((lesson) => lesson !== null);
}

function readLesson(
  folder: ChapterFolder,
  fileName: string,
  id: string,
  programs: ReadonlySet<string>,
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
  const lesson = parseLesson(file, source, programs);
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
