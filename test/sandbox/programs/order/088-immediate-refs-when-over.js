// An immediate that has run, or was cleared, holds nothing.
const ran = setImmediate(() => {
  console.log('inside', ran.hasRef());
  process.nextTick(() => console.log('after', ran.ref().hasRef()));
});
const cleared = setImmediate(() => console.log('never'));
console.log(ran.hasRef(), cleared.hasRef());
clearImmediate(cleared);
clearImmediate(cleared);
clearImmediate(undefined);
clearImmediate(5);
console.log(cleared.hasRef(), cleared.ref().hasRef());
