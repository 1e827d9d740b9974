// An await takes one microtask whatever it is given; a promise of the language's own is not wrapped.
const track = async (name, value) => {
  console.log(name, 'before');
  const got = await value;
  console.log(name, typeof got);
};
track('number', 1);
track('null', null);
track('promise', Promise.resolve('text'));
track('thenable', { then: (resolve) => resolve(true) });
track('function', () => {});
track('function with then', Object.assign(() => {}, { then: 5 }));
console.log('end');
