/**
 * JavaScript's own errors note the line that makes them, as a stack would say: a promise that is rejected with one may be
 * found unhandled much later. `Error` itself can't be replaced afterwards: V8 reads its stack settings from there.
 */
import { ownProxy } from './engine-peek.ts';
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
    const watched: ErrorConstructor = ownProxy(original, {
      // A subclass makes its errors inside its constructor: where they are thrown says more.
      construct: (target, args, newTarget) => {
        const error = construct(target, args, newTarget) as object;
        return newTarget === watched ? (places.note(error, places.line()) as object) : places.noteMade(error);
      },
      apply: (target, thisArg, args) => places.note(apply(target, thisArg, args), places.line()),
    });
    Object.defineProperty(original.prototype, 'constructor', { value: watched, writable: true, configurable: true });
    const isLocked = name === 'Error';
    Object.defineProperty(globalThis, name, { value: watched, writable: !isLocked, configurable: !isLocked });
  }
}
