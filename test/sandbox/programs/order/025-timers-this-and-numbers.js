// Inside a callback `this` is the timer, which can be cleared by its number too.
const one = setTimeout(function () {
  console.log(this === one, this.hasRef());
  clearTimeout(this);
  clearTimeout(one);
}, 5);
const two = setTimeout(() => console.log('never'), 5);
clearTimeout(Number(two));
const three = setInterval(function () {
  console.log('interval', this === three);
  clearTimeout(String(+this));
}, 5);
for (const wrong of [undefined, null, 'x', -1, {}, [], () => {}]) clearTimeout(wrong);
console.log(typeof +two, typeof one);
