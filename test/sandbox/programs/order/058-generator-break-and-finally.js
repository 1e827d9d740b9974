// Leaving a `for await` waits for the generator's `finally`.
async function* source() {
  try {
    yield 'a';
    yield 'b';
  } finally {
    console.log('cleaning');
    await new Promise((resolve) => process.nextTick(resolve));
    console.log('clean');
  }
}
(async () => {
  for await (const item of source()) {
    console.log(item);
    break;
  }
  console.log('after break');
  for await (const item of source()) if (item === 'b') return console.log('returned');
})().then(() => console.log('done'));
Promise.resolve().then(() => console.log('job'));
