// An immediate clears a later one of the same turn, a tick clears another, and one clears itself.
const later = setImmediate(() => console.log('never: cleared by an immediate'));
clearImmediate(later);
let third, fourth;
setImmediate(() => {
  console.log('first');
  clearImmediate(third);
  process.nextTick(() => clearImmediate(fourth));
});
const second = setImmediate(() => {
  console.log('second');
  clearImmediate(second);
});
third = setImmediate(() => console.log('never: third'));
fourth = setImmediate(() => console.log('never: fourth'));
setImmediate((a, b) => console.log('last', a, b), 1, 2);
