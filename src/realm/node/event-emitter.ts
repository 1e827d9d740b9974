/** Node's `events`. Source: Node's `lib/events.js`. Left out: warnings of leaks, `captureRejections`, domains. */
import { inspectValue } from '../inspect.ts';
import { aborted } from './timers-promises.ts';

type Listener = (...args: never[]) => unknown;
type Name = string | symbol;
type Wrapped = Listener & { listener?: Listener };

const { apply, ownKeys } = Reflect;
const NativePromise = Promise;
export const errorMonitor: unique symbol = Symbol('events.errorMonitor');

interface Options {
  readonly signal?: AbortSignal;
  readonly close?: readonly Name[];
}

export class EventEmitter {
  static readonly errorMonitor: typeof errorMonitor = errorMonitor;
  static defaultMaxListeners = 10;
  _events: Record<Name, Wrapped[] | undefined> = Object.create(null) as Record<Name, Wrapped[] | undefined>;
  _maxListeners: number | undefined = undefined;

  constructor() {
    for (const name of ['_events', '_maxListeners'] as const)
      Object.defineProperty(this, name, { value: this[name], writable: true, enumerable: false });
  }

  on(name: Name, listener: Listener): this {
    return add(this, name, listener, false);
  }

  addListener(name: Name, listener: Listener): this {
    return add(this, name, listener, false);
  }

  prependListener(name: Name, listener: Listener): this {
    return add(this, name, listener, true);
  }

  once(name: Name, listener: Listener): this {
    return add(this, name, onceOf(this, name, checked(listener)), false);
  }

  prependOnceListener(name: Name, listener: Listener): this {
    return add(this, name, onceOf(this, name, checked(listener)), true);
  }

  off(name: Name, listener: Listener): this {
    return this.removeListener(name, listener);
  }

  removeListener(name: Name, listener: Listener): this {
    checked(listener);
    const list = this._events[name];
    const at = list?.findLastIndex((each) => each === listener || each.listener === listener) ?? -1;
    if (list === undefined || at === -1) return this;
    const [removed] = list.slice(at, at + 1);
    // Who emits goes through the list that was there when it began.
    const rest = list.toSpliced(at, 1);
    if (rest.length === 0) delete this._events[name];
    else this._events[name] = rest;
    if (this._events['removeListener'] !== undefined) this.emit('removeListener', name, removed!.listener ?? listener);
    return this;
  }

  removeAllListeners(name?: Name): this {
    if (this._events['removeListener'] === undefined) {
      if (name === undefined) this._events = Object.create(null) as typeof this._events;
      else delete this._events[name];
      return this;
    }
    if (name === undefined) {
      for (const each of this.eventNames()) if (each !== 'removeListener') this.removeAllListeners(each);
      return this.removeAllListeners('removeListener');
    }
    for (const listener of (this._events[name] ?? []).toReversed()) this.removeListener(name, listener);
    return this;
  }

  emit(name: Name, ...args: unknown[]): boolean {
    if (name === 'error' && this._events[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
    const list = this._events[name];
    if (list === undefined) {
      if (name === 'error') throw unhandled(args[0]);
      return false;
    }
    const called = list.slice();
    for (let index = 0; index < called.length; index++) apply(called[index]!, this, args as never[]);
    return true;
  }

  listeners(name: Name): Listener[] {
    return (this._events[name] ?? []).map((each) => each.listener ?? each);
  }

  rawListeners(name: Name): Listener[] {
    return (this._events[name] ?? []).slice();
  }

  listenerCount(name: Name, listener?: Listener): number {
    const list = this._events[name] ?? [];
    return listener == null
      ? list.length
      : list.filter((each) => each === listener || each.listener === listener).length;
  }

  eventNames(): Name[] {
    return ownKeys(this._events);
  }

  setMaxListeners(count: number): this {
    this._maxListeners = count;
    return this;
  }

  getMaxListeners(): number {
    return this._maxListeners ?? EventEmitter.defaultMaxListeners;
  }

  static once(emitter: EventEmitter, name: Name, options?: Options): Promise<unknown[]> {
    return once(emitter, name, options);
  }

  static on(emitter: EventEmitter, name: Name, options?: Options): AsyncIterableIterator<unknown[]> {
    return on(emitter, name, options);
  }

  static listenerCount(emitter: EventEmitter, name: Name): number {
    return emitter.listenerCount(name);
  }
}

function checked(listener: unknown): Listener {
  if (typeof listener === 'function') return listener as Listener;
  const given = listener == null ? String(listener) : `type ${typeof listener} (${inspectValue(listener)})`;
  const error = new TypeError(`The "listener" argument must be of type function. Received ${given}`);
  throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
}

function add<E extends EventEmitter>(emitter: E, name: Name, listener: Wrapped, isFirst: boolean): E {
  checked(listener);
  if (emitter._events['newListener'] !== undefined) emitter.emit('newListener', name, listener.listener ?? listener);
  const list = emitter._events[name] ?? [];
  emitter._events[name] = isFirst ? [listener, ...list] : [...list, listener];
  return emitter;
}

function onceOf(emitter: EventEmitter, name: Name, listener: Listener): Wrapped {
  let isOver = false;
  const wrapped: Wrapped = function (this: unknown, ...args: never[]) {
    if (isOver) return undefined;
    isOver = true;
    emitter.removeListener(name, wrapped);
    return apply(listener, emitter, args) as unknown;
  };
  wrapped.listener = listener;
  return wrapped;
}

function unhandled(error: unknown): unknown {
  if (error instanceof Error) return error;
  const made = new Error(`Unhandled error. (${typeof error === 'string' ? `'${error}'` : inspectValue(error)})`);
  return Object.assign(made, { code: 'ERR_UNHANDLED_ERROR', context: error });
}

/** The next time that `name` is emitted; an `error` before that rejects. */
export function once(emitter: EventEmitter | EventTarget, name: Name, { signal }: Options = {}): Promise<unknown[]> {
  return new NativePromise((resolve, reject) => {
    if (signal?.aborted === true) return reject(aborted(signal));
    if (!(emitter instanceof EventEmitter)) {
      emitter.addEventListener(String(name), (event) => resolve([event]), { once: true });
      return;
    }
    const forget = (): void => {
      emitter.removeListener(name, arrived);
      if (name !== 'error') emitter.removeListener('error', failed);
      signal?.removeEventListener('abort', abort);
    };
    const arrived = (...args: unknown[]): void => {
      forget();
      resolve(args);
    };
    const failed = (error: unknown): void => {
      forget();
      reject(error);
    };
    const abort = (): void => {
      forget();
      reject(aborted(signal!));
    };
    emitter.once(name, arrived as Listener);
    if (name !== 'error') emitter.once('error', failed as Listener);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** Each time that `name` is emitted, none lost; an `error` ends it, and so does an event of `close`. */
export function on(
  emitter: EventEmitter,
  name: Name,
  { signal, close = [] }: Options = {},
): AsyncIterableIterator<unknown[]> {
  if (signal?.aborted === true) throw aborted(signal);
  const events: unknown[][] = [];
  const asked: PromiseWithResolvers<IteratorResult<unknown[]>>[] = [];
  let error: { readonly reason: unknown } | null = null;
  let isOver = false;
  const arrived = (...args: unknown[]): void => {
    const next = asked.shift();
    if (next === undefined) events.push(args);
    else next.resolve({ value: args, done: false });
  };
  const failed = (reason: unknown): void => {
    const next = asked.shift();
    if (next === undefined) error = { reason };
    else next.reject(reason);
    void end();
  };
  const abort = (): void => failed(aborted(signal!));
  const end = (): Promise<IteratorResult<unknown[]>> => {
    emitter.removeListener(name, arrived as Listener);
    emitter.removeListener('error', failed as Listener);
    for (const each of close) emitter.removeListener(each, end as Listener);
    signal?.removeEventListener('abort', abort);
    isOver = true;
    for (const next of asked.splice(0)) next.resolve({ value: undefined, done: true });
    return NativePromise.resolve({ value: undefined, done: true as const });
  };
  emitter.on(name, arrived as Listener);
  if (name !== 'error') emitter.on('error', failed as Listener);
  for (const each of close) emitter.on(each, end as Listener);
  signal?.addEventListener('abort', abort, { once: true });
  return {
    next() {
      const value = events.shift();
      if (value !== undefined) return NativePromise.resolve({ value, done: false });
      if (error !== null) {
        const { reason } = error;
        error = null;
        return NativePromise.reject(reason) as Promise<never>;
      }
      if (isOver) return end();
      const next = NativePromise.withResolvers<IteratorResult<unknown[]>>();
      asked.push(next);
      return next.promise;
    },
    return: end,
    throw(reason) {
      failed(reason);
      return end();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
