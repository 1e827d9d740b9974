// The executor runs at once; only the first call of resolve or reject counts, and what it throws later is lost.
const first = new Promise((resolve, reject) => {
  console.log('executor');
  resolve('one');
  resolve('two');
  reject(new Error('three'));
  throw new Error('four');
});
first.then(console.log, () => console.log('never'));
const locked = new Promise((resolve) => {
  resolve(new Promise((later) => setTimeout(later, 5, 'late')));
  resolve('locked in already');
});
locked.then(console.log);
console.log('end');
