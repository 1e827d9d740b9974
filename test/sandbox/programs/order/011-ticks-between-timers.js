// Ticks and microtasks are run between two timers that are due together.
setTimeout(() => {
  console.log('timer 1');
  Promise.resolve().then(() => console.log('microtask of 1'));
  process.nextTick(() => console.log('tick of 1'));
}, 5);
setTimeout(() => {
  console.log('timer 2');
  queueMicrotask(() => {
    console.log('microtask of 2');
    process.nextTick(() => console.log('tick of the microtask of 2'));
  });
}, 5);
setTimeout(() => console.log('timer 3'), 5);
