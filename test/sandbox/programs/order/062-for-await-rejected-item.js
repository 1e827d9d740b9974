// A rejected promise in a sync iterable leaves the loop; the iterator is closed.
function* items() {
  try {
    yield Promise.resolve('good');
    yield Promise.reject(new Error('bad'));
    yield 'never';
  } finally {
    console.log('iterator closed');
  }
}
(async () => {
  try {
    for await (const item of items()) console.log(item);
  } catch (error) {
    console.log('caught', error.message);
  } finally {
    console.log('finally');
  }
})();
process.nextTick(() => console.log('tick'));
