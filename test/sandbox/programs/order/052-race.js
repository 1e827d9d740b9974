// Promise.race takes the first that settles; of those settled already, the first in the list.
Promise.race([new Promise(() => {}), Promise.resolve('second'), 'third']).then(console.log);
Promise.race([Promise.reject(new Error('rejected first')), Promise.resolve('never')]).catch((error) =>
  console.log(error.message),
);
Promise.race([
  new Promise((resolve) => setImmediate(resolve, 'immediate')),
  new Promise((resolve) => process.nextTick(resolve, 'tick')),
]).then(console.log);
Promise.race([{ then: (resolve) => resolve('thenable') }, Promise.resolve().then(() => 'one job')]).then(console.log);
Promise.race([]).then(() => console.log('never'));
queueMicrotask(() => console.log('microtask'));
