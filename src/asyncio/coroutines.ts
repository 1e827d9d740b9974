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
import { LinkedSet } from './linked-set.ts';
import { warn } from './warnings.ts';

const CREATED = 0;
const RUNNING = 1;
const OVER = 2;

/** Every coroutine object that has not begun, in creation order. */
const notBegun = new LinkedSet<Coroutine<unknown>>();

/** CPython: a coroutine object. What `coroutine` functions return; also `sleep`, `wait`, …. */
export abstract class Coroutine<T> extends Awaitable<T> {
  readonly name: string;
  /** @internal The loop it was made in, null outside of all. */ readonly _madeIn: EventLoop | null = current.loop;
  /** @internal Where it was made. */ readonly _madeAt: PlaceMark = watcher.current?.here?.() ?? 0;
  /** @internal */ _state: 0 | 1 | 2 = CREATED;
  /** @internal */ previousMember: Coroutine<unknown> | null = null;
  /** @internal */ nextMember: Coroutine<unknown> | null = null;

  constructor(name: string) {
    super();
    this.name = name;
    notBegun.add(this as Coroutine<unknown>);
  }

  /** @internal Begins the work in the current task; one of the two is called when it is over. */
  abstract _run(resolve: Resolve, reject: Reject): void;

  /** @internal Begins unless it has begun before, which is an error. */
  _begin(resolve: Resolve, reject: Reject): void {
    if (this._state !== CREATED) {
      const over = this._state === OVER;
      reject(new RuntimeError(over ? 'cannot reuse already awaited coroutine' : 'coroutine is being awaited already'));
      return;
    }
    this._state = RUNNING;
    notBegun.delete(this as Coroutine<unknown>);
    this._run(resolve, reject);
  }

  /** @internal */
  _await(resolve: Resolve, reject: Reject): void {
    const { task } = current;
    if (task !== null && this.awaitedAt !== 0) {
      task.place = this.awaitedAt;
      this.awaitedAt = 0;
    }
    if (this._state !== CREATED) {
      this._begin(resolve, reject);
      return;
    }
    this._begin(
      (value) => {
        this._state = OVER;
        deliver(resolve, value);
      },
      (error) => {
        this._state = OVER;
        reject(error);
      },
    );
  }

  /**
   * CPython: `coroutine.close`. A coroutine that has not begun never will, and no warning comes.
   * Unlike CPython, one that has begun goes on: nothing can be thrown into a JavaScript function from outside.
   */
  close(): void {
    if (this._state !== CREATED) return;
    this._state = OVER;
    notBegun.delete(this as Coroutine<unknown>);
  }

  toString(): string {
    return `<coroutine object ${this.name}>`;
  }
}

const NONE: readonly [] = [];

/** What `coroutine(fn)` makes: the call of an async function, put off. */
class Call<A extends unknown[], R> extends Coroutine<R> {
  readonly #fn: (...args: A) => PromiseLike<R>;
  #args: A | null;

  constructor(fn: (...args: A) => PromiseLike<R>, args: A, name: string) {
    super(name);
    this.#fn = fn;
    // Most calls have no arguments: they need not keep an array alive each.
    this.#args = args.length === 0 ? (NONE as unknown as A) : args;
  }

  /** @internal */
  override _run(resolve: Resolve, reject: Reject): void {
    const args = this.#args!;
    this.#args = null;
    watcher.current?.bodyStarts?.();
    let promise: PromiseLike<R>;
    try {
      promise = this.#fn(...args);
    } catch (error) {
      reject(error);
      return;
    }
    (promise instanceof Promise ? promise : Promise.resolve(promise)).then(resolve, reject);
  }
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
  const make = (...args: A): Coroutine<R> => new Call(fn, args, shown);
  Object.defineProperty(make, 'name', { value: shown, configurable: true });
  coroutineFunctions.add(make);
  return make;
}

/** A coroutine object for one of our own async functions. */
export function coroutineOf<R>(name: string, body: () => PromiseLike<R>): Coroutine<R> {
  return new Call(body, [], name);
}

/** The result in an array, or a promise of that: what would be awaited by itself, a task say, arrives as it is. */
type Boxed<R> = readonly [R] | Promise<readonly [R]>;

class BoxedCall<R> extends Coroutine<R> {
  readonly #body: () => Boxed<R>;

  constructor(name: string, body: () => Boxed<R>) {
    super(name);
    this.#body = body;
  }

  /** @internal */
  override _run(resolve: Resolve, reject: Reject): void {
    let boxed: Boxed<R>;
    try {
      boxed = this.#body();
    } catch (error) {
      reject(error);
      return;
    }
    if (boxed instanceof Promise) boxed.then(([result]) => resolve(result), reject);
    else resolve(boxed[0]);
  }
}

/** A coroutine object for one of our own functions, which may have its result at once, and may give an awaitable. */
export function boxedCoroutineOf<R>(name: string, body: () => Boxed<R>): Coroutine<R> {
  return new BoxedCall(name, body);
}

/** CPython: `asyncio.iscoroutine`. */
export function isCoroutine(x: unknown): x is Coroutine<unknown> {
  return x instanceof Coroutine;
}

/** CPython: `asyncio.iscoroutinefunction`: true of what `coroutine()` returned. */
export function isCoroutineFunction(x: unknown): boolean {
  return typeof x === 'function' && coroutineFunctions.has(x);
}

/**
 * Warns about the coroutines made in `loop` (null: outside of all loops) that never began, in creation order, and
 * forgets them. CPython warns when the object is freed.
 */
export function warnNeverAwaited(loop: EventLoop | null): void {
  for (const forgotten of notBegun) {
    if (forgotten._madeIn !== loop) continue;
    forgotten.close();
    warn('RuntimeWarning', `coroutine '${forgotten.name}' was never awaited`, forgotten._madeAt);
  }
}
