// An async generator awaits what it returns, also without `await`.
async function* plain() {
  return Promise.resolve('plain');
}
async function* awaited() {
  return await Promise.resolve('awaited');
}
async function* value() {
  return 'value';
}
for (const generate of [plain, awaited, value]) generate().next().then((result) => console.log(result.value, result.done));
let job = Promise.resolve();
for (let i = 1; i <= 5; i++) job = job.then(() => console.log('job', i));
