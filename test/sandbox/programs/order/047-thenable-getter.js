// How often, and when, the `then` of a thenable is looked up.
const watched = (name) => ({
  get then() {
    console.log(name, 'looked up');
    return (resolve) => resolve(name);
  },
});
Promise.resolve(watched('resolve')).then(console.log);
(async () => console.log(await watched('await')))();
(async () => watched('return'))().then(console.log);
Promise.resolve().then(() => watched('then')).then(console.log);
Promise.reject(watched('reject')).catch((reason) => console.log(typeof reason));
console.log('end');
