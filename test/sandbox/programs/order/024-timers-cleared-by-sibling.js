// A timer clears one that is due at the same time, a tick another, a microtask a third.
const timers = {};
setTimeout(() => {
  console.log('first');
  clearTimeout(timers.a);
  process.nextTick(() => clearTimeout(timers.b));
  queueMicrotask(() => clearInterval(timers.c));
  clearTimeout(timers.none);
}, 5);
timers.a = setTimeout(() => console.log('never a'), 5);
timers.b = setTimeout(() => console.log('never b'), 5);
timers.c = setTimeout(() => console.log('never c'), 5);
timers.d = setTimeout(() => console.log('d'), 5);
