// Ticks take arguments, have no receiver, and are read at the time they run.
'use strict';
let shared = 'at the call';
process.nextTick((...args) => console.log(args.length, args.join()), 1, 2, 3, 4, 5);
process.nextTick(() => console.log(shared));
process.nextTick(function () {
  console.log(this === undefined);
});
process.nextTick(console.log, 'directly', 'logged');
shared = 'at the end';
Promise.resolve('value').then(process.nextTick.bind(process, console.log, 'bound'));
