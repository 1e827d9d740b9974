// A `finally` waits for what its callback returns, keeps the value, and passes its own failure on.
const later = (value) => new Promise((resolve) => process.nextTick(resolve, value));
Promise.resolve('kept')
  .finally(() => later('ignored'))
  .then((value) => console.log(value));
Promise.reject(new Error('first'))
  .finally(() => Promise.reject(new Error('second')))
  .catch((error) => console.log(error.message));
Promise.reject(new Error('kept too'))
  .finally(() => {})
  .catch((error) => console.log(error.message));
queueMicrotask(() => console.log('microtask'));
process.nextTick(() => console.log('tick'));
