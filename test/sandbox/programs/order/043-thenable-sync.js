// The `then` of a thenable is called in a microtask of its own.
const thenable = {
  then(resolve) {
    console.log('then called');
    resolve('from the thenable');
  },
};
Promise.resolve(thenable).then(console.log);
(async () => console.log('awaited', await thenable))();
Promise.resolve().then(() => console.log('job 1')).then(() => console.log('job 2')).then(() => console.log('job 3'));
console.log('end');
