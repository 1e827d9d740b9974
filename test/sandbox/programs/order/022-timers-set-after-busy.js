// A timer's duration begins when it is set, not when the callback that sets it began.
const busy = (ms) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};
setTimeout(() => console.log('20, set at 0'), 20);
busy(40);
setTimeout(() => console.log('5, set at 40'), 5);
setTimeout(() => {
  console.log('30, set at 40');
  setTimeout(() => console.log('40, set at 70'), 40);
  busy(35);
  setTimeout(() => console.log('20, set at 105'), 20);
}, 30);
