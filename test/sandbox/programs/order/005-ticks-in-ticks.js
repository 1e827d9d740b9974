// All ticks run before any microtask, also those that ticks add.
process.nextTick(() => {
  console.log('tick 1');
  Promise.resolve().then(() => console.log('microtask of tick 1'));
  process.nextTick(() => {
    console.log('tick 1.1');
    process.nextTick(() => console.log('tick 1.1.1'));
    queueMicrotask(() => console.log('microtask of tick 1.1'));
  });
});
process.nextTick(() => console.log('tick 2'));
Promise.resolve().then(() => console.log('microtask of the script'));
