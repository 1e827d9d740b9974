// Timers come by their time, not in the order in which they were set.
for (const ms of [50, 20, 35, 5]) {
  setTimeout(() => {
    console.log(ms);
    process.nextTick(() => console.log(ms, 'tick'));
    Promise.resolve().then(() => console.log(ms, 'microtask'));
  }, ms);
}
setTimeout(() => console.log('20 again'), 20);
Promise.resolve().then(() => setTimeout(() => console.log('20 from a microtask'), 20));
process.nextTick(() => setTimeout(() => console.log('20 from a tick'), 20));
