/** `URLSearchParams`. Source: https://url.spec.whatwg.org/#interface-urlsearchparams */
import { customInspect, inspectValue } from '../inspect.ts';
import { decodeUtf8, encodeUtf8 } from './text.ts';

type Init = string | Iterable<readonly [string, string]> | { readonly [name: string]: string };

const KEPT = /^[\w*\-.]$/;

export class URLSearchParams {
  #pairs: [string, string][] = [];
  /** @internal Told when it changes: a URL's own. */
  _changed: (() => void) | null = null;

  constructor(init: Init | null = '') {
    Object.defineProperty(this, '_changed', { enumerable: false });
    if (init === null || typeof init !== 'object') this._read(`${init as unknown as string}`.replace(/^\?/, ''));
    else if (Symbol.iterator in init) {
      for (const pair of init) {
        const [name, value, ...more] = [...pair] as unknown[];
        if (more.length > 0 || [...pair].length < 2)
          throw Object.assign(new TypeError('Each query pair must be an iterable [name, value] tuple'), {
            code: 'ERR_INVALID_TUPLE',
          });
        this.#pairs.push([`${name as string}`, `${value as string}`]);
      }
    } else for (const [name, value] of Object.entries(init)) this.#pairs.push([name, `${value}`]);
  }

  /** @internal A query, without its question mark. */
  _read(query: string): void {
    this.#pairs = query
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const at = part.indexOf('=');
        return at === -1 ? [decoded(part), ''] : [decoded(part.slice(0, at)), decoded(part.slice(at + 1))];
      });
  }

  get size(): number {
    return this.#pairs.length;
  }

  append(name: string, value: string): void {
    this.#pairs.push([`${name}`, `${value}`]);
    this._changed?.();
  }

  delete(name: string, value?: string): void {
    this.#pairs = this.#pairs.filter(
      (pair) => pair[0] !== `${name}` || (value !== undefined && pair[1] !== `${value}`),
    );
    this._changed?.();
  }

  get(name: string): string | null {
    return this.#pairs.find((pair) => pair[0] === `${name}`)?.[1] ?? null;
  }

  getAll(name: string): string[] {
    return this.#pairs.filter((pair) => pair[0] === `${name}`).map((pair) => pair[1]);
  }

  has(name: string, value?: string): boolean {
    return this.#pairs.some((pair) => pair[0] === `${name}` && (value === undefined || pair[1] === `${value}`));
  }

  set(name: string, value: string): void {
    const first = this.#pairs.find((pair) => pair[0] === `${name}`);
    if (first === undefined) this.#pairs.push([`${name}`, `${value}`]);
    else {
      first[1] = `${value}`;
      this.#pairs = this.#pairs.filter((pair) => pair === first || pair[0] !== `${name}`);
    }
    this._changed?.();
  }

  sort(): void {
    this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this._changed?.();
  }

  forEach(callback: (value: string, name: string, params: URLSearchParams) => void, self?: unknown): void {
    for (const [name, value] of this) Reflect.apply(callback, self, [value, name, this]);
  }

  *entries(): IterableIterator<[string, string]> {
    for (const [name, value] of this.#pairs) yield [name, value];
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.#pairs) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.#pairs) yield value;
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  toString(): string {
    return this.#pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  }

  [customInspect](): string {
    if (this.#pairs.length === 0) return 'URLSearchParams {}';
    const pairs = this.#pairs.map(([name, value]) => `${inspectValue(name)} => ${inspectValue(value)}`);
    return `URLSearchParams { ${pairs.join(', ')} }`;
  }

  get [Symbol.toStringTag](): string {
    return 'URLSearchParams';
  }
}

/** As a form is sent. */
function encoded(text: string): string {
  let result = '';
  for (const byte of encodeUtf8(text)) {
    const character = String.fromCharCode(byte);
    result += KEPT.test(character) ? character : byte === 32 ? '+' : `%${hex(byte)}`;
  }
  return result;
}

function decoded(text: string): string {
  return decodeUtf8(percentDecoded(text.replaceAll('+', ' ')));
}

export function percentDecoded(text: string): Uint8Array {
  const bytes = encodeUtf8(text);
  let to = 0;
  for (let from = 0; from < bytes.length; from++, to++) {
    const digits = String.fromCharCode(bytes[from + 1] ?? 0, bytes[from + 2] ?? 0);
    const isEscape = bytes[from] === 37 && /^[\da-f]{2}$/i.test(digits);
    bytes[to] = isEscape ? Number.parseInt(digits, 16) : bytes[from]!;
    if (isEscape) from += 2;
  }
  return bytes.subarray(0, to);
}

export function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
