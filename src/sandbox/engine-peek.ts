/**
 * What Node's own `util.inspect` asks the engine: the state of a promise, the entries of an iterator, what a proxy stands for,
 * what an array has besides its elements. It looks at what is inside of a real one and runs no code, whatever a program has made of prototypes, getters and proxies.
 *
 * Node keeps these functions to itself unless a flag says otherwise (`spare.ts`). They are taken here, before `harden.ts` closes
 * the ways to everything else that the flag opens.
 */
import { types } from 'node:util';

interface UtilBinding {
  getPromiseDetails(promise: object): readonly [state: number, result?: unknown];
  previewEntries(iterator: object, withKind: true): readonly [entries: readonly unknown[], arePairs: boolean];
  /** Both null: it is revoked. */
  getProxyDetails(proxy: unknown, withHandler: true): readonly [target: unknown, handler: unknown];
  getOwnNonIndexProperties(array: object, filter: number): readonly PropertyKey[];
}

/**
 * 0: a pending promise, 1: a fulfilled one, 2: a rejected one, 3: an iterator of values, 4: one of pairs, 5: a proxy; -1: none of these.
 * With a filter (0: all properties, 2: those that a loop sees) it is asked for the names of an array that are no index: 6.
 */
export type EnginePeek = (value: unknown, filter?: number) => number;

const { getPromiseDetails, previewEntries, getProxyDetails, getOwnNonIndexProperties } = utilBinding();
const { isPromise, isMapIterator, isSetIterator, isProxy, isTypedArray } = types;

function utilBinding(): UtilBinding {
  const { getBuiltinModule } = process as unknown as { getBuiltinModule(id: string): unknown };
  const internals = getBuiltinModule('internal/test/binding') as
    | { internalBinding(name: string): UtilBinding }
    | undefined;
  if (internals === undefined) throw new Error('sandbox: started without the flags that it needs');
  const binding = internals.internalBinding('util');
  // Whoever came here after all would find nothing.
  for (const name of Object.keys(internals)) Reflect.deleteProperty(internals, name);
  return binding;
}

/** For one context: `put` is the context's own, and is handed what is found, one by one. Never throws. */
export function enginePeekInto(put: (value: unknown) => void): EnginePeek {
  const peek: EnginePeek = (value, filter) => {
    try {
      if (filter !== undefined) {
        if (isProxy(value) || !(Array.isArray(value) || isTypedArray(value))) return -1;
        const names = getOwnNonIndexProperties(value, filter === 0 ? 0 : 2);
        for (let index = 0; index < names.length; index++) put(names[index]);
        return 6;
      }
      if (isPromise(value)) {
        const details = getPromiseDetails(value);
        if (details[0] !== 0) put(details[1]);
        return details[0];
      }
      if (isProxy(value)) {
        const [target, handler] = getProxyDetails(value, true);
        put(target);
        put(handler);
        return 5;
      }
      if (!isMapIterator(value) && !isSetIterator(value)) return -1;
      const [entries, arePairs] = previewEntries(value as object, true);
      for (let index = 0; index < entries.length; index++) put(entries[index]);
      return arePairs ? 4 : 3;
    } catch {
      return -1;
    }
  };
  Object.setPrototypeOf(peek, null);
  return Object.freeze(peek);
}
