// Promise.all asks each input's `then` at once and settles when the last one has.
const inputs = [
  1,
  Promise.resolve(2),
  { then: (resolve) => process.nextTick(resolve, 3) },
  new Promise((resolve) => setImmediate(resolve, 4)),
  (async () => 5)(),
];
Promise.all(inputs).then((values) => console.log(values.join()));
Promise.all([]).then((values) => console.log('empty', values.length));
Promise.all([6]).then(console.log);
Promise.all([Promise.resolve(), Promise.reject(new Error('no'))]).catch((error) => console.log(error.message));
let job = Promise.resolve();
for (let i = 1; i <= 5; i++) job = job.then(() => console.log('job', i));
