// An async generator awaits what it yields.
async function* numbers() {
  console.log('begin');
  yield 1;
  yield Promise.resolve(2);
  const sent = yield new Promise((resolve) => setImmediate(resolve, 3));
  console.log('sent', sent);
}
const iterator = numbers();
const show = ({ value, done }) => console.log(value, done);
iterator.next().then(show);
iterator.next().then(show);
iterator.next().then(show);
iterator.next('something').then(show);
Promise.resolve().then(() => console.log('job 1')).then(() => console.log('job 2')).then(() => console.log('job 3'));
console.log('end');
