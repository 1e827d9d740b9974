// A rejection that nobody handles ends the program after ticks and microtasks, before timers and immediates.
setTimeout(() => console.log('never'), 0);
setImmediate(() => console.log('never'));
Promise.reject(new Error('nobody handles this'));
process.nextTick(() => {
  console.log('tick');
  Promise.resolve().then(() => console.log('microtask of the tick'));
});
Promise.resolve()
  .then(() => console.log('microtask 1'))
  .then(() => console.log('microtask 2'));
