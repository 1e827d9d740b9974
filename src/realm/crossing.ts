/**
 * What goes from one isolate to another, as text. Values are cloned; functions of the file, the loop, futures, shared buffers and
 * the primitives of `threading` cross as handles: the other side gets something that stands for them.
 */
import { EventLoop } from '../asyncio/base-events.ts';
import { Coroutine } from '../asyncio/coroutines.ts';
import { Future } from '../asyncio/futures.ts';
import { repr } from '../asyncio/repr.ts';
import { MOST_MESSAGE_TEXT } from '../trace/pool-question.ts';
import type { FunctionReference } from '../trace/pool-question.ts';
import { MAX_NAME, MAX_TEXT } from '../trace/wire.ts';
import { decode, encode } from './clone.ts';
import { describeError } from './describe-error.ts';
import type { FunctionTable } from './functions.ts';
import { RemoteFuture, RemoteLoop } from './remote-loop.ts';
import type { SharedBuffers } from './shared-buffers.ts';

/** What stands for an object that is not copied. */
type Tag =
  | { readonly is: 'function'; readonly ref: FunctionReference }
  | { readonly is: 'loop'; readonly loop: number }
  | { readonly is: 'future'; readonly future: number }
  | { readonly is: 'primitive'; readonly kind: string; readonly state: unknown }
  | { readonly is: 'shared'; readonly id: number }
  | {
      readonly is: 'error';
      /** Its class, if the other side has that too. */
      readonly ref: FunctionReference | null;
      readonly name: string;
      readonly message: string;
      readonly args: string;
      readonly cause: string | null;
    };

/** Something of `threading` that knows how to be the same thing elsewhere. */
export interface Crossing {
  /** Under which name `revivers` know it. */
  readonly _kind: string;
  readonly _state: unknown;
}

/** How the primitives of `threading` are made anew, by kind. */
export const revivers = new Map<string, (state: unknown) => unknown>();

const { getPrototypeOf, defineProperty } = Object;
const { apply, construct } = Reflect;
const { isArray } = Array;
const { slice } = String.prototype;
const NativeError = Error;
const nativeErrors: { readonly [name: string]: unknown } = Object.assign(Object.create(null) as object, {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
});

export class Border {
  readonly #functions: FunctionTable;
  readonly #shared: SharedBuffers;
  readonly #loops = new Map<number, EventLoop>();
  readonly #futures = new Map<number, Future<unknown>>();
  readonly #numbers = new Map<object, number>();
  #lastFuture = 0;
  /** 0: the main thread. */
  lane = 0;

  constructor(functions: FunctionTable, shared: SharedBuffers) {
    this.#functions = functions;
    this.#shared = shared;
  }

  /** Throws a DataCloneError for what cannot cross. `shares` false: the other side has a memory of its own. */
  encode(value: unknown, shares: boolean): string {
    return encode(value, { special: (each) => this.#tagOf(each, shares), limit: MOST_MESSAGE_TEXT });
  }

  decode(text: string): unknown {
    return decode(text, (plain) => this.#revived(plain as Tag));
  }

  /** The error as text, whatever it is made of. */
  encodeError(error: unknown, shares: boolean): string {
    try {
      return this.encode(error, shares);
    } catch {
      return encode(new NativeError(inWords(error)));
    }
  }

  /** A future of this isolate by the number that it crossed under. */
  future(number: number): Future<unknown> | undefined {
    return this.#futures.get(number);
  }

  loop(number: number): EventLoop | undefined {
    return this.#loops.get(number);
  }

  #tagOf(value: object, shares: boolean): Tag | undefined {
    if (typeof value === 'function') return this.#functionTag(value);
    const tag = this.#threadTag(value);
    if (tag !== undefined && !shares)
      throw new TypeError(`${repr(value)} cannot be sent to another process: it belongs to the threads of this one`);
    if (tag !== undefined) return tag;
    if (value instanceof Coroutine) throw new TypeError(`${value}: a coroutine object stays in its own thread`);
    return value instanceof NativeError ? this.#errorTag(value, shares) : undefined;
  }

  /** What only threads of one process can have together. */
  #threadTag(value: object): Tag | undefined {
    if (value instanceof EventLoop) return this.#loopTag(value);
    if (value instanceof RemoteLoop) return { is: 'loop', loop: value._number };
    if (value instanceof Future) return this.#futureTag(value);
    if (value instanceof RemoteFuture) return { is: 'future', future: value._number };
    if (this.#shared.isShared(value)) return { is: 'shared', id: this.#shared.idOf(value) };
    const { _kind: kind } = value as Partial<Crossing>;
    if (typeof kind === 'string' && revivers.has(kind) && isOfThreading(value))
      return { is: 'primitive', kind, state: value._state };
    return undefined;
  }

  #functionTag(fn: object): Tag {
    const ref = this.#functions.referenceTo(fn);
    if (ref === null) throw notAtTheTop(fn);
    return { is: 'function', ref };
  }

  #loopTag(loop: EventLoop): Tag {
    if (this.lane !== 0) throw new TypeError('only the loop of the main thread can be sent to another one');
    this.#loops.set(loop.id, loop);
    return { is: 'loop', loop: loop.id };
  }

  #futureTag(future: Future<unknown>): Tag {
    if (this.lane !== 0) throw new TypeError('only futures of the main thread can be sent to another one');
    let number = this.#numbers.get(future);
    if (number === undefined) {
      number = ++this.#lastFuture;
      this.#numbers.set(future, number);
      this.#futures.set(number, future);
    }
    return { is: 'future', future: number };
  }

  /** An error whose class the other side has too arrives as one of that class; every other one with its name and message. */
  #errorTag(error: Error, shares: boolean): Tag {
    const prototype = getPrototypeOf(error) as { constructor?: unknown } | null;
    const ref = this.#functions.referenceTo(prototype?.constructor);
    const { args, cause } = error as { args?: unknown; cause?: unknown };
    const [name, message] = [String(error.name), String(error.message)];
    return {
      is: 'error',
      ref,
      name,
      message,
      args: this.encode(isArray(args) ? args : [message], shares),
      cause: cause === undefined ? null : this.encode(cause, shares),
    };
  }

  #revived(tag: Tag): unknown {
    switch (tag.is) {
      case 'function':
        return this.#functions.find(tag.ref);
      case 'loop':
        return this.#loops.get(tag.loop) ?? new RemoteLoop(tag.loop);
      case 'future':
        return (this.lane === 0 ? this.#futures.get(tag.future) : undefined) ?? new RemoteFuture(tag.future);
      case 'primitive':
        return revivers.get(tag.kind)?.(tag.state);
      case 'shared':
        return this.#arrived(tag.id);
      case 'error':
        return this.#revivedError(tag);
    }
  }

  #arrived(id: number): SharedArrayBuffer {
    const buffer = this.#shared.get(id);
    if (buffer === undefined)
      throw new TypeError('a SharedArrayBuffer goes from the main thread to another one, or back');
    return buffer;
  }

  #revivedError({ ref, name, message, args, cause }: Tag & { readonly is: 'error' }): unknown {
    const error = this.#newError(ref, name, message, args);
    if (error.name !== name) define(error, 'name', name);
    if (cause !== null) define(error, 'cause', this.decode(cause));
    return error;
  }

  #newError(ref: FunctionReference | null, name: string, message: string, args: string): Error {
    const found = ref === null ? nativeErrors[name] : this.#functions.find(ref);
    if (typeof found !== 'function') return new NativeError(message);
    try {
      const made: unknown = construct(found, ref === null ? [message] : (this.decode(args) as unknown[]));
      return made instanceof NativeError ? made : new NativeError(message);
    } catch {
      // A class of the program's with a constructor of its own mind.
      return new NativeError(message);
    }
  }
}

function define(error: Error, name: string, value: unknown): void {
  defineProperty(error, name, { value, writable: true, enumerable: false, configurable: true });
}

/** What cannot cross, in words that can: whatever it is made of, and however long its message. */
function inWords(error: unknown): string {
  const { name, message } = describeError(error);
  return `${apply(slice, name, [0, MAX_NAME]) as string}: ${apply(slice, message, [0, MAX_TEXT]) as string}`;
}

/** Said of a function that only its own isolate can reach. */
export function notAtTheTop(fn: unknown): Error {
  return new TypeError(
    `${repr(fn)} cannot be called in another thread or process: only a function that is declared at the top of the file, or one of a module, can be found there`,
  );
}

const ofThreading = new WeakSet<object>();

/** Marks an object as one of this realm's `threading`: a program could give anything a `_kind`. */
export function markCrossing(value: object & Crossing): void {
  ofThreading.add(value);
}

function isOfThreading(value: object): value is Crossing {
  return ofThreading.has(value);
}
