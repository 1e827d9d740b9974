// Script: the ticks come before the microtasks, whichever was asked for first.
Promise.resolve().then(() => console.log('microtask 1'));
process.nextTick(() => console.log('tick 1'));
queueMicrotask(() => console.log('microtask 2'));
process.nextTick(() => console.log('tick 2'));
setTimeout(() => {
  Promise.resolve().then(() => console.log('microtask 3'));
  process.nextTick(() => console.log('tick 3'));
}, 5);
console.log('end of script');
