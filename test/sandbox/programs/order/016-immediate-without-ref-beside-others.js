// An immediate without a reference runs if something else keeps the program alive.
setImmediate(() => console.log('first, without')).unref();
setImmediate(() => {
  console.log('second, with');
  setImmediate(() => console.log('never: nothing is left')).unref();
});
setImmediate(() => console.log('third, without')).unref();
const fourth = setImmediate(() => console.log('fourth'));
fourth.unref();
fourth.ref();
console.log(fourth.hasRef());
