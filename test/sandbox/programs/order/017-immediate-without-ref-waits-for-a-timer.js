// It does not keep Node from waiting: the loop sleeps until the timer is due, then comes the immediate, then the timer.
const started = Date.now();
const waited = () => (Date.now() - started >= 50 ? 'late' : 'early');
setImmediate(() => console.log('immediate', waited())).unref();
setTimeout(() => {
  console.log('timer', waited());
  setImmediate(() => console.log('never')).unref();
}, 55);
process.nextTick(() => console.log('tick', waited()));
