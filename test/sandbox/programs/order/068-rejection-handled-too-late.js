// A rejection that is handled in an immediate is too late.
const promise = Promise.reject(new Error('too late'));
setImmediate(() => {
  console.log('never');
  promise.catch(() => console.log('never'));
});
promise.finally(() => console.log('finally runs')).catch(() => console.log('this branch is handled'));
(async () => {
  await null;
  console.log('microtask');
})();
process.nextTick(() => console.log('tick'));
