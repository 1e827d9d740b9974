/** Calls `fn` the first time only. */
export function once(fn) {
  let isDone = false;
  return (...args) => {
    if (isDone) return undefined;
    isDone = true;
    return fn(...args);
  };
}
