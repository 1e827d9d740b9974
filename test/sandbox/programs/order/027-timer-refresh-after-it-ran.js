// `refresh` sets a timer again that has run, not one that was cleared.
let runs = 0;
const timer = setTimeout(() => {
  console.log('run', ++runs);
  if (runs === 2) timer.refresh();
}, 5);
const cleared = setTimeout(() => console.log('never'), 5);
setTimeout(() => {
  console.log('at 25');
  clearTimeout(cleared);
  cleared.refresh();
  timer.refresh();
}, 25);
