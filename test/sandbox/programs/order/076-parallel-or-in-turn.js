// Starting first and awaiting later runs two waits at once.
const wait = async (ms, name) => {
  console.log('start', name);
  await new Promise((resolve) => setTimeout(resolve, ms));
  console.log('end', name);
};
(async () => {
  await wait(5, 'a');
  await wait(5, 'b');
  const c = wait(30, 'c');
  const d = wait(10, 'd');
  await c;
  console.log('c awaited');
  await d;
  await Promise.all([3, 2, 1].map((n) => wait(n * 15, n)));
})();
