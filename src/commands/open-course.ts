/** The course to open: the one that is shipped, or somebody's own, with a clear word where there is none. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allLessons } from '../app/state.ts';
import type { Course } from '../course/course.ts';
import type { MainWords } from './main-words.ts';
import { toldProblem } from './told.ts';
import { UsageError } from './usage.ts';

const SHIPPED_COURSE = fileURLToPath(new URL('./course.json', import.meta.url));
/** At most so many problems of a broken course are listed. */
const MOST_PROBLEMS = 20;

export function shippedCourse(): Course {
  return JSON.parse(readFileSync(SHIPPED_COURSE, 'utf8')) as Course;
}

/** Its problems go to stderr. Throws `UsageError` where no lesson can be opened. The parsers are loaded only for it. */
export async function courseIn(folder: string, words: MainWords): Promise<Course> {
  const absent = whyNoCourse(folder, words.course);
  if (absent !== null) throw new UsageError(absent);
  const { readCourse } = await import('../disk/read-course.ts');
  const { value, problems } = readCourse(resolve(folder));
  const lines = problems.slice(0, MOST_PROBLEMS).map((problem) => toldProblem(problem, ' '));
  process.stderr.write(lines.join(''));
  if (allLessons(value).length === 0) throw new UsageError(words.course.empty(folder, problems.length));
  return value;
}

/** What is wrong with a folder that is no course at all, and what to do; null where there is something to read. */
export function whyNoCourse(folder: string, words: MainWords['course']): string | null {
  const named = kindOf(resolve(folder));
  if (named === 'missing') return words.missing(folder);
  if (named === 'file') return words.notAFolder(folder);
  if (named === 'forbidden') return words.forbidden(folder);
  if (kindOf(join(folder, 'lessons')) !== 'folder') {
    // A step too deep is easily gone.
    const isLessonsItself = kindOf(join(folder, 'course.yaml')) === 'file';
    return isLessonsItself ? words.tooDeep(folder, dirname(resolve(folder))) : words.noLessons(folder);
  }
  return kindOf(join(folder, 'lessons', 'course.yaml')) === 'file' ? null : words.noCourseFile(folder);
}

function kindOf(path: string): 'folder' | 'file' | 'missing' | 'forbidden' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'missing';
  }
}
