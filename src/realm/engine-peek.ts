/**
 * What only the engine knows of a value: what a promise came to, what an iterator of a Map or Set still holds, what a proxy stands
 * for, what an array of millions has besides its elements. The host lends one function for it, which looks without running any code, and hands what it finds to a function of this
 * realm's.
 *
 * The host's function never leaves this file, and whatever it throws is dropped here.
 */
import { append, OwnWeakSet } from './own-collections.ts';

/** The host's: what the value is, as one of the numbers below. What is in it, it has handed to the door's `peeked` by then. */
type HostPeek = (value: unknown, filter?: number) => unknown;

/** `sandbox/engine-peek.ts` knows the same numbers. */
const PENDING = 0;
const FULFILLED = 1;
const REJECTED = 2;
const VALUES = 3;
const PAIRS = 4;
const PROXY = 5;
const NAMES = 6;

let host: HostPeek | null = null;
let found: unknown[] = [];

export function peekThrough(lent: HostPeek): void {
  host = lent;
}

/** The host hands over what it has found, one by one. */
export function peeked(value: unknown): void {
  append(found, value);
}

function peek(value: unknown, filter?: number): { readonly is: unknown; readonly holds: readonly unknown[] } {
  found = [];
  let is: unknown = -1;
  try {
    is = host?.(value, filter);
  } catch {
    // Not looked at: it is an object of the host's.
  }
  const holds = found;
  found = [];
  return { is, holds };
}

const ownProxies = new OwnWeakSet<object>();

/** A proxy of the realm's own: nobody is shown what is behind it. */
export function ownProxy<T extends object>(target: T, handler: ProxyHandler<T>): T {
  const proxy = new Proxy(target, handler);
  ownProxies.add(proxy);
  return proxy;
}

/** How the library asks, see `build/patch-inspect.ts`. */
export const enginePeek = {
  /** Whether it is a real promise, or a real iterator of a Map or Set. */
  knows(value: unknown): boolean {
    const { is } = peek(value);
    return is === PENDING || is === FULFILLED || is === REJECTED || is === VALUES || is === PAIRS;
  },
  isProxy(value: unknown): boolean {
    return peek(value).is === PROXY && !ownProxies.has(value as object);
  },
  /** Target and handler, null in the place of both where it is revoked; undefined: it is none. */
  proxy(value: unknown): readonly unknown[] | undefined {
    const { is, holds } = peek(value);
    return is === PROXY && !ownProxies.has(value as object) ? holds : undefined;
  },
  promise(value: unknown): { readonly state: string; readonly value: unknown } {
    const { is, holds } = peek(value);
    if (is !== PENDING && is !== FULFILLED && is !== REJECTED) throw new RangeError('Maximum call stack size exceeded');
    return { state: is === PENDING ? 'pending' : is === FULFILLED ? 'fulfilled' : 'rejected', value: holds[0] };
  },
  entries(value: unknown): readonly [entries: readonly unknown[], arePairs: boolean] {
    const { is, holds } = peek(value);
    return [holds, is === PAIRS];
  },
  /** Null: neither an array nor a typed one. */
  namesBesideElements(value: unknown, filter: number): readonly unknown[] | null {
    const { is, holds } = peek(value, filter);
    return is === NAMES ? holds : null;
  },
};
