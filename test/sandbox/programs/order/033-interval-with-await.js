// An interval does not wait for the promise of its callback.
let runs = 0;
const interval = setInterval(async () => {
  const run = ++runs;
  console.log('begin', run);
  if (run === 2) clearInterval(interval);
  await new Promise((resolve) => setTimeout(resolve, 55));
  console.log('end', run);
}, 20);
