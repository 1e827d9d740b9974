/**
 * Values as text, as Node's `util.inspect` writes them, bounded. The library is Node's own code, bundled into the realm:
 * whatever a hostile value's traps and getters do, they do it inside the context.
 */
import library, { formatWithOptions, inspect } from 'node-inspect-extracted';
import { enginePeek } from './engine-peek.ts';
import { append } from './own-collections.ts';
import { printingNamespaces } from './own-modules.ts';

const BOUNDS = { maxArrayLength: 100, maxStringLength: 10_000 } as const;

// Only the built library has it.
Object.assign((library as { enginePeek?: object }).enginePeek ?? {}, enginePeek);

/** More keys than that would be cut from the line that is printed, and take memory before. */
const MOST_KEYS = 15_000;

/** Held fast: a program may replace what is global. */
const { create, getOwnPropertyDescriptor, getPrototypeOf, keys, defineProperty } = Object;
const apply = Reflect.apply as (fn: unknown, self: unknown, args: readonly unknown[]) => unknown;
const plain = Object.prototype;

/** `console.log`'s text for its arguments. */
export function formatValues(values: readonly unknown[]): string {
  return printingNamespaces(() => {
    const given: unknown[] = [BOUNDS];
    for (let index = 0; index < values.length; index++) append(given, narrowed(values[index]));
    return apply(formatWithOptions, undefined, given) as string;
  });
}

export function inspectValue(value: unknown, options: { readonly [option: string]: unknown } = {}): string {
  const asked = Number(options['maxArrayLength'] ?? BOUNDS.maxArrayLength);
  const maxArrayLength = asked < BOUNDS.maxArrayLength ? asked : BOUNDS.maxArrayLength;
  return printingNamespaces(() => inspect(narrowed(value), { ...options, ...BOUNDS, maxArrayLength }));
}

/** An object that is wider than anything that can be printed, as far as it can be; anything else as it is. */
function narrowed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || enginePeek.isProxy(value)) return value;
  const prototype = getPrototypeOf(value) as object | null;
  if (prototype !== null && prototype !== plain) return value;
  const names = keys(value);
  if (names.length <= MOST_KEYS) return value;
  const narrow = create(prototype) as object;
  for (let index = 0; index < MOST_KEYS; index++) {
    const name = names[index]!;
    const descriptor = getOwnPropertyDescriptor(value, name);
    if (descriptor !== undefined) defineProperty(narrow, name, descriptor);
  }
  return narrow;
}

export const customInspect: unique symbol = Symbol.for('nodejs.util.inspect.custom') as typeof customInspect;
