/**
 * Takes powers out of the context before any learner's code: what creates code from text, what lets the host's realm
 * shine through, what shares memory, and what allocates without bound. Evaluated inside the context.
 */
import { ownProxy } from './engine-peek.ts';

/** The largest buffer that a program may make at once, bytes. */
const MAX_BUFFER_BYTES = 16 * 1024 * 1024;
/** The longest string that `repeat` and `pad` may make. */
const MAX_STRING = 16 * 1024 * 1024;

type Constructor = new (...args: unknown[]) => object;
type Method = (this: unknown, ...args: unknown[]) => unknown;

/** What `shareMemory` gives back. */
const kept = { SharedArrayBuffer, Atomics };

let isShared = false;

/** For programs of several threads: `SharedArrayBuffer`, of a bounded size, and `Atomics`. */
export function shareMemory(): void {
  if (isShared) return;
  isShared = true;
  for (const [name, value] of Object.entries(kept))
    Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
  capConstructor('SharedArrayBuffer', 1);
  capMethod(SharedArrayBuffer.prototype, 'grow', 0, MAX_BUFFER_BYTES);
}

export function scrub(): void {
  for (const name of [
    'SharedArrayBuffer',
    'Atomics',
    'WebAssembly',
    'FinalizationRegistry',
    'WeakRef',
    'ShadowRealm',
    'eval',
  ]) {
    Reflect.deleteProperty(globalThis, name);
  }
  // The host of a thread needs V8's collector, and V8 lets nobody take the name away.
  if ('gc' in globalThis) Object.defineProperty(globalThis, 'gc', { value: undefined, writable: false });
  closeErrors();
  closeFunctionConstructors();
  capBuffers();
  capStrings();
}

/**
 * Formatting a stack runs a function of the host's realm, and what that throws is the host's. Without a stack limit V8
 * captures no stack, so the formatter never runs; the price is that `error.stack` is undefined.
 */
function closeErrors(): void {
  lock(Error, 'stackTraceLimit', undefined);
  lock(Error, 'prepareStackTrace', undefined);
  lock(Error, 'captureStackTrace', function captureStackTrace() {});
}

/** `Function` and its three siblings, of which only the first has a name: each still serves `instanceof`. */
function closeFunctionConstructors(): void {
  const prototypes: readonly (readonly [string, object])[] = [
    ['Function', Function.prototype],
    ['AsyncFunction', Object.getPrototypeOf(async () => {}) as object],
    ['GeneratorFunction', Object.getPrototypeOf(function* () {}) as object],
    ['AsyncGeneratorFunction', Object.getPrototypeOf(async function* () {}) as object],
  ];
  for (const [name, prototype] of prototypes) {
    const closed = function (): never {
      throw new EvalError('Code generation from strings disallowed for this context');
    };
    Object.defineProperty(closed, 'name', { value: name });
    Object.defineProperty(closed, 'prototype', { value: prototype, writable: false });
    lock(prototype, 'constructor', closed);
    if (prototype === Function.prototype) lock(globalThis, 'Function', closed);
  }
  maskFunctionTexts(prototypes.slice(1).map(([, prototype]) => prototype));
}

/**
 * The text of a function would show the marks of the compile step, with the names of their hooks. What is left tells the
 * kind of the function and its name; `kinds` are the prototypes of async functions, generators and async generators.
 */
function maskFunctionTexts(kinds: readonly object[]): void {
  const { toString } = Function.prototype;
  const { slice } = String.prototype;
  const { apply } = Reflect;
  const { getPrototypeOf } = Object;
  const [asyncFunction, generator, asyncGenerator] = kinds;
  const part = (text: string, from: number, to?: number): string => apply(slice, text, [from, to]) as string;
  const opening = (text: string, prototype: unknown): string => {
    if (part(text, 0, 6) === 'class ' || part(text, 0, 6) === 'class{') return 'class ';
    if (prototype === asyncFunction) return 'async function ';
    if (prototype === generator) return 'function* ';
    return prototype === asyncGenerator ? 'async function* ' : 'function ';
  };
  const masked = {
    toString(this: unknown): string {
      const text = apply(toString, this, []) as string;
      if (typeof this !== 'function' || part(text, -NATIVE.length) === NATIVE) return text;
      const { name } = this as { name: unknown };
      const kind = opening(text, getPrototypeOf(this));
      return `${kind}${typeof name === 'string' ? name : ''}${kind === 'class ' ? ' ' : '() '}{ [code] }`;
    },
  };
  Object.defineProperty(Function.prototype, 'toString', { value: masked.toString, writable: true, configurable: true });
}

const NATIVE = '{ [native code] }';

function capBuffers(): void {
  const names = [
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Float16Array',
    'Float32Array',
    'Float64Array',
    'BigInt64Array',
    'BigUint64Array',
  ];
  capConstructor('ArrayBuffer', 1);
  for (const name of names) {
    const constructor = (globalThis as { [name: string]: unknown })[name] as { BYTES_PER_ELEMENT?: number } | undefined;
    if (constructor) capConstructor(name, constructor.BYTES_PER_ELEMENT ?? 8);
  }
  capMethod(ArrayBuffer.prototype, 'resize', 0, MAX_BUFFER_BYTES);
  capMethod(ArrayBuffer.prototype, 'transfer', 0, MAX_BUFFER_BYTES);
  capMethod(ArrayBuffer.prototype, 'transferToFixedLength', 0, MAX_BUFFER_BYTES);
}

function capConstructor(name: string, bytesPerElement: number): void {
  const original = (globalThis as { [name: string]: unknown })[name] as Constructor & { prototype: object };
  const { construct, apply } = Reflect;
  const capped = ownProxy(original, {
    construct(target, args: unknown[], newTarget) {
      const [size, options] = args;
      const length = typeof size === 'object' && size !== null ? lengthOf(size) : Number(size);
      if (length * bytesPerElement > MAX_BUFFER_BYTES) throw tooLarge(name, length * bytesPerElement);
      const most =
        typeof options === 'object' && options !== null
          ? Number((options as { maxByteLength?: unknown }).maxByteLength ?? 0)
          : 0;
      if (most > MAX_BUFFER_BYTES) throw tooLarge(name, most);
      return construct(target, args, newTarget) as object;
    },
    apply(target, thisArg, args) {
      return apply(target as unknown as Method, thisArg, args);
    },
  });
  Object.defineProperty(original.prototype, 'constructor', { value: capped, writable: true, configurable: true });
  Object.defineProperty(globalThis, name, { value: capped, writable: true, configurable: true });
}

function lengthOf(source: object): number {
  return Number((source as { length?: unknown }).length ?? 0);
}

function capStrings(): void {
  capMethod(String.prototype, 'padStart', 0, MAX_STRING);
  capMethod(String.prototype, 'padEnd', 0, MAX_STRING);
  const { apply } = Reflect;
  const repeat = String.prototype.repeat;
  replaceMethod(String.prototype, 'repeat', (self, args) => {
    const text = String(self);
    const count = Number(args[0]);
    if (text.length * count > MAX_STRING)
      throw new RangeError(`repeat: a string of ${text.length * count} characters; at most ${MAX_STRING} here`);
    return apply(repeat, text, [count]);
  });
}

/** A method whose argument number `position` may be at most `most`. */
function capMethod(owner: object, name: string, position: number, most: number): void {
  const original = (owner as { [name: string]: unknown })[name] as Method | undefined;
  if (original === undefined) return;
  const { apply } = Reflect;
  replaceMethod(owner, name, (self, args) => {
    const size = Number(args[position] ?? 0);
    if (size > most) throw new RangeError(`${name}: ${size} is too large; at most ${most} here`);
    return apply(original, self, [...args.slice(0, position), size, ...args.slice(position + 1)]);
  });
}

function replaceMethod(owner: object, name: string, body: (self: unknown, args: unknown[]) => unknown): void {
  const replaced = {
    method(this: unknown, ...args: unknown[]) {
      return body(this, args);
    },
  }.method;
  Object.defineProperty(replaced, 'name', { value: name, configurable: true });
  Object.defineProperty(owner, name, { value: replaced, writable: true, configurable: true });
}

function tooLarge(name: string, bytes: number): RangeError {
  return new RangeError(`${name}: ${bytes} bytes; at most ${MAX_BUFFER_BYTES} at once here`);
}

function lock(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: false, enumerable: false, configurable: false });
}
