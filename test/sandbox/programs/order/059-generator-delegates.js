// `yield*` asks the inner generator directly; over a sync iterable it awaits each value.
async function* inner(name) {
  yield `${name} 1`;
  yield `${name} 2`;
  return `${name} returned`;
}
async function* outer() {
  console.log(yield* inner('inner'));
  yield* [Promise.resolve('sync 1'), 'sync 2'];
}
(async () => {
  for await (const item of outer()) console.log(item);
})();
(async () => {
  for await (const item of inner('other')) console.log(item);
})();
let job = Promise.resolve();
for (let i = 1; i <= 12; i++) job = job.then(() => console.log('job', i));
