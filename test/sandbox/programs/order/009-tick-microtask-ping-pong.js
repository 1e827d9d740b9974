// Ticks and microtasks that add each other alternate.
let left = 6;
const tick = () => {
  if (left-- <= 0) return;
  console.log('tick', left);
  queueMicrotask(microtask);
};
const microtask = () => {
  if (left-- <= 0) return;
  console.log('microtask', left);
  process.nextTick(tick);
};
process.nextTick(tick);
queueMicrotask(microtask);
