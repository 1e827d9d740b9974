// A thenable that throws rejects, unless it resolved before.
const before = {
  then(resolve) {
    resolve('resolved first');
    throw new Error('lost');
  },
};
const after = {
  then() {
    throw new Error('thrown by then');
  },
};
const rejecting = { then: (_, reject) => reject(new Error('rejected by then')) };
for (const thenable of [before, after, rejecting]) {
  Promise.resolve(thenable).then(console.log, (error) => console.log(error.message));
  (async () => thenable)().then(console.log, (error) => console.log('async', error.message));
}
