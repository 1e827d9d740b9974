// A promise resolved with a promise follows it two microtasks later.
const inner = Promise.resolve('inner');
new Promise((resolve) => resolve(inner)).then(() => console.log('resolved with a promise'));
Promise.resolve(inner).then(() => console.log('Promise.resolve of a promise'));
Promise.resolve().then(() => inner).then(() => console.log('returned from then'));
Promise.resolve().then(() => 'no promise').then(() => console.log('returned a value from then'));
let job = Promise.resolve();
for (let i = 1; i <= 5; i++) job = job.then(() => console.log('job', i));
