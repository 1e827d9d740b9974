/**
 * UTF-8, and the `TextEncoder` and `TextDecoder` that a context lacks. Source: https://encoding.spec.whatwg.org/
 * Other encodings are not here: a `RangeError`, as for a label that nobody knows.
 */
const apply = Reflect.apply as (fn: unknown, self: unknown, args: readonly unknown[]) => unknown;
const { charCodeAt, trim, toLowerCase } = String.prototype;
const { fromCharCode } = String;
const { isView } = ArrayBuffer;
const Bytes = Uint8Array;
const lengthOfBuffer = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength')!.get!;

const REPLACEMENT = 0xfffd;
const LABELS: readonly unknown[] = [
  'utf-8',
  'utf8',
  'unicode-1-1-utf-8',
  'unicode11utf8',
  'unicode20utf8',
  'x-unicode20utf8',
];

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const { length } = text;
  const bytes = new Bytes(length * 3);
  let to = 0;
  for (let from = 0; from < length; from++) {
    let code = apply(charCodeAt, text, [from]) as number;
    if (code >= 0xd800 && code < 0xe000) {
      const next = code < 0xdc00 && from + 1 < length ? (apply(charCodeAt, text, [from + 1]) as number) : 0;
      const isPair = next >= 0xdc00 && next < 0xe000;
      if (isPair) from++;
      code = isPair ? 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00) : REPLACEMENT;
    }
    to = putCode(bytes, to, code);
  }
  const exact = new Bytes(to);
  for (let index = 0; index < to; index++) exact[index] = bytes[index]!;
  return exact;
}

function putCode(bytes: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    bytes[at] = code;
    return at + 1;
  }
  const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  bytes[at] = (code >> (6 * more)) | (more === 1 ? 0xc0 : more === 2 ? 0xe0 : 0xf0);
  for (let index = 1; index <= more; index++) bytes[at + index] = ((code >> (6 * (more - index))) & 63) | 0x80;
  return at + more + 1;
}

/** What is left of a character whose other bytes may still come. */
class Utf8Decoder {
  #code = 0;
  #needed = 0;
  #seen = 0;
  #lower = 0x80;
  #upper = 0xbf;
  readonly #fatal: boolean;

  constructor(fatal: boolean) {
    this.#fatal = fatal;
  }

  /** The standard's "UTF-8 decoder", byte by byte. */
  decode(bytes: Uint8Array, isLast: boolean): string {
    let text = '';
    let part = '';
    for (let index = 0; index < bytes.length; index++) {
      part += this.#step(bytes[index]!);
      // One long chain of pieces takes much more memory than the text.
      if (part.length > 4096) {
        text += part;
        part = '';
      }
    }
    if (isLast && this.#needed > 0) {
      this.#reset();
      part += this.#bad();
    }
    return text + part;
  }

  #step(byte: number): string {
    if (this.#needed === 0) return this.#first(byte);
    if (byte < this.#lower || byte > this.#upper) {
      this.#reset();
      return this.#bad() + this.#first(byte);
    }
    this.#lower = 0x80;
    this.#upper = 0xbf;
    this.#code = (this.#code << 6) | (byte & 63);
    if (++this.#seen < this.#needed) return '';
    const code = this.#code;
    this.#reset();
    return codeText(code);
  }

  #first(byte: number): string {
    if (byte < 0x80) return fromCharCode(byte);
    if (byte < 0xc2 || byte > 0xf4) return this.#bad();
    this.#needed = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    this.#code = byte & (byte < 0xe0 ? 31 : byte < 0xf0 ? 15 : 7);
    if (byte === 0xe0) this.#lower = 0xa0;
    if (byte === 0xed) this.#upper = 0x9f;
    if (byte === 0xf0) this.#lower = 0x90;
    if (byte === 0xf4) this.#upper = 0x8f;
    return '';
  }

  #reset(): void {
    this.#code = this.#needed = this.#seen = 0;
    this.#lower = 0x80;
    this.#upper = 0xbf;
  }

  #bad(): string {
    if (!this.#fatal) return '\ufffd';
    const error = new TypeError('The encoded data was not valid for encoding utf-8');
    throw Object.assign(error, { code: 'ERR_ENCODING_INVALID_ENCODED_DATA' });
  }
}

function codeText(code: number): string {
  if (code < 0x10000) return fromCharCode(code);
  return fromCharCode(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 1023));
}

/** Wrong bytes become U+FFFD; a byte order mark at the start is left out. */
export function decodeUtf8(bytes: Uint8Array): string {
  const text = new Utf8Decoder(false).decode(bytes, true);
  return withoutMark(text);
}

function withoutMark(text: string): string {
  return text !== '' && text[0] === '\ufeff' ? (apply(String.prototype.slice, text, [1]) as string) : text;
}

/** The bytes that a program gave, not copied; null where it gave something else. */
export function bytesOf(source: unknown): Uint8Array | null {
  if (isView(source)) return new Bytes(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength);
  try {
    const length = apply(lengthOfBuffer, source, []) as number;
    return new Bytes(source as ArrayBuffer, 0, length);
  } catch {
    return null;
  }
}

export class TextEncoder {
  get encoding(): string {
    return 'utf-8';
  }

  encode(text: unknown = ''): Uint8Array {
    return encodeUtf8(`${text as string}`);
  }

  encodeInto(source: string, destination: Uint8Array): { read: number; written: number } {
    let read = 0;
    let written = 0;
    for (const character of source) {
      const bytes = encodeUtf8(character);
      if (written + bytes.length > destination.length) break;
      destination.set(bytes, written);
      written += bytes.length;
      read += character.length;
    }
    return { read, written };
  }
}

export class TextDecoder {
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  #decoder: Utf8Decoder | null = null;
  #isAtStart = true;

  constructor(label: unknown = 'utf-8', options: { readonly fatal?: boolean; readonly ignoreBOM?: boolean } = {}) {
    const name = apply(toLowerCase, apply(trim, `${label as string}`, []), []);
    if (!LABELS.includes(name))
      throw Object.assign(new RangeError(`The "${label as string}" encoding is not supported`), {
        code: 'ERR_ENCODING_NOT_SUPPORTED',
      });
    this.fatal = Boolean(options.fatal);
    this.ignoreBOM = Boolean(options.ignoreBOM);
  }

  get encoding(): string {
    return 'utf-8';
  }

  decode(input?: unknown, options: { readonly stream?: boolean } = {}): string {
    const bytes = input === undefined ? new Bytes(0) : bytesOf(input);
    if (bytes === null)
      throw new TypeError(
        'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.',
      );
    const goesOn = Boolean(options.stream);
    this.#decoder ??= new Utf8Decoder(this.fatal);
    let text: string;
    try {
      text = this.#decoder.decode(bytes, !goesOn);
    } catch (error) {
      this.#decoder = null;
      this.#isAtStart = true;
      throw error;
    }
    if (this.#isAtStart && !this.ignoreBOM) text = withoutMark(text);
    if (text !== '') this.#isAtStart = false;
    if (!goesOn) {
      this.#decoder = null;
      this.#isAtStart = true;
    }
    return text;
  }
}
