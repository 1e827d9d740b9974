// An interval clears itself, also in a tick or a microtask after its callback.
for (const [name, later] of [
  ['itself', (fn) => fn()],
  ['tick', process.nextTick],
  ['microtask', queueMicrotask],
]) {
  let runs = 0;
  const interval = setInterval(() => {
    console.log(name, ++runs);
    if (runs === 2) later(() => clearInterval(interval));
  }, 20);
}
