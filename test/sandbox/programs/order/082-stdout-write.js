// `process.stdout.write` and `console.log` keep their order.
process.stdout.write('one ');
console.log('two');
process.nextTick(() => process.stdout.write('tick\n'));
queueMicrotask(() => process.stdout.write('microtask\n'));
setImmediate(() => {
  process.stdout.write('no line end, ');
  process.nextTick(() => console.log('tick of the immediate'));
});
console.log(process.stdout.write('') === true);
