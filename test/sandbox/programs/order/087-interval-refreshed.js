// An interval that is refreshed in its own callback, or cleared in a microtask after it, does not come twice.
let runs = 0;
const interval = setInterval(() => {
  console.log('run', ++runs);
  interval.refresh();
  setTimeout(() => console.log('timer'), 20);
  if (runs === 2) Promise.resolve().then(() => clearInterval(interval));
}, 20);
process.nextTick(() => console.log(interval.refresh() === interval));
console.log(interval.hasRef());
