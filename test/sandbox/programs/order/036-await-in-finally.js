// A `finally` that awaits puts the return off, and its own `return` wins.
async function put(name) {
  try {
    return console.log(name, 'try') ?? name;
  } finally {
    await null;
    console.log(name, 'finally');
  }
}
async function win() {
  try {
    throw new Error('lost');
  } finally {
    await null;
    return 'won';
  }
}
put('a').then((value) => console.log('returned', value));
win().then(console.log);
Promise.resolve().then(() => console.log('job 1')).then(() => console.log('job 2')).then(() => console.log('job 3'));
