// Promise.allSettled never rejects, and keeps the order of its inputs.
const later = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value));
Promise.allSettled([
  later(20, 'slow'),
  Promise.reject(new Error('failed')),
  'plain',
  later(5, 'fast').then(() => {
    throw new Error('failed later');
  }),
]).then((results) => {
  for (const { status, value, reason } of results) console.log(status, value ?? reason.message);
});
Promise.allSettled([1]).then(() => console.log('settled one'));
Promise.all([1]).then(() => console.log('all one'));
