// Promise.any takes the first that is fulfilled, or all the errors.
const fail = (why) => Promise.reject(new Error(why));
Promise.any([fail('a'), Promise.resolve('first'), Promise.resolve('second')]).then(console.log);
Promise.any([fail('b'), fail('c')]).catch((error) => {
  console.log(error.name, error.errors.map(({ message }) => message).join());
});
Promise.any([]).catch((error) => console.log(error.errors.length));
Promise.any([fail('d'), new Promise((resolve) => setTimeout(resolve, 5, 'timer'))]).then(console.log);
let job = Promise.resolve();
for (let i = 1; i <= 4; i++) job = job.then(() => console.log('job', i));
