// `for await` over a sync iterable awaits each value.
(async () => {
  for await (const item of [1, Promise.resolve(2), { then: (resolve) => resolve(3) }]) console.log(item);
  console.log('end of the first');
})();
(async () => {
  for (const item of ['a', 'b', 'c']) console.log(await item);
  console.log('end of the second');
})();
let job = Promise.resolve();
for (let i = 1; i <= 12; i++) job = job.then(() => console.log('job', i));
