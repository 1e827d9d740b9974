/**
 * Functions by name, so that another isolate finds them again: those that the file declares at its top, and those of the
 * modules. As Python's pickling does it: what travels is where a function is found, never the function.
 */
import { append, OwnMap } from './own-collections.ts';
import type { FunctionReference } from '../trace/pool-question.ts';

const { keys } = Object;

type Exported = { readonly [name: string]: unknown };

/** The compile step writes them: a name of the file, and how to look at it (which throws before it is declared). */
type Entry = readonly [string, () => unknown];

export class FunctionTable {
  #entries: Entry[] = [];
  /** Top-level names of the file that a thread does not have, since their statements are not run there. */
  readonly #absent: string[] = [];
  readonly #others = new OwnMap<string, readonly Entry[]>();
  readonly #modules: { readonly [name: string]: object };

  constructor(modules: { readonly [name: string]: object }) {
    this.#modules = modules;
  }

  /** `file` null: the program's first. */
  bind(entries: Entry[], absent: readonly string[], file: string | null = null): void {
    if (file === null) this.#entries = entries;
    else this.#others.set(file, entries);
    for (let index = 0; index < absent.length; index++) append(this.#absent, absent[index]!);
  }

  add(name: string, look: () => unknown): void {
    append(this.#entries, [name, look]);
  }

  /** Where the function is found, or null: it was made while the program ran, or is a method. */
  referenceTo(fn: unknown): FunctionReference | null {
    const own = nameAmong(this.#entries, fn);
    if (own !== null) return { module: null, name: own };
    let found: FunctionReference | null = null;
    this.#others.forEach((entries, file) => {
      const name = found === null ? nameAmong(entries, fn) : null;
      if (name !== null) found = { module: file, name };
    });
    if (found !== null) return found;
    const modules = keys(this.#modules);
    for (let index = 0; index < modules.length; index++) {
      const module = modules[index]!;
      const name = nameIn(this.#modules[module] as Exported, fn);
      if (name !== null) return { module, name };
    }
    return null;
  }

  /** A function or class of the file or of a module; undefined where there is none. */
  find({ module, name }: FunctionReference): unknown {
    const entries = module === null ? this.#entries : this.#others.get(module);
    if (entries === undefined) return (this.#modules[module!] as Exported | undefined)?.[name];
    for (let index = 0; index < entries.length; index++)
      if (entries[index]![0] === name) return looked(entries[index]![1]);
    return undefined;
  }

  isAbsent(name: string): boolean {
    for (let index = 0; index < this.#absent.length; index++) if (this.#absent[index] === name) return true;
    return false;
  }
}

function nameAmong(entries: readonly Entry[], fn: unknown): string | null {
  for (let index = 0; index < entries.length; index++) if (looked(entries[index]![1]) === fn) return entries[index]![0];
  return null;
}

function nameIn(module: Exported, exported: unknown): string | null {
  const names = keys(module);
  for (let index = 0; index < names.length; index++) if (module[names[index]!] === exported) return names[index]!;
  return null;
}

function looked(look: () => unknown): unknown {
  try {
    return look();
  } catch {
    return undefined;
  }
}
