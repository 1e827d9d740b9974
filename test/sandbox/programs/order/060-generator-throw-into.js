// `throw` resumes the generator at its `yield`; before it has begun it ends it.
async function* stubborn() {
  for (let i = 0; i < 3; i++) {
    try {
      yield i;
    } catch (error) {
      console.log('inside', error.message);
      yield 'recovered';
    }
  }
}
(async () => {
  const iterator = stubborn();
  console.log((await iterator.next()).value);
  console.log((await iterator.throw(new Error('first'))).value);
  console.log((await iterator.next()).value);
  const fresh = stubborn();
  await fresh.throw(new Error('not begun')).catch((error) => console.log('outside', error.message));
  console.log((await fresh.next()).done);
})();
