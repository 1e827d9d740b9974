/**
 * JavaScript's own errors note the line that makes them, as a stack would say: a promise that is rejected with one may be
 * found unhandled much later. `Error` itself can't be replaced afterwards: V8 reads its stack settings from there.
 */
import type { PlaceKeeper } from './places.ts';

const NAMES = [
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'Error',
];

export function watchErrors(places: PlaceKeeper): void {
  const { construct, apply } = Reflect;
  for (const name of NAMES) {
    const original = (globalThis as unknown as { [name: string]: ErrorConstructor })[name]!;
    const note = (error: unknown): object => places.note(error, places.line()) as object;
    const watched = new Proxy(original, {
      construct: (target, args, newTarget) => note(construct(target, args, newTarget)),
      apply: (target, thisArg, args) => note(apply(target, thisArg, args)),
    });
    Object.defineProperty(original.prototype, 'constructor', { value: watched, writable: true, configurable: true });
    const isLocked = name === 'Error';
    Object.defineProperty(globalThis, name, { value: watched, writable: !isLocked, configurable: !isLocked });
  }
}
