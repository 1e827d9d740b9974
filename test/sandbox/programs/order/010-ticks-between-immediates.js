// Ticks and microtasks are run between two immediates.
setImmediate(() => {
  console.log('immediate 1');
  Promise.resolve().then(() => console.log('microtask of 1'));
  process.nextTick(() => console.log('tick of 1'));
});
setImmediate(() => {
  console.log('immediate 2');
  process.nextTick(() => {
    console.log('tick of 2');
    Promise.resolve().then(() => console.log('microtask of the tick of 2'));
  });
});
setImmediate(() => console.log('immediate 3'));
