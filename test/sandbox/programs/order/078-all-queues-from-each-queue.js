// One of each, from each: the whole order at a glance.
const each = (from) => {
  process.nextTick(() => console.log(from, '> tick'));
  Promise.resolve().then(() => console.log(from, '> microtask'));
  setImmediate(() => console.log(from, '> immediate'));
};
each('script');
process.nextTick(() => each('tick'));
Promise.resolve().then(() => each('microtask'));
setTimeout(() => each('timer'), 30);
setImmediate(() => each('immediate'));
