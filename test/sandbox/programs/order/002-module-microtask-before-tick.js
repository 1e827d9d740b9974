// Module: it is itself evaluated in a microtask, so that the microtasks come before the ticks.
export {};
Promise.resolve().then(() => console.log('microtask 1'));
process.nextTick(() => console.log('tick 1'));
queueMicrotask(() => console.log('microtask 2'));
process.nextTick(() => console.log('tick 2'));
setTimeout(() => {
  Promise.resolve().then(() => console.log('microtask 3'));
  process.nextTick(() => console.log('tick 3'));
}, 5);
console.log('end of module');
