// A timer set in a timer waits for a later round, even of the shortest duration.
let depth = 0;
const nest = (name) => {
  console.log(name, depth);
  if (++depth < 6) setTimeout(nest, 1, `${name}'`);
};
setTimeout(nest, 1, 'a');
setTimeout(nest, 0, 'b');
setTimeout(() => {
  process.nextTick(() => setTimeout(console.log, 1, 'from a tick'));
  setTimeout(console.log, 1, 'from the timer');
  queueMicrotask(() => setTimeout(console.log, 1, 'from a microtask'));
}, 1);
