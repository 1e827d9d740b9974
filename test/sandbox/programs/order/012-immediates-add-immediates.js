// An immediate's immediates wait for the next turn.
setImmediate(() => {
  console.log('A');
  setImmediate(() => {
    console.log('A.A');
    setImmediate(() => console.log('A.A.A'));
  });
  setImmediate(() => console.log('A.B'));
});
setImmediate(() => {
  console.log('B');
  setImmediate(() => console.log('B.A'));
});
setImmediate(() => console.log('C'));
