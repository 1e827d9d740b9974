// A busy program: the list whose first timer is due first is gone through before the next one.
const busy = (ms) => {
  const until = Date.now() + ms;
  while (Date.now() < until);
};
setTimeout(() => console.log('30 first'), 30);
setTimeout(() => console.log('10 first'), 10);
setTimeout(() => console.log('30 second'), 30);
setTimeout(() => console.log('10 second'), 10);
setTimeout(() => console.log('20'), 20);
busy(50);
Promise.resolve().then(() => console.log('microtask'));
console.log('end');
