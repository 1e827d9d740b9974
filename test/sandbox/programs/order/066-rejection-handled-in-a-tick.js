// Script: ticks come before Node looks for rejections that nobody handles.
const promise = Promise.reject(new Error('handled in a tick'));
process.nextTick(() => {
  console.log('tick');
  promise.catch((error) => console.log(error.message));
});
setTimeout(() => {
  const another = Promise.reject(new Error('handled in a tick of a timer'));
  process.nextTick(() => another.catch((error) => console.log(error.message)));
}, 5);
