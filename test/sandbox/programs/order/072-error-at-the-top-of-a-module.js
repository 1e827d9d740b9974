// Module: what it throws is a rejection, so its microtasks still run, its ticks do not.
export {};
process.nextTick(() => console.log('never'));
Promise.resolve()
  .then(() => console.log('microtask 1'))
  .then(() => console.log('microtask 2'));
setTimeout(() => console.log('never'), 1);
setImmediate(() => console.log('never'));
console.log('before');
throw new Error('ends here');
