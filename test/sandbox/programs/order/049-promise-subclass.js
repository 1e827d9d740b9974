// An await calls the overridden `then` of a subclass, and an own `constructor` makes it wrap the promise.
class Loud extends Promise {
  then(...handlers) {
    console.log('then of Loud');
    return super.then(...handlers);
  }
}
(async () => {
  console.log('awaiting');
  console.log(await Loud.resolve('loud'));
})();
const foreign = Promise.resolve('foreign');
foreign.constructor = Loud;
(async () => console.log(await foreign))();
Promise.resolve().then(() => console.log('job 1')).then(() => console.log('job 2')).then(() => console.log('job 3'));
