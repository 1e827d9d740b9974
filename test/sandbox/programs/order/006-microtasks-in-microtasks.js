// A microtask's microtasks all run before the ticks that it added.
Promise.resolve().then(() => {
  console.log('m1');
  process.nextTick(() => console.log('tick of m1'));
  queueMicrotask(() => {
    console.log('m1.1');
    process.nextTick(() => console.log('tick of m1.1'));
    Promise.resolve().then(() => console.log('m1.1.1'));
  });
});
queueMicrotask(() => console.log('m2'));
process.nextTick(() => console.log('tick of the script'));
