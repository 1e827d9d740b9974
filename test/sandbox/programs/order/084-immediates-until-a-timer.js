// Who adds immediates until a timer has run does not wait for ever: each turn takes time.
let turns = 0;
let isOver = false;
const again = () => {
  if (isOver) return console.log('over', turns > 10);
  turns++;
  setImmediate(again);
};
again();
setTimeout(() => {
  isOver = true;
  console.log('timer');
}, 20);
