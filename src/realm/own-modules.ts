/**
 * The files of a program, linked and evaluated as the language does it with modules (ECMA-262, “Cyclic Module Records”): each
 * once, those that it imports before it, one that waits at its top before those that import it. `sandbox/compile-files.ts` has
 * settled which name is whose.
 */
import { whenSettled, withResolvers } from '../asyncio/native-promises.ts';
import { append } from './own-collections.ts';

type Getter = () => unknown;
type Getters = { readonly [name: string]: Getter };
/** A name, a file, and how that file calls what it exports; without that: all that the file exports. */
type Link = readonly [name: string, file: number, key?: string];
type Stepper = { next(): unknown };

export type Definition = readonly [
  path: string,
  requested: readonly number[],
  isWaiting: boolean,
  imports: object,
  links: readonly Link[],
  all: readonly Link[],
  /** A function that tells its getters first, or the text of a JSON file. */
  body: (() => Stepper) | string,
];

const { create, defineProperty, getPrototypeOf, preventExtensions } = Object;
const { apply, get, getOwnPropertyDescriptor, ownKeys } = Reflect;
const parse = JSON.parse;
const { toStringTag } = Symbol;
const step = (getPrototypeOf(function* () {}.prototype) as { next: Getter }).next;
const waitingStep = (getPrototypeOf(async function* () {}.prototype) as { next: () => Promise<unknown> }).next;

interface File {
  readonly definition: Definition;
  readonly body: Stepper | null;
  getters: Getters;
  namespace: object | null;
  status: 'linked' | 'evaluating' | 'waiting' | 'evaluated';
  error: { readonly reason: unknown } | null;
  index: number;
  ancestor: number;
  root: File;
  /** Its turn among those that wait; 0: it waits for nothing, -1: no more. */
  order: number;
  pending: number;
  readonly parents: File[];
}

/** What namespaces show is brought up to date where they are printed; what is not there yet is no error then. */
const namespaces: (() => void)[] = [];
let isPrinting = false;

export function printingNamespaces<T>(print: () => T): T {
  if (namespaces.length === 0 || isPrinting) return print();
  for (let index = 0; index < namespaces.length; index++) namespaces[index]!();
  isPrinting = true;
  try {
    return print();
  } finally {
    isPrinting = false;
  }
}

/** Evaluates the first file, and before it whatever that needs. */
export function runFiles(definitions: readonly Definition[]): Promise<unknown> {
  const run = new Evaluation(definitions);
  return run.start();
}

class Evaluation {
  readonly #files: File[] = [];
  readonly #done = withResolvers<unknown>();
  #orders = 0;
  #index = 0;

  constructor(definitions: readonly Definition[]) {
    for (let index = 0; index < definitions.length; index++) append(this.#files, fileOf(definitions[index]!));
  }

  /** Every file tells its getters before any is evaluated; one that waits at its top does so a little later. */
  start(): Promise<unknown> {
    let left = 1;
    const ready = (): void => {
      if (--left === 0) this.#link();
    };
    for (let index = 0; index < this.#files.length; index++) {
      const file = this.#files[index]!;
      const { body, definition } = file;
      if (body === null) {
        const value: unknown = parse(definition[6] as string);
        file.getters = { __proto__: null, default: () => value } as unknown as Getters;
      } else if (definition[2]) {
        left++;
        const told = apply(waitingStep, body, []) as Promise<{ readonly value: Told }>;
        void whenSettled(told, ({ value }) => {
          takeGetters(file, value);
          ready();
        });
      } else takeGetters(file, (apply(step, body, []) as { readonly value: Told }).value);
    }
    ready();
    return this.#done.promise;
  }

  #link(): void {
    for (let index = 0; index < this.#files.length; index++) {
      const [, , , imports, links] = this.#files[index]!.definition;
      for (let at = 0; at < links.length; at++)
        defineProperty(imports, links[at]![0], accessor(this.#getter(links[at]!), false));
    }
    const first = this.#files[0]!;
    const stack: File[] = [];
    try {
      this.#evaluate(first, stack);
    } catch (error) {
      for (let index = 0; index < stack.length; index++) {
        stack[index]!.status = 'evaluated';
        stack[index]!.error = { reason: error };
      }
      return this.#done.reject(error);
    }
    if (first.order <= 0) this.#done.resolve(undefined);
  }

  #getter([, index, key]: Link): Getter {
    const file = this.#files[index]!;
    if (key !== undefined) return file.getters[key]!;
    return () => (file.namespace ??= this.#namespaceOf(file));
  }

  /** `import * as`: its names and nothing else, with the values that they have now. */
  #namespaceOf({ definition }: File): object {
    const target = create(null) as { [name: string]: unknown };
    const getters = create(null) as { [name: string]: Getter };
    const all = definition[5];
    for (let index = 0; index < all.length; index++) {
      const [name] = all[index]!;
      getters[name] = this.#getter(all[index]!);
      defineProperty(target, name, property(undefined, true));
    }
    defineProperty(target, toStringTag, { ...property('Module', false), writable: false });
    preventExtensions(target);
    const isName = (name: string | symbol): name is string => typeof name === 'string' && getters[name] !== undefined;
    append(namespaces, () => {
      for (let index = 0; index < all.length; index++) {
        const [name] = all[index]!;
        try {
          target[name] = getters[name]!();
        } catch {
          // It is not there yet.
        }
      }
    });
    return new Proxy(target, {
      get: (_, name) => (isName(name) && !isPrinting ? getters[name]!() : get(target, name)),
      getOwnPropertyDescriptor(_, name) {
        if (isName(name) && !isPrinting) target[name] = getters[name]!();
        return getOwnPropertyDescriptor(target, name);
      },
      ownKeys: () => ownKeys(target),
      set(_, name) {
        throw new TypeError(`Cannot assign to read only property '${String(name)}' of object '[object Module]'`);
      },
      defineProperty: () => false,
      setPrototypeOf: (_, prototype) => prototype === null,
    });
  }

  /** `InnerModuleEvaluation`. */
  #evaluate(file: File, stack: File[]): void {
    if (file.status !== 'linked') {
      if (file.error !== null) throw file.error.reason;
      return;
    }
    file.status = 'evaluating';
    file.index = file.ancestor = this.#index++;
    append(stack, file);
    const requested = file.definition[1];
    for (let at = 0; at < requested.length; at++) {
      let other = this.#files[requested[at]!]!;
      this.#evaluate(other, stack);
      if (other.status === 'evaluating') {
        if (other.ancestor < file.ancestor) file.ancestor = other.ancestor;
      } else {
        other = other.root;
        if (other.error !== null) throw other.error.reason;
      }
      if (other.order > 0) {
        file.pending++;
        append(other.parents, file);
      }
    }
    if (file.pending > 0 || file.definition[2]) {
      file.order = ++this.#orders;
      if (file.pending === 0) this.#executeWaiting(file);
    } else execute(file);
    if (file.ancestor !== file.index) return;
    for (;;) {
      const last = stack[stack.length - 1]!;
      stack.length--;
      last.status = last.order === 0 ? 'evaluated' : 'waiting';
      last.root = file;
      if (last === file) return;
    }
  }

  #executeWaiting(file: File): void {
    const ended = apply(waitingStep, file.body, []);
    void whenSettled(
      ended,
      () => this.#fulfilled(file),
      (reason: unknown) => this.#rejected(file, reason),
    );
  }

  /** `AsyncModuleExecutionFulfilled`. */
  #fulfilled(file: File): void {
    if (file.error !== null) return;
    this.#isOver(file);
    const ready: File[] = [];
    gatherReady(file, ready);
    sortByOrder(ready);
    for (let index = 0; index < ready.length; index++) {
      const each = ready[index]!;
      if (each.status === 'evaluated') continue;
      if (each.definition[2]) {
        this.#executeWaiting(each);
        continue;
      }
      try {
        execute(each);
      } catch (error) {
        this.#rejected(each, error);
        continue;
      }
      this.#isOver(each);
    }
  }

  #isOver(file: File): void {
    file.order = -1;
    file.status = 'evaluated';
    if (file === this.#files[0]) this.#done.resolve(undefined);
  }

  #rejected(file: File, reason: unknown): void {
    if (file.error !== null) return;
    file.error = { reason };
    file.status = 'evaluated';
    file.order = -1;
    for (let index = 0; index < file.parents.length; index++) this.#rejected(file.parents[index]!, reason);
    if (file === this.#files[0]) this.#done.reject(reason);
  }
}

/** What a file tells first: its getters, and a function of its that is to be called `default`. */
type Told = readonly [Getters, object | null];

function takeGetters(file: File, [getters, unnamed]: Told): void {
  file.getters = getters;
  if (unnamed !== null)
    defineProperty(unnamed, 'name', { ...property('default', false), writable: false, configurable: true });
}

function fileOf(definition: Definition): File {
  const body = typeof definition[6] === 'string' ? null : definition[6]();
  const file = { definition, body, getters: {}, namespace: null, status: 'linked', error: null } as const;
  const made: File = {
    ...file,
    index: 0,
    ancestor: 0,
    root: null as unknown as File,
    order: 0,
    pending: 0,
    parents: [],
  };
  made.root = made;
  return made;
}

function execute({ body }: File): void {
  if (body !== null) apply(step, body, []);
}

function gatherReady(file: File, ready: File[]): void {
  for (let index = 0; index < file.parents.length; index++) {
    const parent = file.parents[index]!;
    if (includes(ready, parent) || parent.root.error !== null) continue;
    if (--parent.pending > 0) continue;
    append(ready, parent);
    if (!parent.definition[2]) gatherReady(parent, ready);
  }
}

function includes(files: readonly File[], file: File): boolean {
  for (let index = 0; index < files.length; index++) if (files[index] === file) return true;
  return false;
}

function sortByOrder(files: File[]): void {
  for (let end = 1; end < files.length; end++)
    for (let at = end; at > 0 && files[at - 1]!.order > files[at]!.order; at--) {
      const lower = files[at]!;
      files[at] = files[at - 1]!;
      files[at - 1] = lower;
    }
}

function property(value: unknown, enumerable: boolean): PropertyDescriptor {
  return { __proto__: null, value, writable: true, enumerable, configurable: false } as PropertyDescriptor;
}

function accessor(getter: Getter, enumerable: boolean): PropertyDescriptor {
  return { __proto__: null, get: getter, enumerable, configurable: false } as PropertyDescriptor;
}
