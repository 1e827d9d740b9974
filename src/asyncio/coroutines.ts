/**
 * Coroutines: work that is described but not begun. Calling a coroutine function runs nothing; awaiting the object
 * runs it inside the current task, `createTask` runs it as a task of its own. Once.
 */
import { Awaitable, deliver } from './awaitables.ts';
import type { Reject, Resolve } from './awaitables.ts';
import type { EventLoop } from './base-events.ts';
import { current } from './events.ts';
import { RuntimeError } from './exceptions.ts';
import { watcher } from './instrument.ts';
import type { PlaceMark } from './instrument.ts';
import { LinkedSet, unlink } from './linked-set.ts';
import type { Linked } from './linked-set.ts';
import { hear, inMicrotask, whenSettled } from './native-promises.ts';
import { warn } from './warnings.ts';

const CREATED = 0;
/** Begun; whether it is over, only its promise knows. */
const BEGUN = 1;
const OVER = 2;

/** The coroutine objects that have not begun, in creation order, by the loop in which they were made (null: outside of all). */
const madeOutside = new LinkedSet<Coroutine<unknown>>();
function madeIn(loop: EventLoop | null): LinkedSet<Coroutine<unknown>> {
  return loop === null ? madeOutside : loop._notBegun;
}

/** Most are awaited before the next one is made: only then the last one goes into its set. */
const newest: { coroutine: Coroutine<unknown> | null; loop: EventLoop | null } = { coroutine: null, loop: null };

function keepNewest(): void {
  const { coroutine: it, loop } = newest;
  newest.coroutine = newest.loop = null;
  if (it !== null && it._state === CREATED) madeIn(loop).add(it);
}

/** CPython: a coroutine object. What `coroutine` functions return; also `sleep`, `wait`, …. */
export abstract class Coroutine<T> extends Awaitable<T> {
  /** @internal Where it was made. */ readonly _madeAt: PlaceMark = watcher.current?.here?.() ?? 0;
  /** @internal */ _state: typeof CREATED | typeof BEGUN | typeof OVER = CREATED;
  /** @internal */ _previousMember: Linked<Coroutine<unknown>> | null = null;
  /** @internal */ _nextMember: Linked<Coroutine<unknown>> | null = null;

  constructor() {
    super();
    if (newest.coroutine !== null) keepNewest();
    newest.coroutine = this as Coroutine<unknown>;
    newest.loop = current.loop;
  }

  abstract readonly name: string;

  /** @internal Gives up a call that has not begun, for whoever makes it elsewhere; null: it has begun, or is no call. */
  _takeCall(): { readonly fn: unknown; readonly args: readonly unknown[] } | null {
    return null;
  }

  /** @internal Begins the work in the current task; one of the two is called when it is over, unless this raises. */
  abstract _run(resolve: Resolve, reject: Reject): void;

  /** The promise of the work, if it has begun and needed one. */
  protected get _promise(): PromiseLike<unknown> | null {
    return null;
  }

  /** @internal Begins unless it has begun before, which is an error. */
  _begin(resolve: Resolve, reject: Reject): void {
    if (this._state !== CREATED) {
      this.#refuse(reject);
      return;
    }
    this._state = BEGUN;
    this._forget();
    try {
      this._run(resolve, reject);
    } catch (error) {
      this._state = OVER;
      reject(error);
    }
  }

  /** Those who wait for a promise hear of it in the order they came: so `over` is known when the second one is heard. */
  #refuse(reject: Reject): void {
    let over = this._state === OVER;
    const isOver = (): void => {
      over = true;
    };
    this._promise?.then(isOver, isOver);
    const refuse = (): void =>
      reject(new RuntimeError(over ? 'cannot reuse already awaited coroutine' : 'coroutine is being awaited already'));
    inMicrotask(refuse);
  }

  /**
   * @internal For who sees an `await` before it happens: begins at once, as CPython does, and gives the promise to await in
   * this one's place. Null: it has none, or has begun before.
   */
  _beginInPlace(): Promise<unknown> | null {
    return null;
  }

  /** @internal */
  _await(resolve: Resolve, reject: Reject): void {
    const { task } = current;
    if (task !== null && this.awaitedAt !== 0) {
      task.place = this.awaitedAt;
      this.awaitedAt = 0;
    }
    this._begin(resolve, reject);
  }

  /** @internal Of one that has no promise: what it waited for is over, however that ended. */
  _waitIsOver(): void {
    this._state = OVER;
  }

  /** @internal */
  get _hasBegun(): boolean {
    return this._state !== CREATED;
  }

  /**
   * CPython: `coroutine.close`. A coroutine that has not begun never will, and no warning comes.
   * Unlike CPython, one that has begun goes on: nothing can be thrown into a JavaScript function from outside.
   */
  close(): void {
    if (this._state !== CREATED) return;
    this._state = OVER;
    this._forget();
  }

  /** It will not have to be complained about. */
  protected _forget(): void {
    if (newest.coroutine === (this as Coroutine<unknown>)) newest.coroutine = newest.loop = null;
    else if (this._nextMember !== null) unlink(this);
  }

  toString(): string {
    return `<coroutine object ${this.name}>`;
  }
}

interface CoroutineFunction<A extends unknown[], R> {
  readonly name: string;
  /** What `coroutine` gave for it. */
  readonly make?: (...args: A) => Coroutine<R>;
  readonly fn: (...args: A) => PromiseLike<R>;
}

// Most calls have no arguments: they need not keep an array alive each.
const NO_ARGUMENTS: readonly [] = [];

/** What `coroutine(fn)` makes: the call of an async function, put off. */
class Call<A extends unknown[], R> extends Coroutine<R> {
  readonly #function: CoroutineFunction<A, R>;
  /** The arguments; from its beginning on, its promise. */
  #held: A | PromiseLike<R> | null;

  constructor(made: CoroutineFunction<A, R>, args: A) {
    super();
    this.#function = made;
    this.#held = args.length === 0 ? (NO_ARGUMENTS as unknown as A) : args;
  }

  get name(): string {
    return this.#function.name;
  }

  /** @internal */
  override _takeCall(): { readonly fn: unknown; readonly args: readonly unknown[] } | null {
    const { make } = this.#function;
    if (make === undefined || this._state !== CREATED) return null;
    const args = this.#held as A;
    this.close();
    return { fn: make, args };
  }

  protected override get _promise(): PromiseLike<unknown> | null {
    return this.#held instanceof Promise ? this.#held : null;
  }

  /** @internal */
  override _run(resolve: Resolve, reject: Reject): void {
    watcher.current?.bodyStarts?.();
    hear(this.#call(), resolve, reject);
  }

  /** @internal */
  override _beginInPlace(): Promise<R> | null {
    if (this._state !== CREATED) return null;
    this._state = BEGUN;
    this._forget();
    try {
      return this.#call();
    } catch (error) {
      this._state = OVER;
      return Promise.reject(error);
    }
  }

  #call(): Promise<R> {
    const args = this.#held as A;
    this.#held = null;
    const given = this.#function.fn(...args);
    const promise = given instanceof Promise ? given : Promise.resolve(given);
    this.#held = promise;
    return promise;
  }
}

/** The result in an array, or a promise of that: what would be awaited by itself, a task say, arrives as it is. */
type Boxed<R> = readonly [R] | Promise<readonly [R]>;

/** A coroutine of ours that needs no promise, or only if it has to wait. */
export abstract class Operation<T> extends Coroutine<T> {
  #started: PromiseLike<unknown> | null = null;

  /** @internal Calls one of the two, or gives the promise of that. */
  abstract _perform(resolve: Resolve, reject: Reject): PromiseLike<unknown> | null;

  protected override get _promise(): PromiseLike<unknown> | null {
    return this.#started;
  }

  /** @internal */
  override _run(resolve: Resolve, reject: Reject): void {
    this.#started = this._perform(resolve, reject);
    if (this.#started === null) this._state = OVER;
  }
}

/** An operation that is a function. */
class OwnCall<R> extends Operation<R> {
  readonly name: string;
  readonly #body: () => Boxed<R>;

  constructor(name: string, body: () => Boxed<R>) {
    super();
    this.name = name;
    this.#body = body;
  }

  /** @internal */
  override _perform(resolve: Resolve, reject: Reject): PromiseLike<unknown> | null {
    const boxed = this.#body();
    if (boxed instanceof Promise) return whenSettled(boxed, ([result]) => deliver(resolve, result), reject);
    deliver(resolve, boxed[0]);
    return null;
  }
}

/** A coroutine object for one of our own functions, which may have its result at once, and may give an awaitable. */
export function boxedCoroutineOf<R>(name: string, body: () => Boxed<R>): Coroutine<R> {
  return new OwnCall(name, body);
}

/** A coroutine object for one of our own async functions. */
export function coroutineOf<R>(name: string, body: () => PromiseLike<R>): Coroutine<R> {
  return new Call({ name, fn: body }, []);
}

const coroutineFunctions = new WeakSet<object>();

/**
 * CPython: `async def`. Makes a coroutine function of an async function: calling it gives a `Coroutine`.
 * The name is `name`, else that of `fn`.
 */
export function coroutine<A extends unknown[], R>(
  fn: (...args: A) => Promise<R>,
  name: string = fn.name,
): (...args: A) => Coroutine<R> {
  const shown = name === '' ? 'anonymous' : name;
  const make = (...args: A): Coroutine<R> => new Call(made, args);
  const made: CoroutineFunction<A, R> = { name: shown, make, fn };
  Object.defineProperty(make, 'name', { value: shown, configurable: true });
  coroutineFunctions.add(make);
  return make;
}

/** CPython: `asyncio.iscoroutine`. */
export function isCoroutine(x: unknown): x is Coroutine<unknown> {
  return x instanceof Coroutine;
}

/** CPython: `asyncio.iscoroutinefunction`: true of what `coroutine()` returned. */
export function isCoroutineFunction(x: unknown): boolean {
  return typeof x === 'function' && coroutineFunctions.has(x);
}

/** Stands in the place of a set that a coroutine is in, without holding it: leaving the set tells that it has begun or was closed. */
export class Fate implements Linked<Coroutine<unknown>> {
  /** @internal */ _previousMember: Linked<Coroutine<unknown>> | null = null;
  /** @internal */ _nextMember: Linked<Coroutine<unknown>> | null = null;

  constructor(coroutine: Coroutine<unknown>) {
    coroutine._previousMember = this;
    coroutine._nextMember = this;
  }

  get isDecided(): boolean {
    return this._nextMember !== null;
  }
}

/** The coroutines made in `loop` (null: outside of all loops) that have not begun, in creation order: who takes them watches them. */
export function takeNotBegun(
  loop: EventLoop | null,
): readonly { readonly coroutine: Coroutine<unknown>; readonly fate: Fate }[] {
  keepNewest();
  const left: Coroutine<unknown>[] = [];
  for (const each of madeIn(loop)) if (!each._hasBegun) left.push(each);
  return left.map((coroutine) => {
    unlink(coroutine);
    return { coroutine, fate: new Fate(coroutine) };
  });
}

/** Whether there are any. */
export function hasNotBegun(loop: EventLoop | null): boolean {
  return (newest.coroutine !== null && newest.loop === loop) || !madeIn(loop).isEmpty;
}

/** As CPython does when the object is freed. */
export function warnOfOne(name: string, madeAt: PlaceMark): void {
  warn('RuntimeWarning', `coroutine '${name}' was never awaited`, madeAt);
}

/**
 * Warns about the coroutines made in `loop` (null: outside of all loops) that never began, in creation order, and
 * forgets them. CPython warns when the object is freed.
 */
export function warnNeverAwaited(loop: EventLoop | null): void {
  keepNewest();
  // Whoever is told may close others.
  const all = [...madeIn(loop)];
  for (const forgotten of all) {
    if (forgotten._hasBegun) continue;
    forgotten.close();
    warnOfOne(forgotten.name, forgotten._madeAt);
  }
}
