// A rejection that is handled in the same drain of microtasks does not end the program.
const early = Promise.reject(new Error('early'));
Promise.resolve()
  .then(() => {})
  .then(() => {})
  .then(() => early.catch((error) => console.log('handled', error.message)));
const waiting = (async () => {
  throw new Error('awaited late');
})();
(async () => {
  await null;
  await waiting.catch((error) => console.log(error.message));
})();
setTimeout(() => console.log('still running'), 5);
