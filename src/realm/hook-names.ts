/**
 * V8 quotes the program in the messages of its TypeErrors, marks and all: `$1f…(...) is not a function` for `(await f)()`.
 * Without the marks it would have said `(intermediate value)`, and so it says again.
 */
const { getPrototypeOf, getOwnPropertyDescriptor, defineProperty } = Object;
const TypeErrorPrototype: unknown = TypeError.prototype;
const { apply } = Reflect;
const { indexOf, slice, charCodeAt } = String.prototype;

/** `sandbox/context.ts` makes the names: a dollar and so many hexadecimal digits. */
const DIGITS = 24;
const VALUE = '(intermediate value)';

/** Returns what was thrown; only an engine's own message that names a hook is changed. */
export function withoutHookNames(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null) return thrown;
  try {
    if (getPrototypeOf(thrown) !== TypeErrorPrototype) return thrown;
    const own = getOwnPropertyDescriptor(thrown, 'message');
    const message: unknown = own?.value;
    if (own === undefined || own.configurable !== true || typeof message !== 'string') return thrown;
    const cleaned = cleanedMessage(message);
    if (cleaned !== message)
      defineProperty(thrown, 'message', { value: cleaned, writable: true, enumerable: false, configurable: true });
  } catch {
    // A proxy whose traps throw: no error of the engine's.
  }
  return thrown;
}

function cleanedMessage(message: string): string {
  let rest = message;
  let cleaned = '';
  for (;;) {
    const at = apply(indexOf, rest, ['$']) as number;
    if (at === -1) return cleaned + rest;
    const [before, after] = [part(rest, 0, at), part(rest, at + 1)];
    if (!startsWithName(after)) {
      cleaned += `${before}$`;
      rest = after;
      continue;
    }
    rest = part(after, DIGITS);
    for (const tail of ['(...)', ' is not a function or its return value']) {
      if (part(rest, 0, tail.length) === tail) rest = part(rest, tail.length);
    }
    cleaned += before + VALUE;
  }
}

function startsWithName(text: string): boolean {
  if (text.length < DIGITS) return false;
  for (let index = 0; index < DIGITS; index++) {
    const code = apply(charCodeAt, text, [index]) as number;
    const isDigit = (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
    if (!isDigit) return false;
  }
  return true;
}

function part(text: string, from: number, to?: number): string {
  return apply(slice, text, to === undefined ? [from] : [from, to]) as string;
}
