// Immediates without a reference do not hold the program.
const a = setImmediate(() => console.log('never'));
a.unref();
console.log(a.hasRef());
const b = setImmediate(() => console.log('never too')).unref();
b.ref();
b.unref();
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('microtask'));
console.log('end');
