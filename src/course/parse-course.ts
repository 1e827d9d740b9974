/**
 * The files of a course made into one piece of data. Pure: the files come as a map from path to text, with `/` between
 * folders, from the folder that holds `lessons/`. Reads anything; what cannot be used is left out and is a problem.
 */
import type { Chapter, Course } from './course.ts';
import { LANGUAGES } from './course.ts';
import { misalignedCharacters } from './misaligned.ts';
import { chapterNumber } from './names.ts';
import { type CourseText, parseCourseFile } from './parse-chapter.ts';
import { parseChapterFolder } from './parse-chapter-folder.ts';
import type { ChapterFolder } from './parse-chapter-folder.ts';
import type { Parsed, Problem } from './problem.ts';

/** Text by path: `lessons/07-running-a-coroutine/chapter.yaml`. */
export type CourseFiles = ReadonlyMap<string, string>;

const COURSE_FILE = 'lessons/course.yaml';

export function parseCourse(files: CourseFiles): Parsed<Course> {
  const problems: Problem[] = [...files].flatMap(([file, text]) => misalignedCharacters(file, text));
  const { title, misconceptions } = courseText(files, problems);
  const numbers = new Set(misconceptions.map(({ number }) => number));
  const languages = LANGUAGES.filter((language) => title[language] !== undefined);
  const chapters = chapterFolders(files)
    .map((folder) => parseChapterFolder(folder, languages, numbers, problems))
    .filter((chapter) => chapter !== null)
    .toSorted((one, other) => one.number - other.number);
  problems.push(...repeatedIds(chapters), ...strayQuizzes(files));
  return { value: { title, languages, misconceptions, chapters }, problems: inOrder(problems) };
}

function courseText(files: CourseFiles, problems: Problem[]): CourseText {
  const text = files.get(COURSE_FILE);
  const mend = 'Write `title: { en: …, zh: … }` with the languages that the course has.';
  if (text === undefined) {
    problems.push({ file: COURSE_FILE, line: 1, what: 'There is no such file.', mend });
    return { title: {}, misconceptions: [] };
  }
  const course = parseCourseFile(COURSE_FILE, text);
  problems.push(...course.problems);
  const title = course.value?.title ?? {};
  if (course.value !== null && Object.keys(title).length === 0) {
    problems.push({ file: COURSE_FILE, line: 1, what: 'The course has no language.', mend });
  }
  const misconceptions = course.value?.misconceptions ?? [];
  misconceptions.forEach(({ number, text: words }, index) => {
    const line = course.lineOf(['misconceptions', index]);
    const isTaken = misconceptions.slice(0, index).some((each) => each.number === number);
    if (isTaken)
      problems.push({ file: COURSE_FILE, line, what: `Two misconceptions have the number ${number}.`, mend });
    const missing = Object.keys(title).find((language) => !(language in words));
    const add = `Add \`${missing}: …\`.`;
    if (missing !== undefined)
      problems.push({ file: COURSE_FILE, line, what: `This misconception has no text in ${missing}.`, mend: add });
  });
  return { title, misconceptions };
}

/** Questions belong to a chapter: their file has the name of its folder. */
function strayQuizzes(files: CourseFiles): readonly Problem[] {
  return [...files.keys()].flatMap((file) => {
    const name = /^quizzes\/([^/]+)\.yaml$/.exec(file)?.[1];
    if (name === undefined || files.has(`lessons/${name}/chapter.yaml`)) return [];
    const what = 'There is no chapter of this name.';
    return [{ file, line: 1, what, mend: 'Name it like its chapter’s folder: `07-running-a-coroutine.yaml`.' }];
  });
}

/** Every folder of `lessons/` that has something a chapter has. */
function chapterFolders(files: CourseFiles): readonly ChapterFolder[] {
  const folders = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const match = /^lessons\/([^/]+)\/([^/]+)$/.exec(path);
    if (match === null) continue;
    const [, folder = '', name = ''] = match;
    folders.set(folder, (folders.get(folder) ?? new Map<string, string>()).set(name, text));
  }
  return [...folders]

    .map(([name, texts]) => {
      const quiz = files.get(`quizzes/${name}.yaml`) ?? null;
      return { name, path: `lessons/${name}/`, files: texts, quiz };
    })
    .filter((folder) => folder.files.has('chapter.yaml') || chapterNumber(folder.name) !== null);
}

/** Progress is kept by id, and a learner opens a lesson by it: each is there once. */
function repeatedIds(chapters: readonly Chapter[]): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const check = (kind: string, id: string, chapter: Chapter): void => {
    if (seen.has(`${kind} ${id}`)) {
      problems.push({
        file: COURSE_FILE,
        line: 1,
        what: `Two ${kind}s have the id \`${id}\`, the later one in chapter ${chapter.number}.`,
        mend: 'Give each an id of its own.',
      });
    }
    seen.add(`${kind} ${id}`);
  };
  for (const chapter of chapters) {
    check('chapter', chapter.id, chapter);
    for (const lesson of chapter.lessons) check('lesson', lesson.id, chapter);
  }
  return problems;
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((one, other) =>
    one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1,
  );
}
