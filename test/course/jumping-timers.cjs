/** Loaded before a program in Node: its timers jump, and descriptor 3 is told at the end how many seconds they took. */
const { writeSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const timersPromises = require('node:timers/promises');

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

/** That of Node never rings here, so that it is heard of only where it is aborted. */
const sleepInNode = timersPromises.setTimeout;
timersPromises.setTimeout = (delay, value, options) => {
  const rung = Promise.withResolvers();
  const timer = setTimeout(rung.resolve, delay, value);
  const aborted = sleepInNode(2 ** 31 - 1, undefined, { ...options, ref: false });
  return Promise.race([rung.promise, aborted]).finally(() => clearTimeout(timer));
};
syncBuiltinESMExports();

process.on('exit', () => writeSync(3, String(now / 1000)));
