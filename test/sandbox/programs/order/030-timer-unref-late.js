// Nothing holds the program any longer: a timer without a reference does not run although it is due.
const busy = (ms) => {
  const until = Date.now() + ms;
  while (Date.now() < until);
};
setTimeout(() => console.log('never'), 5).unref();
process.nextTick(() => {
  busy(20);
  console.log('tick');
});
console.log('end');
