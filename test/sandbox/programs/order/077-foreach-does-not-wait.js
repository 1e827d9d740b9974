// `forEach` does not wait for async callbacks, `for … of` does, `map` gives promises.
const names = ['a', 'b'];
(async () => {
  names.forEach(async (name) => {
    console.log('forEach', name);
    await null;
    console.log('forEach after', name);
  });
  console.log('after forEach');
  for (const name of names) {
    console.log('for', name);
    await null;
  }
  const mapped = names.map(async (name) => `mapped ${name}`);
  console.log((await Promise.all(mapped)).join());
})();
