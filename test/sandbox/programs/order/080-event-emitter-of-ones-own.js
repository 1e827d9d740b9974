// Callbacks that are called synchronously, in a tick and in a microtask.
const listeners = [];
const on = (fn) => listeners.push(fn);
const emit = (how, value) => listeners.forEach((fn) => how(() => fn(value)));
on((value) => console.log('one', value));
on(async (value) => {
  console.log('two', value);
  await null;
  console.log('two after', value);
});
emit((fn) => fn(), 'sync');
emit(queueMicrotask, 'microtask');
emit(process.nextTick, 'tick');
emit(setImmediate, 'immediate');
console.log('end');
