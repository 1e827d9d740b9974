// A lock made of promises: each holder hands over to the next in turn.
let tail = Promise.resolve();
const locked = (name, work) => {
  const turn = tail.then(() => {
    console.log(name, 'enters');
    return work();
  });
  tail = turn.catch(() => {});
  return turn;
};
locked('a', () => new Promise((resolve) => setImmediate(resolve)));
locked('b', () => {
  throw new Error('b fails');
}).catch((error) => console.log(error.message));
locked('c', () => {}).then(() => console.log('c done'));
locked('d', async () => {}).then(() => console.log('d done'));
process.nextTick(() => console.log('tick'));
