// Module: one of each, from each, before and after a top-level await.
const each = (from) => {
  process.nextTick(() => console.log(from, '> tick'));
  Promise.resolve().then(() => console.log(from, '> microtask'));
  setImmediate(() => console.log(from, '> immediate'));
};
each('module');
process.nextTick(() => each('tick'));
Promise.resolve().then(() => each('microtask'));
await new Promise((resolve) => setTimeout(resolve, 30));
each('after the timer');
await new Promise((resolve) => setImmediate(resolve));
each('after the immediate');
await new Promise((resolve) => process.nextTick(resolve));
each('after the tick');
