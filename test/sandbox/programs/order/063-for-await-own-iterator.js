// An async iterator of one's own: its `next` may return no promise, its `return` is called on the way out.
const counter = (name, limit) => ({
  [Symbol.asyncIterator]() {
    let i = 0;
    return {
      next() {
        console.log(name, 'next');
        return i < limit ? { value: i++, done: false } : { value: undefined, done: true };
      },
      return() {
        console.log(name, 'return');
        return {};
      },
    };
  },
});
(async () => {
  for await (const i of counter('whole', 2)) console.log(i);
  for await (const i of counter('left', 2)) if (i === 0) break;
  console.log('end');
})();
Promise.resolve().then(() => console.log('job 1')).then(() => console.log('job 2'));
