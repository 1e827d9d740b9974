// A thenable that settles later, from a tick, an immediate and a timer.
const from = (set, name) => ({
  then(resolve) {
    console.log('asked', name);
    set(() => resolve(name));
  },
});
(async () => {
  console.log('got', await from(process.nextTick, 'tick'));
  console.log('got', await from(setImmediate, 'immediate'));
  console.log('got', await from((fn) => setTimeout(fn, 5), 'timer'));
})();
process.nextTick(() => console.log('tick of the script'));
Promise.resolve().then(() => console.log('microtask'));
