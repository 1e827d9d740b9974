// A rejection walks past every `then` a microtask at a time; `finally` takes more.
Promise.reject(new Error('a'))
  .then(() => console.log('never'))
  .then(() => console.log('never'))
  .catch((error) => console.log('caught', error.message));
Promise.resolve('b')
  .finally(() => console.log('finally'))
  .then((value) => console.log('after finally', value));
Promise.resolve('c')
  .catch(() => console.log('never'))
  .then((value) => console.log('after catch', value));
Promise.resolve('d').then(5).then((value) => console.log('after no function', value));
let job = Promise.resolve();
for (let i = 1; i <= 6; i++) job = job.then(() => console.log('job', i));
