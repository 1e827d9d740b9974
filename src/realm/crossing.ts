/**
 * What goes from one isolate to another, as text. Values are cloned; functions of the file, the loop, futures, shared buffers and
 * the primitives of `threading` cross as handles: the other side gets something that stands for them.
 */
import { EventLoop } from '../asyncio/base-events.ts';
import { ConcurrentFuture } from '../asyncio/concurrent-futures.ts';
import { Context, ContextVar } from '../asyncio/contextvars.ts';
import { Coroutine } from '../asyncio/coroutines.ts';
import { Handle } from '../asyncio/events.ts';
import { Future } from '../asyncio/futures.ts';
import type { PlaceMark } from '../asyncio/instrument.ts';
import { Barrier, Condition, Event, Lock, Semaphore } from '../asyncio/locks.ts';
import { Queue } from '../asyncio/queues.ts';
import { repr } from '../asyncio/repr.ts';
import { Runner } from '../asyncio/runners.ts';
import { TaskGroup } from '../asyncio/taskgroups.ts';
import { MOST_MESSAGE_TEXT } from '../trace/pool-question.ts';
import type { FunctionReference } from '../trace/pool-question.ts';
import { MAX_NAME, MAX_TEXT } from '../trace/wire.ts';
import { decode, encode } from './clone.ts';
import { describeError } from './describe-error.ts';
import type { FunctionTable } from './functions.ts';
import { OwnMap, OwnWeakSet, append } from './own-collections.ts';
import type { PlaceKeeper } from './places.ts';
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
      /** Its class, or the nearest ancestor of that, that the other side has too: of the file or a module, or JavaScript's own. */
      readonly ref: FunctionReference | null;
      readonly native: string;
      readonly name: string;
      readonly message: string;
      readonly own: readonly OwnProperty[];
      /** The mark of the statement that threw it; 0: nobody noted that. */
      readonly thrownAt: PlaceMark;
    };

type OwnProperty = readonly [name: string, isEnumerable: boolean, value: unknown];

/** Something of `threading` that knows how to be the same thing elsewhere. */
export interface Crossing {
  /** Under which name `revivers` know it. */
  readonly _kind: string;
  readonly _state: unknown;
}

const ELSEWHERE =
  "of asyncio stays in its loop's thread: use one of threading, or loop.callSoonThreadsafe(f, …) to reach the loop from another one";

/** How the primitives of `threading` are made anew, by kind. */
export const revivers = new OwnMap<string, (state: unknown) => unknown>();

/** How deep the lists of an error's property are looked through: `args` of a group holds the list of its errors. */
const MOST_LISTS = 2;
const MOST_ANCESTORS = 50;
/** Of a value: it does not cross. */
const STAYS = Symbol('stays');

const { getPrototypeOf, defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames, hasOwn } = Object;
const { apply, construct } = Reflect;
const { isArray } = Array;
const { slice } = String.prototype;
const NativeError = Error;
/** JavaScript's own, with what their errors inherit from: a program may have replaced `constructor`. */
const nativeErrors = [
  AggregateError,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  Error,
].map((kind) => ({ kind: kind as unknown, native: kind.name, prototype: kind.prototype as object }));

export class Border {
  readonly #functions: FunctionTable;
  readonly #shared: SharedBuffers;
  readonly #places: PlaceKeeper;
  readonly #loops = new OwnMap<number, EventLoop>();
  readonly #futures = new OwnMap<number, Future<unknown>>();
  readonly #numbers = new OwnMap<object, number>();
  #lastFuture = 0;
  /** 0: the main thread. */
  lane = 0;

  constructor(functions: FunctionTable, shared: SharedBuffers, places: PlaceKeeper) {
    this.#functions = functions;
    this.#shared = shared;
    this.#places = places;
  }

  /** Throws a DataCloneError for what cannot cross. `shares` false: the other side has a memory of its own. */
  encode(value: unknown, shares: boolean): string {
    return encode(value, { special: (each) => this.#tagOf(each, shares), limit: MOST_MESSAGE_TEXT });
  }

  decode(text: string): unknown {
    return decode(
      text,
      (plain) => this.#revived(plain as Tag),
      (made, plain) => completeError(made, plain as Tag),
    );
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
      throw new TypeError(
        `${nameWithArticle(value)} cannot be sent to another process: it belongs to the threads of this one`,
      );
    if (tag !== undefined) return tag;
    if (value instanceof Coroutine) {
      const remedy = `write \`function ${value.name}(…) { … }\``;
      throw new TypeError(
        `${value}: a coroutine object stays in its own thread, where it is awaited. What another one runs is a plain function: ${remedy}`,
      );
    }
    checkCopyable(value);
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

  /**
   * An error arrives as one of its class, with its message, its own properties and the line that threw it, though without its
   * constructor's work. What cannot cross of them stays behind.
   */
  #errorTag(error: Error, shares: boolean): Tag {
    const own: OwnProperty[] = [];
    const names = getOwnPropertyNames(error);
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!;
      const found = name === 'message' || name === 'stack' ? undefined : getOwnPropertyDescriptor(error, name);
      if (found === undefined || !hasOwn(found, 'value')) continue;
      const value = this.#sendable(found.value, shares, MOST_LISTS);
      if (value !== STAYS) append<OwnProperty>(own, [name, found.enumerable === true, value]);
    }
    const [name, message] = [String(error.name), String(error.message)];
    return { is: 'error', ...this.#classOf(error), name, message, own, thrownAt: this.#places.noted(error) };
  }

  /** The nearest class that the other side has too. */
  #classOf(error: Error): { readonly ref: FunctionReference | null; readonly native: string } {
    let prototype = getPrototypeOf(error) as object | null;
    for (let left = MOST_ANCESTORS; left > 0 && prototype !== null; left--) {
      for (let index = 0; index < nativeErrors.length; index++)
        if (nativeErrors[index]!.prototype === prototype) return { ref: null, native: nativeErrors[index]!.native };
      const made: unknown = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
      const ref = typeof made === 'function' ? this.#functions.referenceTo(made) : null;
      if (ref !== null) return { ref, native: '' };
      prototype = getPrototypeOf(prototype) as object | null;
    }
    return { ref: null, native: '' };
  }

  /** What is sent of an error's property. Other errors are looked at when their turn comes. */
  #sendable(value: unknown, shares: boolean, lists: number): unknown {
    if (typeof value === 'symbol') return STAYS;
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
    if (value instanceof NativeError) return value;
    if (isArray(value) && lists > 0) {
      const list: unknown[] = [];
      for (let index = 0; index < value.length; index++) {
        const item = this.#sendable(value[index], shares, lists - 1);
        if (item === STAYS) return STAYS;
        append(list, item);
      }
      return list;
    }
    try {
      this.encode(value, shares);
      return value;
    } catch {
      return STAYS;
    }
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

  #revivedError({ ref, native, name, message, own, thrownAt }: Tag & { readonly is: 'error' }): unknown {
    const error = newError(ref === null ? nativeError(native) : this.#functions.find(ref), message);
    defineOwn(error, own);
    if (error.name !== name) define(error, 'name', false, name);
    this.#places.arrived(error, thrownAt);
    return error;
  }
}

function nativeError(native: string): unknown {
  for (let index = 0; index < nativeErrors.length; index++)
    if (nativeErrors[index]!.native === native) return nativeErrors[index]!.kind;
  return NativeError;
}

/** An error of this class, whose constructor, which may want anything, is not called. */
function newError(kind: unknown, message: string): Error {
  if (typeof kind !== 'function') return new NativeError(message);
  try {
    const made: unknown = construct(NativeError, [message], kind);
    if (made instanceof NativeError) return made;
  } catch {
    // No class.
  }
  return new NativeError(message);
}

/** Properties of an error that lead back to it: when it was made, they were not there yet. */
function completeError(made: unknown, tag: Tag): void {
  if (tag.is === 'error' && made instanceof NativeError) defineOwn(made, tag.own);
}

function defineOwn(error: Error, own: readonly OwnProperty[]): void {
  for (let index = 0; index < own.length; index++) define(error, own[index]![0], own[index]![1], own[index]![2]);
}

function define(error: Error, name: string, enumerable: boolean, value: unknown): void {
  const descriptor = { __proto__: null, value, writable: true, enumerable, configurable: true } as PropertyDescriptor;
  defineProperty(error, name, descriptor);
}

/** What cannot cross, in words that can: whatever it is made of, and however long its message. */
function inWords(error: unknown): string {
  const { name, message } = describeError(error);
  return `${apply(slice, name, [0, MAX_NAME]) as string}: ${apply(slice, message, [0, MAX_TEXT]) as string}`;
}

type AnyClass = abstract new (...args: never[]) => object;

/** What would arrive as something empty: a class, and why it stays with what to write instead. */
const staying: { readonly kind: AnyClass; readonly why: string }[] = [
  { kind: Lock, why: ELSEWHERE },
  { kind: Event, why: ELSEWHERE },
  { kind: Condition, why: ELSEWHERE },
  { kind: Semaphore, why: ELSEWHERE },
  { kind: Barrier, why: ELSEWHERE },
  {
    kind: Queue,
    why: "of asyncio stays in its loop's thread: call loop.callSoonThreadsafe(f, …) to reach it from another one",
  },
  {
    kind: TaskGroup,
    why: "stays in its loop's thread: call runCoroutineThreadsafe(f(), loop) to start a task from another one",
  },
  { kind: Runner, why: 'stays in its own thread: call run() in the other one' },
  { kind: Handle, why: 'stays in its own thread' },
  { kind: Context, why: 'of context variables stays in its own thread: pass the values' },
  { kind: ContextVar, why: 'stays in its own thread: pass its value, variable.get()' },
  { kind: ConcurrentFuture, why: 'of a pool stays in its own thread: pass what it gives, future.result()' },
];

/** Has objects of this class refused, in these words, where one is passed to another thread or process. */
export function staysHere(kind: AnyClass, why: string): void {
  append(staying, { kind, why });
}

function checkCopyable(value: object): void {
  for (let index = 0; index < staying.length; index++) {
    const { kind, why } = staying[index]!;
    if (value instanceof kind) throw new TypeError(`${nameWithArticle(value)} ${why}`);
  }
}

function nameWithArticle(value: object): string {
  // Its class has another name here than where a program knows it from.
  if (value instanceof ConcurrentFuture) return 'a Future';
  const { name } = (value as { constructor: { name: unknown } }).constructor;
  const text = typeof name === 'string' && name !== '' ? name : 'object';
  return `${/^[AEIOU]/.test(text) ? 'an' : 'a'} ${text}`;
}

/** Said of a function that only its own isolate can reach. */
export function notAtTheTop(fn: unknown): Error {
  return new TypeError(
    `${repr(fn)} cannot be called in another thread or process: only a function that is declared at the top of the file, or one of a module, can be found there`,
  );
}

const ofThreading = new OwnWeakSet<object>();

/** Marks an object as one of this realm's `threading`: a program could give anything a `_kind`. */
export function markCrossing(value: object & Crossing): void {
  ofThreading.add(value);
}

function isOfThreading(value: object): value is Crossing {
  return ofThreading.has(value);
}
