// Async functions that await each other: one microtask a level.
async function level(n) {
  console.log('in', n);
  if (n > 0) await level(n - 1);
  console.log('out', n);
}
level(3).then(() => console.log('done'));
let job = Promise.resolve();
for (let i = 1; i <= 5; i++) job = job.then(() => console.log('job', i));
