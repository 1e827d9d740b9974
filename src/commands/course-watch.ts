/**
 * Hears of changes to the files of a course: also in chapters that are added, and after folders, or all of the course,
 * went and came again, as editors and version control have it.
 */
import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** An editor writes a file in several goes. */
const QUIET_MS = 150;

export class CourseWatch {
  readonly #folder: string;
  /** By path and inode: a folder that was replaced is another one. */
  #watchers = new Map<string, FSWatcher>();
  #hasChanged = false;
  #wake: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    this.#folder = resolve(folder);
    this.#follow();
  }

  /** Resolves once something has changed since it did so last, and nothing has for a moment. */
  async changed(): Promise<void> {
    while (!this.#hasChanged) await new Promise<void>((resume) => (this.#wake = resume));
    this.#hasChanged = false;
    // Before anything is read: what is written from here on is heard of, in new folders too.
    this.#follow();
  }

  #heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#hasChanged = true;
      this.#wake();
    }, QUIET_MS);
  }

  /** Folder by folder: Node's own recursion loses those that are replaced, and there may be more beside a course than it. */
  #follow(): void {
    const before = this.#watchers;
    this.#watchers = new Map();
    const [lessons, quizzes] = [join(this.#folder, 'lessons'), join(this.#folder, 'quizzes')];
    const follow = (path: string, names: readonly string[] | null = null): void => this.#watch(path, names, before);
    follow(dirname(this.#folder), [basename(this.#folder)]);
    follow(this.#folder, ['lessons', 'quizzes']);
    follow(lessons);
    follow(quizzes);
    for (const chapter of foldersIn(lessons)) follow(join(lessons, chapter));
    for (const [key, watcher] of before) if (!this.#watchers.has(key)) watcher.close();
  }

  /** `names`: of what in the folder one wants to hear; null: of all. */
  #watch(path: string, names: readonly string[] | null, before: ReadonlyMap<string, FSWatcher>): void {
    const inode = statSync(path, { throwIfNoEntry: false })?.ino;
    if (inode === undefined) return;
    const key = `${path} ${inode}`;
    const watcher =
      before.get(key) ??
      ifThere(() => watch(path, (_, name) => (names?.includes(name ?? '') === false ? undefined : this.#heard())));
    if (watcher === null) return;
    // A folder that is taken away while it is watched.
    if (!before.has(key)) watcher.on('error', () => this.#heard());
    this.#watchers.set(key, watcher);
  }
}

function foldersIn(path: string): readonly string[] {
  const entries = ifThere(() => readdirSync(path, { withFileTypes: true })) ?? [];
  return entries.filter((entry) => !entry.isFile()).map(({ name }) => name);
}

/** Null where the file went away between one look and the next, or is no folder. */
function ifThere<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
