// An error in a timer ends the program: no tick, no microtask, no other timer.
setTimeout(() => {
  console.log('first');
  process.nextTick(() => console.log('never'));
  Promise.resolve().then(() => console.log('never'));
  throw new Error('ends here');
}, 5);
setTimeout(() => console.log('never'), 5);
setTimeout(() => console.log('never'), 20);
setImmediate(() => console.log('immediate'));
