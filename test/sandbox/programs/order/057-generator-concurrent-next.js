// Calls of `next`, `return` and `throw` queue up while the generator works.
async function* work() {
  try {
    for (let i = 0; ; i++) {
      await null;
      console.log('working', i);
      yield i;
    }
  } finally {
    console.log('closed');
  }
}
const iterator = work();
const show = (name) => ({ value, done }) => console.log(name, value, done);
iterator.next().then(show('next 1'));
iterator.next().then(show('next 2'));
iterator.return('r').then(show('return'));
iterator.next().then(show('next 3'));
iterator.throw(new Error('t')).catch((error) => console.log('throw', error.message));
console.log('asked for all');
