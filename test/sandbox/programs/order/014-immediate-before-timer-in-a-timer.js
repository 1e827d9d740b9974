// In a timer's callback an immediate comes before any new timer.
setTimeout(() => {
  console.log('outer');
  setTimeout(() => console.log('inner timer'), 0);
  setImmediate(() => console.log('inner immediate'));
  process.nextTick(() => console.log('inner tick'));
  Promise.resolve().then(() => {
    console.log('inner microtask');
    setImmediate(() => console.log('immediate of the microtask'));
  });
}, 1);
