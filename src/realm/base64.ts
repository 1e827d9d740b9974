/** Bytes as base64 and back: how they travel in text. Source: RFC 4648. The context has no `btoa` and no `Buffer`. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Held fast: a program may replace what is global. */
const Bytes = Uint8Array;
const apply = Reflect.apply as (fn: unknown, self: unknown, args: readonly unknown[]) => unknown;
const { charCodeAt } = String.prototype;
const lengthOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length')!.get!;

const VALUES = new Bytes(128).fill(255);
for (let index = 0; index < 64; index++) VALUES[ALPHABET.charCodeAt(index)] = index;

export function toBase64(bytes: Uint8Array): string {
  const length = apply(lengthOf, bytes, []) as number;
  const whole = length - (length % 3);
  let text = '';
  for (let at = 0; at < whole; at += 3) {
    const three = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
    text += digit(three >> 18) + digit(three >> 12) + digit(three >> 6) + digit(three);
  }
  if (length - whole === 1) return `${text}${digit(bytes[whole]! >> 2)}${digit(bytes[whole]! << 4)}==`;
  if (length - whole === 2) {
    const two = (bytes[whole]! << 8) | bytes[whole + 1]!;
    return `${text}${digit(two >> 10)}${digit(two >> 4)}${digit(two << 2)}=`;
  }
  return text;
}

/** Throws a `RangeError` where the text is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const { length } = text;
  if (length % 4 !== 0) throw new RangeError('base64: its length is no multiple of four');
  const padding = length === 0 || text[length - 1] !== '=' ? 0 : text[length - 2] === '=' ? 2 : 1;
  const size = (length / 4) * 3 - padding;
  const bytes = new Bytes(size);
  for (let from = 0, to = 0; from < length; from += 4, to += 3) {
    const isLast = from + 4 === length;
    const four =
      (value(text, from) << 18) |
      (value(text, from + 1) << 12) |
      (isLast && padding === 2 ? 0 : value(text, from + 2) << 6) |
      (isLast && padding > 0 ? 0 : value(text, from + 3));
    // What is past the end is not kept by a typed array.
    bytes[to] = four >> 16;
    bytes[to + 1] = (four >> 8) & 255;
    bytes[to + 2] = four & 255;
  }
  return bytes;
}

function digit(bits: number): string {
  return ALPHABET[bits & 63]!;
}

function value(text: string, at: number): number {
  const code = apply(charCodeAt, text, [at]) as number;
  const bits = code < 128 ? VALUES[code]! : 255;
  if (bits === 255) throw new RangeError('base64: a character that is no digit');
  return bits;
}
