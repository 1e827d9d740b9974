/** As much of Node's `util` as asynchronous programs use. Source: Node's `lib/internal/util.js`. */
import { hear } from '../../asyncio/native-promises.ts';
import { enginePeek } from '../engine-peek.ts';
import { customInspect, formatValues, inspectValue } from '../inspect.ts';

type Fn = (...args: never[]) => unknown;

const NativePromise = Promise;
const { apply, ownKeys } = Reflect;
const custom: unique symbol = Symbol.for('nodejs.util.promisify.custom') as never;

/** A function that takes `(error, value) => …` last becomes one that gives a promise. */
export function promisify(original: Fn): Fn {
  if (typeof original !== 'function') {
    const error = new TypeError('The "original" argument must be of type function. Received ' + inspectValue(original));
    throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
  }
  const own = (original as { [custom]?: Fn })[custom];
  if (own !== undefined) return Object.defineProperty(own, custom, { value: own, configurable: true });
  function promised(this: unknown, ...args: unknown[]): Promise<unknown> {
    return new NativePromise((resolve, reject) => {
      const told = (error: unknown, value: unknown): void => (error ? reject(error) : resolve(value));
      void apply(original, this, [...args, told] as never[]);
    });
  }
  Object.setPrototypeOf(promised, Object.getPrototypeOf(original) as object);
  Object.defineProperty(promised, custom, { value: promised, configurable: true });
  for (const key of ownKeys(original)) {
    const descriptor = Object.getOwnPropertyDescriptor(original, key)!;
    if (Object.getOwnPropertyDescriptor(promised, key)?.configurable !== false)
      Object.defineProperty(promised, key, descriptor);
  }
  return promised as Fn;
}
promisify.custom = custom;

/** The other way round. */
export function callbackify(original: Fn): Fn {
  return function (this: unknown, ...args: unknown[]): void {
    const callback = args.pop() as (error: unknown, value?: unknown) => void;
    const tick = (globalThis as unknown as { process: { nextTick(fn: Fn, ...args: unknown[]): void } }).process
      .nextTick;
    hear(
      apply(original, this, args as never[]) as Promise<unknown>,
      (value) => tick(callback as Fn, null, value),
      (error) => tick(callback as Fn, error),
    );
  } as Fn;
}

export function inspect(value: unknown, options?: { readonly [option: string]: unknown }): string {
  return inspectValue(value, typeof options === 'object' && options !== null ? options : {});
}
inspect.custom = customInspect;

export function format(...values: readonly unknown[]): string {
  return formatValues(values);
}

const AsyncFunction = Object.getPrototypeOf(async () => {}) as object;
const GeneratorFunction = Object.getPrototypeOf(function* () {}) as object;

export const types = Object.freeze({
  isPromise: (value: unknown): boolean => value instanceof NativePromise && enginePeek.knows(value),
  isAsyncFunction: (value: unknown): boolean =>
    typeof value === 'function' && Object.getPrototypeOf(value) === AsyncFunction,
  isGeneratorFunction: (value: unknown): boolean =>
    typeof value === 'function' && Object.getPrototypeOf(value) === GeneratorFunction,
  isDate: (value: unknown): boolean => value instanceof Date,
  isRegExp: (value: unknown): boolean => value instanceof RegExp,
  isMap: (value: unknown): boolean => value instanceof Map,
  isSet: (value: unknown): boolean => value instanceof Set,
  isNativeError: (value: unknown): boolean => value instanceof Error,
});
