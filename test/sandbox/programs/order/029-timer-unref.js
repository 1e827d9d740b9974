// A timer without a reference runs only while something else holds the program.
setTimeout(() => console.log('5, without'), 5).unref();
setTimeout(() => console.log('20, with'), 20);
setTimeout(() => console.log('never: 1000, without'), 1000).unref();
const back = setTimeout(() => console.log('20, without and with again'), 20);
console.log(back.unref().hasRef(), back.ref().hasRef());
setInterval(() => console.log('never: interval'), 500).unref();
process.nextTick(() => console.log('tick'));
