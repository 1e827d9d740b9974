// An error in a tick ends the program before the other ticks.
process.nextTick(() => console.log('first tick'));
process.nextTick(() => {
  Promise.resolve().then(() => console.log('never'));
  throw new Error('ends here');
});
process.nextTick(() => console.log('never'));
Promise.resolve().then(() => console.log('never'));
setImmediate(() => console.log('never'));
console.log('end');
