// queueMicrotask in a tick in a promise job in a tick.
process.nextTick(() => {
  console.log('tick A');
  Promise.resolve().then(() => {
    console.log('job B');
    process.nextTick(() => {
      console.log('tick C');
      queueMicrotask(() => {
        console.log('microtask D');
        process.nextTick(() => console.log('tick E'));
        queueMicrotask(() => console.log('microtask F'));
      });
      process.nextTick(() => console.log('tick G'));
    });
    queueMicrotask(() => console.log('microtask H'));
  });
  queueMicrotask(() => console.log('microtask I'));
});
