/**
 * Reads a course from a folder. What it hands on is bounded: anyone's folder may be named on the command line, and
 * neither its size, nor odd kinds of files, nor links that lead out of it may hurt. Never throws, never writes.
 */
import { closeSync, constants, existsSync, fstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Course } from '../course/course.ts';
import { parseCourse } from '../course/parse-course.ts';
import type { Parsed, Problem } from '../course/problem.ts';

export interface CourseLimits {
  /** Entries looked at in one folder. */
  readonly entries: number;
  /** Files read in all. */
  readonly files: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Bytes of all files. */
  readonly bytes: number;
}

export const COURSE_LIMITS: CourseLimits = {
  entries: 1_000,
  files: 4_000,
  fileBytes: 256 * 1024,
  bytes: 32 * 1024 * 1024,
};

/** What a course is made of; other files may lie beside it and are not read. */
const COURSE_FILE = /\.(?:yaml|md|ts|mts|js|mjs|py)$/;
/** For authors, wherever it lies. */
const GUIDE = /^readme\.md$/i;

/** `folder` holds `lessons/`, and `quizzes/` if there are questions; the paths of problems start there. */
export function readCourse(folder: string, limits: CourseLimits = COURSE_LIMITS): Parsed<Course> {
  const reader = new CourseReader(folder, limits);
  reader.readFolder('lessons', 2);
  if (existsSync(join(folder, 'quizzes'))) reader.readFolder('quizzes', 1);
  const { value, problems } = parseCourse(reader.files);
  return { value, problems: [...reader.problems, ...problems] };
}

class CourseReader {
  readonly files = new Map<string, string>();
  readonly problems: Problem[] = [];
  private readonly folder: string;
  private readonly limits: CourseLimits;
  private bytes = 0;

  constructor(folder: string, limits: CourseLimits) {
    this.folder = folder;
    this.limits = limits;
  }

  /** Reads the files of a folder, and those of its folders until `depth` is used up. */
  readFolder(path: string, depth: number): void {
    const entries = this.attempt(path, () => readdirSync(join(this.folder, path), { withFileTypes: true }));
    if (entries === null) return;
    if (entries.length > this.limits.entries) {
      this.report(
        path,
        `There are ${entries.length} files in this folder; ${this.limits.entries} are read.`,
        'Keep in it what the course needs.',
      );
    }
    const names = entries.map((entry) => entry.name).filter((name) => !name.startsWith('.') && !GUIDE.test(name));
    for (const name of names.toSorted().slice(0, this.limits.entries)) this.readEntry(`${path}/${name}`, depth);
  }

  private readEntry(path: string, depth: number): void {
    if (COURSE_FILE.test(path)) return this.readFile(path);
    const isFolder = this.attempt(path, () => this.opened(path, (file) => fstatSync(file).isDirectory()));
    if (isFolder === true && depth > 1) this.readFolder(path, depth - 1);
  }

  private readFile(path: string): void {
    const { files, fileBytes, bytes } = this.limits;
    if (this.files.size >= files || this.bytes >= bytes) {
      const already = this.problems.some((problem) => problem.what === TOO_MUCH);
      if (!already) this.report(path, TOO_MUCH, 'Split it into several courses.');
      return;
    }
    const content = this.attempt(path, () => this.opened(path, (file) => contentOf(file, fileBytes)));
    if (content === null) return;
    if (content === 'folder')
      return this.report(path, 'This is a folder, not a file.', 'Give it a name without this ending.');
    if (content === 'special') return this.report(path, 'This is no ordinary file.', 'Put a plain text file there.');
    if (content.length > fileBytes)
      return this.report(path, `This file has more than ${fileBytes} bytes.`, 'Split it.');
    this.bytes += content.length;
    const text = this.attempt(path, () => new TextDecoder('utf-8', { fatal: true }).decode(content), NO_TEXT);
    if (text !== null) this.files.set(path, text);
  }

  /** Opens what `path` leads to, if that is inside the course, and closes it again. */
  private opened<T>(path: string, use: (file: number) => T): T {
    const root = realpathSync(this.folder);
    const real = realpathSync(join(this.folder, path));
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) throw new Error('it leads out of the course');
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    const file = openSync(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
      return use(file);
    } finally {
      closeSync(file);
    }
  }

  private attempt<T>(path: string, read: () => T, what?: string): T | null {
    try {
      return read();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.report(path, what ?? `This cannot be read: ${reason}.`, 'Put a readable text file in UTF-8 there.');
      return null;
    }
  }

  private report(file: string, what: string, mend: string): void {
    this.problems.push({ file, line: 1, what, mend });
  }
}

const TOO_MUCH = 'The course is too large; this file and those after it are not read.';
const NO_TEXT = 'This file is not text in UTF-8.';

/** The bytes of a file, at most one more than `limit`. */
function contentOf(file: number, limit: number): Uint8Array | 'folder' | 'special' {
  const status = fstatSync(file);
  if (status.isDirectory()) return 'folder';
  if (!status.isFile()) return 'special';
  const bytes = new Uint8Array(Math.min(status.size, limit) + 1);
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(file, bytes, length, bytes.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}
