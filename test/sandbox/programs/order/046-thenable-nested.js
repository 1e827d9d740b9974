// Thenables that resolve with thenables are unwrapped one microtask at a time.
const nested = (depth) => ({
  then(resolve) {
    console.log('depth', depth);
    resolve(depth === 0 ? 'bottom' : nested(depth - 1));
  },
});
Promise.resolve(nested(3)).then(console.log);
(async () => {
  console.log('await', await nested(1));
})();
let job = Promise.resolve();
for (let i = 1; i <= 6; i++) job = job.then(() => console.log('job', i));
