// Module: a top-level await of a promise that a tick fulfils.
const ticked = new Promise((resolve) => process.nextTick(resolve, 'value'));
queueMicrotask(() => console.log('microtask'));
process.nextTick(() => console.log('second tick'));
console.log(await ticked);
process.nextTick(() => console.log('third tick'));
queueMicrotask(() => {
  console.log('microtask in the tick phase');
  process.nextTick(() => console.log('fourth tick'));
});
console.log('end');
