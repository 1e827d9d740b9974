/**
 * Hears of changes to the files of a program: also of one that is not there yet, and after a file was replaced by another of its
 * name, as editors and version control have it. So folders are watched, not files.
 */
import { type FSWatcher, realpathSync, statSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Source } from '../sandbox/strip-types.ts';

/** An editor writes a file in several goes. */
const QUIET_MS = 150;

export class ProgramWatch {
  readonly #file: string;
  /** By path and inode: a folder that was replaced is another one. */
  #watchers = new Map<string, FSWatcher>();
  #names: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  #hasChanged = false;
  #wake: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string) {
    this.#file = file;
    this.follow(null);
  }

  /** From here on it is this program's files that matter, those that are missing included; null: only the first is known. */
  follow(program: Source | null): void {
    const names = new Map<string, Set<string>>();
    const add = (path: string): void => {
      // A link may come to lead elsewhere, and what it leads to may change.
      for (const each of [path, followed(path)]) {
        const folder = dirname(each);
        names.set(folder, (names.get(folder) ?? new Set()).add(basename(each)));
      }
    };
    add(this.#file);
    const home = dirname(followed(this.#file));
    for (const { fileName } of program?.files ?? []) {
      add(join(home, fileName));
      // A folder may come, go, and be replaced.
      for (let above = dirname(fileName); above !== '.' && above !== ''; above = dirname(above)) add(join(home, above));
    }
    this.#names = names;
    const before = this.#watchers;
    this.#watchers = new Map();
    for (const folder of names.keys()) this.#watch(folder, before);
    for (const [key, watcher] of before) if (!this.#watchers.has(key)) watcher.close();
  }

  /** Resolves once something has changed since it did so last, and nothing has for a moment. */
  async changed(): Promise<void> {
    while (!this.#hasChanged) await new Promise<void>((resume) => (this.#wake = resume));
    this.#hasChanged = false;
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
  }

  #heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#hasChanged = true;
      this.#wake();
    }, QUIET_MS);
  }

  #watch(folder: string, before: ReadonlyMap<string, FSWatcher>): void {
    const inode = statSync(folder, { throwIfNoEntry: false })?.ino;
    if (inode === undefined) return;
    const key = `${folder} ${inode}`;
    const watcher = before.get(key) ?? this.#open(folder);
    if (watcher !== null) this.#watchers.set(key, watcher);
  }

  /** Null: the folder has gone between one look and the next. */
  #open(folder: string): FSWatcher | null {
    try {
      const watcher = watch(folder, (_, name) => {
        // Some systems do not say of what.
        if (name === null || this.#names.get(folder)?.has(name) === true) this.#heard();
      });
      return watcher.on('error', () => this.#heard());
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
      throw error;
    }
  }
}

/** As it is, where there is nothing yet. */
function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
