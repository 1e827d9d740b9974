// Async functions in turn: each await hands over to the next one.
async function walk(name, steps) {
  for (let step = 1; step <= steps; step++) {
    console.log(name, step);
    await (step === 2 ? Promise.resolve().then(() => {}) : null);
  }
  return name;
}
walk('a', 3).then((name) => console.log(name, 'done'));
walk('b', 4).then((name) => console.log(name, 'done'));
(async () => {
  console.log(await walk('c', 1), 'done');
})();
process.nextTick(() => walk('tick', 2));
