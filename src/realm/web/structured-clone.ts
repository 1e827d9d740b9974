/** `structuredClone`. Source: https://html.spec.whatwg.org/#dom-structuredclone; what `../clone.ts` copies, and buffers moved. */
import { cannotClone, decode, encode } from '../clone.ts';
import { DOMException } from '../dom-exception.ts';

const { transfer: take } = ArrayBuffer.prototype;

interface CloneOptions {
  readonly transfer?: Iterable<unknown>;
}

export function structuredClone(value: unknown, options: CloneOptions = {}): unknown {
  const moved = [...(options.transfer ?? [])];
  for (const buffer of moved) if (!(buffer instanceof ArrayBuffer)) throw notTransferable(buffer);
  const copy = decode(encode(value, { special: exceptionAsPlain }), exceptionFromPlain);
  for (const buffer of moved) Reflect.apply(take, buffer, []);
  return copy;
}

function exceptionAsPlain(value: object): unknown {
  return value instanceof DOMException ? { name: value.name, message: value.message } : undefined;
}

function exceptionFromPlain(plain: unknown): DOMException {
  const { name, message } = plain as { readonly name: string; readonly message: string };
  return new DOMException(message, name);
}

function notTransferable(value: unknown): DOMException {
  if (typeof value !== 'object' || value === null) return cannotClone(value);
  return new DOMException('Found invalid value in transferList.', 'DataCloneError');
}
