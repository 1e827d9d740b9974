/** Native promises, heard through the `then` that the language came with: a program may put one of its own in its place. */
const { then } = Promise.prototype;
const { resolve, withResolvers: resolversOf } = Promise;
const { apply } = Reflect;
const NativePromise = Promise;

/** `promise.then(fulfilled, rejected)`, whatever a program has made of that. */
export function whenSettled<T>(
  promise: Promise<T>,
  fulfilled: ((value: T) => unknown) | undefined,
  rejected?: (error: unknown) => unknown,
): Promise<unknown> {
  return apply(then, promise, [fulfilled, rejected]) as Promise<unknown>;
}

/** Tells what it comes to, as `await` hears it: a subclass, or something else that has a `then`, is asked by that. */
export function hear<T>(
  given: PromiseLike<T>,
  fulfilled: (value: T) => unknown,
  rejected: (error: unknown) => unknown,
): void {
  if (given instanceof NativePromise && given.constructor === NativePromise)
    void whenSettled(given, fulfilled, rejected);
  else given.then(fulfilled, rejected);
}

/** Calls `what` in a microtask of its own. */
export function inMicrotask(what: () => void): void {
  void whenSettled(apply(resolve, NativePromise, []) as Promise<unknown>, what);
}

export function withResolvers<T>(): PromiseWithResolvers<T> {
  return apply(resolversOf, NativePromise, []) as PromiseWithResolvers<T>;
}
