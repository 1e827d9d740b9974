/**
 * Context variables: values that belong to a chain of work, not to a place. Every task and every callback runs in a
 * context of its own, copied when it was created or scheduled; an awaited coroutine shares its caller's.
 */
import { LookupError, RuntimeError, ValueError } from './exceptions.ts';
import { INSPECT, repr } from './repr.ts';

type Values = ReadonlyMap<ContextVar<unknown>, unknown>;

/** CPython: `contextvars.Context`. Copying costs nothing: the values are shared until one is set. */
export class Context {
  /** @internal */ _values: Values;
  /** @internal */ _entered = false;

  constructor() {
    this._values = NO_VALUES;
  }

  /** Calls `fn` in this context. What it sets stays here. */
  run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R {
    if (this._entered || active.context === this)
      throw new RuntimeError(`cannot enter context: ${this} is already entered`);
    this._entered = true;
    try {
      return runIn(this, fn, ...args);
    } finally {
      this._entered = false;
    }
  }

  /** The value of a variable here, or `fallback`. */
  get<T>(variable: ContextVar<T>): T | undefined;
  get<T, F>(variable: ContextVar<T>, fallback: F): T | F;
  get<T>(variable: ContextVar<T>, fallback?: unknown): unknown {
    const key = variable as ContextVar<unknown>;
    return this._values.has(key) ? this._values.get(key) : fallback;
  }

  /** CPython: `variable in context`. */
  has<T>(variable: ContextVar<T>): boolean {
    return this._values.has(variable as ContextVar<unknown>);
  }

  /** CPython: `context.copy`. */
  copy(): Context {
    return copyOf(this);
  }

  toString(): string {
    return `<Context of ${this._values.size} variable${this._values.size === 1 ? '' : 's'}>`;
  }

  [INSPECT](): string {
    return this.toString();
  }
}

const NO_VALUES: Values = new Map();

/** The context of what runs now. Code outside every task and callback has one of its own. */
export const outermost: Context = new Context();

/**
 * Stands for an empty context that is nobody else's, which most tasks and callbacks have and never look at: the first
 * to set a variable in it, or to ask for it, gets a real one.
 */
export const untouched: Context = new Context();

interface Active {
  context: Context;
  /** Told that what runs now has got a real context in the place of `untouched`. */
  adopt: (context: Context) => void;
}
export const active: Active = { context: outermost, adopt() {} };

export function copyOf(context: Context): Context {
  const copy = new Context();
  copy._values = context._values;
  return copy;
}

/** A copy of the current context for a task or callback, which must not hand it out while it is `untouched`. */
export function contextForNew(): Context {
  const { context } = active;
  return context._values === NO_VALUES ? untouched : copyOf(context);
}

/** The context of what runs now, which is nobody else's. */
export function ownContext(): Context {
  const { context } = active;
  if (context !== untouched) return context;
  const own = new Context();
  active.context = own;
  active.adopt(own);
  return own;
}

/** `context.run` without the check that it is not entered already. */
export function runIn<A extends unknown[], R>(context: Context, fn: (...args: A) => R, ...args: A): R {
  const before = ownContext();
  const wasEntered = before._entered;
  // It is left for a while, not over: nobody may enter it a second time.
  before._entered = true;
  active.context = context;
  try {
    return fn(...args);
  } finally {
    active.context = before;
    before._entered = wasEntered;
  }
}

/** CPython: `contextvars.copy_context`. */
export function copyContext(): Context {
  return copyOf(active.context);
}

const MISSING: unique symbol = Symbol('Token.MISSING');

/** CPython: `contextvars.Token`. What `ContextVar.set` returns and `reset` takes, once. */
export class Token<T> {
  static readonly MISSING: typeof MISSING = MISSING;
  readonly var: ContextVar<T>;
  readonly oldValue: T | typeof MISSING;
  /** @internal */ _context: Context;
  /** @internal */ _used = false;

  constructor(variable: ContextVar<T>, oldValue: T | typeof MISSING, context: Context) {
    this.var = variable;
    this.oldValue = oldValue;
    this._context = context;
  }

  toString(): string {
    return `<Token${this._used ? ' used' : ''} var=${this.var}>`;
  }

  [INSPECT](): string {
    return this.toString();
  }
}

/** CPython: `contextvars.ContextVar`. */
export class ContextVar<T> {
  readonly name: string;
  /** @internal */ _default: T | typeof MISSING;

  constructor(name: string, options: { readonly default?: T } = {}) {
    this.name = name;
    this._default = 'default' in options ? (options.default as T) : MISSING;
  }

  /** The value in the current context, else `fallback`, else the default; with none of them `LookupError`. */
  get<F = T>(...fallback: [F?]): T | F {
    const values = active.context._values;
    const key = this as ContextVar<unknown>;
    if (values.has(key)) return values.get(key) as T;
    if (fallback.length > 0) return fallback[0] as F;
    if (this._default !== MISSING) return this._default;
    throw new LookupError(String(this));
  }

  /** Sets the value in the current context. */
  set(value: T): Token<T> {
    const context = ownContext();
    const key = this as ContextVar<unknown>;
    const old = context._values.has(key) ? (context._values.get(key) as T) : MISSING;
    context._values = new Map(context._values).set(key, value);
    return new Token(this, old, context);
  }

  /** Puts back what was there before the `set` that returned `token`. */
  reset(token: Token<T>): void {
    if (token._used) throw new RuntimeError(`${token} has already been used once`);
    if (token.var !== this) throw new ValueError(`${token} was created by a different ContextVar`);
    if (token._context !== active.context) throw new ValueError(`${token} was created in a different Context`);
    token._used = true;
    const values = new Map(active.context._values);
    if (token.oldValue === MISSING) values.delete(this as ContextVar<unknown>);
    else values.set(this as ContextVar<unknown>, token.oldValue);
    active.context._values = values;
  }

  toString(): string {
    const byDefault = this._default === MISSING ? '' : ` default=${repr(this._default)}`;
    return `<ContextVar name=${repr(this.name)}${byDefault}>`;
  }

  [INSPECT](): string {
    return this.toString();
  }
}
