// An error in queueMicrotask ends the program at once; one in a promise job is a rejection, looked for later.
Promise.resolve().then(() => {
  console.log('job');
  throw new Error('a rejection');
});
Promise.resolve().then(() => console.log('job after the rejection'));
queueMicrotask(() => {
  console.log('microtask');
  throw new Error('ends here');
});
queueMicrotask(() => console.log('never'));
process.nextTick(() => console.log('tick'));
