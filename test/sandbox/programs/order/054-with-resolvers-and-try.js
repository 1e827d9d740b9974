// Promise.withResolvers settles from outside; Promise.try calls at once.
const { promise, resolve } = Promise.withResolvers();
promise.then((value) => console.log('resolved', value));
Promise.try(() => console.log('called at once')).then(() => console.log('try settled'));
Promise.try(() => {
  throw new Error('thrown');
}).catch((error) => console.log(error.message));
Promise.try(async () => 'async').then(console.log);
process.nextTick(() => {
  console.log('tick');
  resolve('from a tick');
  console.log('tick goes on');
});
console.log('end');
