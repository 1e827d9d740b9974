// A timer that clears itself while it runs, and one that was cleared, stay silent when they are refreshed.
const self = setTimeout(() => {
  console.log('runs once');
  clearTimeout(self);
  self.refresh();
}, 5);
let closed = 0;
const late = setTimeout(() => {
  console.log('late', ++closed);
  process.nextTick(() => {
    if (closed < 3) late.refresh();
  });
}, 5);
