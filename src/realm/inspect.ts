/**
 * Values as text, as Node's `util.inspect` writes them, bounded. The library is Node's own code, bundled into the realm:
 * whatever a hostile value's traps and getters do, they do it inside the context.
 */
import { formatWithOptions, inspect } from 'node-inspect-extracted';

const BOUNDS = { maxArrayLength: 100, maxStringLength: 10_000 } as const;

/** `console.log`'s text for its arguments. */
export function formatValues(values: readonly unknown[]): string {
  return formatWithOptions(BOUNDS, ...values);
}

export function inspectValue(value: unknown, options: object = {}): string {
  return inspect(value, { ...options, ...BOUNDS });
}

export const customInspect: unique symbol = Symbol.for('nodejs.util.inspect.custom') as typeof customInspect;
