// Where an interval stands among timers that its own callback sets.
let runs = 0;
const interval = setInterval(() => {
  console.log('interval', ++runs);
  if (runs === 3) return clearInterval(interval);
  const run = runs;
  setTimeout(() => console.log('timer of', run), 20);
  process.nextTick(() => setTimeout(() => console.log('tick\'s timer of', run), 20));
}, 20);
