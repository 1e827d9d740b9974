// Module: an error in an async generator, and one in the body of the loop.
async function* source(name, failsAt) {
  try {
    for (let i = 1; i <= 3; i++) {
      if (i === failsAt) throw new Error(`${name} failed`);
      yield i;
    }
  } finally {
    console.log(name, 'closed');
    process.nextTick(() => console.log('tick of', name));
  }
}
try {
  for await (const i of source('first', 2)) console.log(i);
} catch (error) {
  console.log(error.message);
}
try {
  for await (const i of source('second', 0)) if (i === 2) throw new Error('body failed');
} catch (error) {
  console.log(error.message);
}
console.log('end');
