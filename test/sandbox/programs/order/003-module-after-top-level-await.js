// Module: after a top-level await the code runs in a microtask all the same.
process.nextTick(() => console.log('tick before'));
Promise.resolve().then(() => console.log('microtask before'));
await null;
console.log('after await');
process.nextTick(() => console.log('tick after'));
Promise.resolve()
  .then(() => console.log('microtask after 1'))
  .then(() => console.log('microtask after 2'));
await new Promise((resolve) => setTimeout(resolve, 5));
console.log('after the timer');
process.nextTick(() => console.log('tick late'));
await 0;
console.log('end');
