// A getter that throws rejects without a microtask of its own.
const broken = {
  get then() {
    throw new Error('getter');
  },
};
Promise.resolve().then(() => broken).catch((error) => console.log('then', error.message));
(async () => broken)().catch((error) => console.log('return', error.message));
(async () => {
  try {
    await broken;
  } catch (error) {
    console.log('await', error.message);
  }
})();
new Promise((resolve) => resolve(broken)).catch((error) => console.log('resolve', error.message));
Promise.resolve().then(() => console.log('job 1')).then(() => console.log('job 2'));
