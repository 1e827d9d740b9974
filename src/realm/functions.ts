/**
 * Functions by name, so that another isolate finds them again: those that the file declares at its top, and those of the
 * modules. As Python's pickling does it: what travels is where a function is found, never the function.
 */
import type { FunctionReference } from '../trace/pool-question.ts';

/** The compile step writes them: a name of the file, and how to look at it (which throws before it is declared). */
type Entry = readonly [string, () => unknown];

export class FunctionTable {
  #entries: readonly Entry[] = [];
  /** Top-level names of the file that a thread does not have, since their statements are not run there. */
  #absent: readonly string[] = [];
  readonly #modules: { readonly [name: string]: object };

  constructor(modules: { readonly [name: string]: object }) {
    this.#modules = modules;
  }

  bind(entries: readonly Entry[], absent: readonly string[]): void {
    this.#entries = entries;
    this.#absent = absent;
  }

  /** Where the function is found, or null: it was made while the program ran, or is a method. */
  referenceTo(fn: unknown): FunctionReference | null {
    for (const [name, look] of this.#entries) if (looked(look) === fn) return { module: null, name };
    for (const module of Object.keys(this.#modules)) {
      const exported = this.#modules[module] as { readonly [name: string]: unknown };
      for (const name of Object.keys(exported)) if (exported[name] === fn) return { module, name };
    }
    return null;
  }

  /** A function or class of the file or of a module; undefined where there is none. */
  find({ module, name }: FunctionReference): unknown {
    if (module !== null) return (this.#modules[module] as { readonly [name: string]: unknown } | undefined)?.[name];
    const entry = this.#entries.find(([own]) => own === name);
    return entry === undefined ? undefined : looked(entry[1]);
  }

  isAbsent(name: string): boolean {
    return this.#absent.includes(name);
  }
}

function looked(look: () => unknown): unknown {
  try {
    return look();
  } catch {
    return undefined;
  }
}
