/**
 * Hears of changes to the files of a course: also in chapters that are added, and after folders, or all of the course,
 * went and came again, as editors and version control have it.
 */
import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** An editor writes a file in several goes. */
const QUIET_MS = 150;

/** As `fs.watch`, as far as it is used here. */
type Watch = (path: string, heard: (event: string, name: string | null) => void) => Pick<FSWatcher, 'on' | 'close'>;

export class CourseWatch {
  readonly #folder: string;
  readonly #unwatched: (path: string, code: string) => void;
  readonly #watchPath: Watch;
  /** Of these it was said already. */
  readonly #said = new Set<string>();
  /** By path and inode: a folder that was replaced is another one. */
  #watchers = new Map<string, ReturnType<Watch>>();
  #hasChanged = false;
  #wake: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  /** `unwatched` hears, once each, of folders whose changes cannot be heard of: unreadable, or one too many for the system. */
  constructor(folder: string, unwatched: (path: string, code: string) => void, watchPath: Watch = watch) {
    this.#folder = resolve(folder);
    this.#unwatched = unwatched;
    this.#watchPath = watchPath;
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
    const chapters = this.#attempt(lessons, () => foldersIn(lessons)) ?? [];
    for (const chapter of chapters) follow(join(lessons, chapter));
    for (const [key, watcher] of before) if (!this.#watchers.has(key)) watcher.close();
  }

  /** `names`: of what in the folder one wants to hear; null: of all. */
  #watch(path: string, names: readonly string[] | null, before: ReadonlyMap<string, ReturnType<Watch>>): void {
    const inode = this.#attempt(path, () => statSync(path).ino);
    if (inode === null) return;
    const key = `${path} ${inode}`;
    const heard = (_: string, name: string | null): void =>
      names?.includes(name ?? '') === false ? undefined : this.#heard();
    const watcher = before.get(key) ?? this.#attempt(path, () => this.#watchPath(path, heard));
    if (watcher === null) return;
    // A folder that is taken away while it is watched.
    if (!before.has(key)) watcher.on('error', () => this.#heard());
    this.#watchers.set(key, watcher);
  }

  /** Null where the file went away between one look and the next, is no folder, or cannot be watched: that is said. */
  #attempt<T>(path: string, look: () => T): T | null {
    try {
      return look();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? String(error);
      if (code === 'ENOENT' || code === 'ENOTDIR' || this.#said.has(path)) return null;
      this.#said.add(path);
      this.#unwatched(path, code);
      return null;
    }
  }
}

function foldersIn(path: string): readonly string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.filter((entry) => !entry.isFile()).map(({ name }) => name);
}
