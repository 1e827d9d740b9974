/** `Headers`: names that are the same in any case, values joined where a name comes again. Source: https://fetch.spec.whatwg.org/#headers-class */
import { customInspect, inspectValue } from '../inspect.ts';

export type HeadersInit = Headers | Iterable<readonly [string, string]> | { readonly [name: string]: string };

const NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const NOT_IN_VALUE = /[\0\r\n]/;
const NOT_A_BYTE = /[^\0-\xff]/;
const AROUND = /^[\t\r\n ]+|[\t\r\n ]+$/g;

export class Headers {
  readonly #values = new Map<string, string>();

  constructor(init?: HeadersInit | null) {
    if (init == null) return;
    if (typeof init !== 'object')
      throw new TypeError('Headers constructor: init given is neither a record<ByteString, ByteString> nor a sequence');
    const pairs = Symbol.iterator in init ? (init as Iterable<readonly [string, string]>) : Object.entries(init);
    for (const pair of pairs) {
      const [name, value] = [...pair];
      this.append(name!, value!);
    }
  }

  append(name: string, value: string): void {
    const [key, text] = checked('append', name, value);
    const before = this.#values.get(key);
    this.#values.set(key, before === undefined ? text : `${before}${key === 'cookie' ? '; ' : ', '}${text}`);
  }

  set(name: string, value: string): void {
    const [key, text] = checked('set', name, value);
    this.#values.set(key, text);
  }

  get(name: string): string | null {
    return this.#values.get(checked('get', name, '')[0]) ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(checked('has', name, '')[0]);
  }

  delete(name: string): void {
    this.#values.delete(checked('delete', name, '')[0]);
  }

  forEach(callback: (value: string, name: string, headers: Headers) => void, self?: unknown): void {
    for (const [name, value] of this) Reflect.apply(callback, self, [value, name, this]);
  }

  /** By name, as the standard wants it. */
  *entries(): IterableIterator<[string, string]> {
    for (const name of [...this.#values.keys()].sort()) yield [name, this.#values.get(name) ?? ''];
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  /** @internal In the order they were set. */
  _list(): [string, string][] {
    return [...this.#values];
  }

  [customInspect](): string {
    return `Headers ${inspectValue(Object.fromEntries(this.entries()))}`;
  }

  get [Symbol.toStringTag](): string {
    return 'Headers';
  }
}

function checked(method: string, name: unknown, value: unknown): [string, string] {
  const key = `${name as string}`;
  const text = `${value as string}`.replace(AROUND, '');
  for (const each of [key, text]) {
    const at = each.search(NOT_A_BYTE);
    if (at !== -1)
      throw new TypeError(
        `Cannot convert argument to a ByteString because the character at index ${at} has a value of ${each.charCodeAt(at)} which is greater than 255.`,
      );
  }
  if (!NAME.test(key)) throw new TypeError(`Headers.${method}: "${key}" is an invalid header name.`);
  if (NOT_IN_VALUE.test(text)) throw new TypeError(`Headers.${method}: "${text}" is an invalid header value.`);
  return [key.toLowerCase(), text];
}
