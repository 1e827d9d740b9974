/**
 * V8 quotes the program in the messages of its TypeErrors, marks and all: `$1f…(...) is not a function` for `(await f)()`.
 * Without the marks it would have said `(intermediate value)`, and so it says again.
 */
const { getPrototypeOf, getOwnPropertyDescriptor, defineProperty } = Object;
const TypeErrorPrototype: unknown = TypeError.prototype;
const ReferenceErrorPrototype: unknown = ReferenceError.prototype;
const { apply } = Reflect;
const { indexOf, slice, charCodeAt } = String.prototype;

/** `sandbox/context.ts` makes the names: a dollar and so many hexadecimal digits. */
const DIGITS = 24;
const VALUE = '(intermediate value)';

/** Returns what was thrown; only an engine's own message that names a hook is changed. */
export function withoutHookNames(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null) return thrown;
  try {
    const prototype: unknown = getPrototypeOf(thrown);
    if (prototype !== TypeErrorPrototype && prototype !== ReferenceErrorPrototype) return thrown;
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
    const own = ownName(before, rest);
    if (own !== null) {
      cleaned += own.before;
      rest = own.rest;
      continue;
    }
    for (const tail of ['(...)', ' is not a function or its return value']) {
      if (part(rest, 0, tail.length) === tail) rest = part(rest, tail.length);
    }
    cleaned += before + VALUE;
  }
}

/**
 * What a file has from another, `i4.name`, perhaps as `(0 , $…i4.name)`, or exports without a name, `d4`: as the program calls it.
 * `sandbox/compile-files.ts` makes these.
 */
function ownName(before: string, rest: string): { readonly before: string; readonly rest: string } | null {
  const kind = part(rest, 0, 1);
  if (kind !== 'i' && kind !== 'd') return null;
  let at = 1;
  while (isDigit(rest, at)) at++;
  if (at === 1) return null;
  if (kind === 'd') return { before: `${before}default`, rest: part(rest, at) };
  if (part(rest, at, at + 1) !== '.') return null;
  const after = part(rest, at + 1);
  if (part(before, before.length - CALLED.length) !== CALLED) return { before, rest: after };
  const end = apply(indexOf, after, [')']) as number;
  if (end === -1) return null;
  return { before: part(before, 0, before.length - CALLED.length), rest: part(after, 0, end) + part(after, end + 1) };
}

const CALLED = '(0 , ';

function isDigit(text: string, index: number): boolean {
  const code = apply(charCodeAt, text, [index]) as number;
  return code >= 48 && code <= 57;
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
