/**
 * Python's exceptions, as far as asyncio raises or treats them specially. JavaScript's own errors (`TypeError`, …)
 * count as `Exception`; what else is thrown counts as `Exception` too.
 */

/** Python's `str(exception)`: nothing, the one argument, or the arguments as a tuple. */
function textOf(args: readonly unknown[]): string {
  if (args.length === 0) return '';
  if (args.length === 1) return String(args[0]);
  return `(${args.map((arg) => (typeof arg === 'string' ? `'${arg}'` : String(arg))).join(', ')})`;
}

/**
 * CPython: `BaseException`. What `except Exception:` does not catch derives from it directly.
 * `message` is `str(e)`, `name` the name of the class; `raise X from e` is `x.cause = e`.
 */
export class BaseException extends Error {
  static override readonly name: string = 'BaseException';
  declare readonly args: readonly unknown[];

  constructor(...args: unknown[]) {
    super(textOf(args));
    Object.defineProperty(this, 'args', { value: args, writable: true, configurable: true });
  }
}

// The name of the class, so that a learner's own subclass has its own.
Object.defineProperty(BaseException.prototype, 'name', {
  configurable: true,
  get(this: Error) {
    return this.constructor.name;
  },
  set(this: Error, name: unknown) {
    Object.defineProperty(this, 'name', { value: name, writable: true, configurable: true });
  },
});

/** CPython: `asyncio.CancelledError`. */
export class CancelledError extends BaseException {
  static override readonly name: string = 'CancelledError';
}

/** CPython: `KeyboardInterrupt`. Ends the loop that it reaches. */
export class KeyboardInterrupt extends BaseException {
  static override readonly name: string = 'KeyboardInterrupt';
}

/** CPython: `SystemExit`. Ends the loop that it reaches. */
export class SystemExit extends BaseException {
  static override readonly name: string = 'SystemExit';
}

/** CPython: `Exception`. JavaScript's own errors count as it, but are no instances: ask `isException`. */
export class Exception extends BaseException {
  static override readonly name: string = 'Exception';
}

/** CPython: `RuntimeError`. */
export class RuntimeError extends Exception {
  static override readonly name: string = 'RuntimeError';
}

/** Every task waits, and nothing is left that could wake one. CPython hangs instead. */
export class DeadlockError extends RuntimeError {
  static override readonly name: string = 'DeadlockError';
}

/** CPython: `asyncio.BrokenBarrierError`. */
export class BrokenBarrierError extends RuntimeError {
  static override readonly name: string = 'BrokenBarrierError';
}

/** CPython: `ValueError`. */
export class ValueError extends Exception {
  static override readonly name: string = 'ValueError';
}

/** CPython: `LookupError`. */
export class LookupError extends Exception {
  static override readonly name: string = 'LookupError';
}

/** CPython: `ZeroDivisionError`. (JavaScript's own division never raises.) */
export class ZeroDivisionError extends Exception {
  static override readonly name: string = 'ZeroDivisionError';
}

/** CPython: `OSError`. */
export class OSError extends Exception {
  static override readonly name: string = 'OSError';
}

/** CPython: `TimeoutError`, which is `asyncio.TimeoutError`. */
export class TimeoutError extends OSError {
  static override readonly name: string = 'TimeoutError';
}

/** CPython: `asyncio.InvalidStateError`. */
export class InvalidStateError extends Exception {
  static override readonly name: string = 'InvalidStateError';
}

/** The two that end a loop instead of going to a handler. */
export function endsLoop(error: unknown): boolean {
  return error instanceof KeyboardInterrupt || error instanceof SystemExit;
}

/** The error itself, or an `Exception` that carries a thrown value which is no error, as its `cause`. */
export function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const error = new Exception(String(thrown));
  error.cause = thrown;
  return error;
}
