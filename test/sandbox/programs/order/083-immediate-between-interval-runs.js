// Immediates of one interval's run come before its next run.
let runs = 0;
const interval = setInterval(() => {
  console.log('run', ++runs);
  setImmediate((run) => console.log('immediate of', run), runs);
  if (runs === 3) clearInterval(interval);
}, 20);
setImmediate(() => console.log('immediate of the script'));
