/**
 * `Event`, `CustomEvent` and `EventTarget`, in Node's order. Sources: https://dom.spec.whatwg.org/ and Node's
 * `lib/internal/event_target.js`, where the two differ.
 */
import { whenSettled } from '../../asyncio/native-promises.ts';
import { clock } from '../clock.ts';
import { inspectValue } from '../inspect.ts';

interface EventInit {
  readonly bubbles?: boolean;
  readonly cancelable?: boolean;
  readonly composed?: boolean;
}

const NativePromise = Promise;
const AT_TARGET = 2;

export class Event {
  static readonly NONE = 0;
  static readonly CAPTURING_PHASE = 1;
  static readonly AT_TARGET = AT_TARGET;
  static readonly BUBBLING_PHASE = 3;
  readonly timeStamp: number = clock.now() * 1000;
  readonly #type: string;
  readonly #init: EventInit;
  /** @internal */ _target: EventTarget | null = null;
  /** @internal */ _isTrusted = false;
  /** @internal */ _isDispatching = false;
  /** @internal */ _isStopped = false;
  #propagates = true;
  #isPrevented = false;

  constructor(type: string, init?: EventInit | null) {
    if (arguments.length === 0) throw missing('The "type" argument must be specified');
    this.#type = `${type}`;
    this.#init = { ...init };
    hide(this, ['_target', '_isTrusted', '_isDispatching', '_isStopped', 'timeStamp']);
  }

  get type(): string {
    return this.#type;
  }

  get target(): EventTarget | null {
    return this._target;
  }

  get srcElement(): EventTarget | null {
    return this._target;
  }

  get currentTarget(): EventTarget | null {
    return this._isDispatching ? this._target : null;
  }

  get eventPhase(): number {
    return this._isDispatching ? AT_TARGET : 0;
  }

  get bubbles(): boolean {
    return Boolean(this.#init.bubbles);
  }

  get cancelable(): boolean {
    return Boolean(this.#init.cancelable);
  }

  get composed(): boolean {
    return Boolean(this.#init.composed);
  }

  get isTrusted(): boolean {
    return this._isTrusted;
  }

  get defaultPrevented(): boolean {
    return this.cancelable && this.#isPrevented;
  }

  get returnValue(): boolean {
    return !this.defaultPrevented;
  }

  get cancelBubble(): boolean {
    return !this.#propagates;
  }

  set cancelBubble(stop: boolean) {
    if (stop) this.#propagates = false;
  }

  composedPath(): EventTarget[] {
    return this._isDispatching && this._target !== null ? [this._target] : [];
  }

  preventDefault(): void {
    this.#isPrevented = true;
  }

  stopPropagation(): void {
    this.#propagates = false;
  }

  stopImmediatePropagation(): void {
    this.#propagates = false;
    this._isStopped = true;
  }

  get [Symbol.toStringTag](): string {
    return 'Event';
  }
}

export class CustomEvent extends Event {
  readonly #detail: unknown;

  constructor(type: string, init?: (EventInit & { readonly detail?: unknown }) | null) {
    super(type, init);
    this.#detail = init?.detail ?? null;
  }

  get detail(): unknown {
    return this.#detail;
  }

  override get [Symbol.toStringTag](): string {
    return 'CustomEvent';
  }
}

type Callback = ((this: EventTarget, event: Event) => unknown) | { readonly handleEvent: (event: Event) => unknown };

interface ListenerOptions {
  readonly once?: boolean;
  readonly capture?: boolean;
  readonly passive?: boolean;
  readonly signal?: EventTarget & { readonly aborted: boolean };
}

/** In a chain, as in Node: one that is added while an event is told is reached, unless the last one is being told. */
interface Listener {
  readonly callback: Callback;
  readonly once: boolean;
  readonly capture: boolean;
  isRemoved: boolean;
  previous: Listener | Root;
  next: Listener | null;
}

interface Root {
  next: Listener | null;
}

/** Told what a listener throws; in Node that ends the program, at the next tick. */
export const listenerErrors = { report: (_error: unknown): void => {} };

export class EventTarget {
  readonly #roots = new Map<string, Root>();

  addEventListener(type: string, callback: unknown, options?: ListenerOptions | boolean | null): void {
    if (arguments.length < 2) throw missing('The "type" and "listener" arguments must be specified');
    if (!isCallback(callback)) return;
    const { once = false, capture = false, signal } = optionsOf(options);
    if (signal !== undefined && signal.aborted) return;
    this._addListener(`${type}`, callback, Boolean(once), Boolean(capture));
    signal?.addEventListener('abort', () => this.removeEventListener(type, callback, options), { once: true });
  }

  /** @internal */
  _addListener(type: string, callback: Callback, once: boolean, capture: boolean): void {
    let root = this.#roots.get(type);
    if (root === undefined) {
      root = { next: null };
      this.#roots.set(type, root);
    }
    let last: Listener | Root = root;
    for (; last.next !== null; last = last.next)
      if (last.next.callback === callback && last.next.capture === capture) return;
    last.next = { callback, once, capture, isRemoved: false, previous: last, next: null };
  }

  removeEventListener(type: string, callback: unknown, options?: ListenerOptions | boolean | null): void {
    if (arguments.length < 2) throw missing('The "type" and "listener" arguments must be specified');
    if (!isCallback(callback)) return;
    const capture = Boolean(optionsOf(options).capture);
    let listener = this.#roots.get(`${type}`)?.next ?? null;
    for (; listener !== null; listener = listener.next) {
      if (listener.callback !== callback || listener.capture !== capture) continue;
      remove(listener);
      return;
    }
  }

  dispatchEvent(event: Event): boolean {
    if (!(event instanceof Event)) {
      const error = new TypeError(
        `The "event" argument must be an instance of Event. Received ${event === null ? 'null' : inspectValue(event)}`,
      );
      throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
    }
    if (event._isDispatching)
      throw Object.assign(new Error(`The event "${event.type}" is already being dispatched`), {
        code: 'ERR_EVENT_RECURSION',
      });
    this._dispatch(event);
    return !event.defaultPrevented;
  }

  /** @internal */
  _dispatch(event: Event): void {
    event._target = this;
    event._isDispatching = true;
    let listener = this.#roots.get(event.type)?.next ?? null;
    while (listener !== null && !event._isStopped) {
      const { next } = listener as Listener;
      if (!listener.isRemoved) {
        if (listener.once) remove(listener);
        this.#tell(listener.callback, event);
      }
      listener = next;
    }
    event._isDispatching = false;
  }

  #tell(callback: Callback, event: Event): void {
    try {
      const result =
        typeof callback === 'function' ? Reflect.apply(callback, this, [event]) : callback.handleEvent(event);
      // Node's: for the second listener the event is not being told any more.
      event._isDispatching = false;
      if (result instanceof NativePromise) void whenSettled(result, undefined, (error) => listenerErrors.report(error));
    } catch (error) {
      listenerErrors.report(error);
    }
  }

  get [Symbol.toStringTag](): string {
    return 'EventTarget';
  }
}

/** As `onabort`: one more listener, in the place where the first one was set. */
export function handlerAttribute(target: EventTarget, type: string): { get(): unknown; set(value: unknown): void } {
  let handler: unknown = null;
  let isListening = false;
  return {
    get: () => handler,
    set(value) {
      handler = typeof value === 'function' || (typeof value === 'object' && value !== null) ? value : null;
      if (isListening || handler === null) return;
      isListening = true;
      const tell = function (this: EventTarget, event: Event): unknown {
        return typeof handler === 'function' ? Reflect.apply(handler, this, [event]) : undefined;
      };
      target._addListener(type, tell, false, false);
    },
  };
}

function remove(listener: Listener): void {
  listener.isRemoved = true;
  listener.previous.next = listener.next;
  if (listener.next !== null) listener.next.previous = listener.previous;
}

function isCallback(callback: unknown): callback is Callback {
  return typeof callback === 'function' || (typeof callback === 'object' && callback !== null);
}

function optionsOf(options: ListenerOptions | boolean | null | undefined): ListenerOptions {
  return typeof options === 'boolean' ? { capture: options } : (options ?? {});
}

function missing(message: string): TypeError {
  return Object.assign(new TypeError(message), { code: 'ERR_MISSING_ARGS' });
}

function hide(owner: object, names: readonly string[]): void {
  for (const name of names) Object.defineProperty(owner, name, { enumerable: false });
}
