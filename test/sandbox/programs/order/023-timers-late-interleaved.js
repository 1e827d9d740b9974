// A late list is gone through to its end before the next, although that one's first timer is due earlier than its last.
const busy = (ms) => {
  const until = Date.now() + ms;
  while (Date.now() < until);
};
setTimeout(() => console.log('20, set at 0'), 20);
setTimeout(() => console.log('25, set at 0'), 25);
busy(8);
setTimeout(() => console.log('20, set at 8: due at 28'), 20);
busy(40);
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
