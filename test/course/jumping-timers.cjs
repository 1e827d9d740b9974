/** Loaded before a program in Node: its timers jump, and descriptor 3 is told at the end how many seconds they took. */
const { writeSync } = require('node:fs');

/** @type {Set<{ due: number, callback: () => void }>} */
const timers = new Set();
let now = 0;
let awake = false;

function wake() {
  if (awake || timers.size === 0) return;
  awake = true;
  setImmediate(() => {
    awake = false;
    const [next] = [...timers].sort((one, other) => one.due - other.due);
    if (next === undefined) return;
    timers.delete(next);
    now = next.due;
    try {
      next.callback();
    } finally {
      wake();
    }
  });
}

globalThis.setTimeout = (callback, delay, ...given) => {
  const timer = { due: now + delay, callback: () => callback(...given) };
  timers.add(timer);
  wake();
  return timer;
};
globalThis.clearTimeout = (timer) => void timers.delete(timer);
process.on('exit', () => writeSync(3, String(now / 1000)));
