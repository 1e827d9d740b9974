// Module: `for await` at the top, with ticks that each step adds.
async function* ticks() {
  for (let i = 1; i <= 3; i++) {
    process.nextTick(() => console.log('tick', i));
    yield i;
  }
}
for await (const i of ticks()) {
  console.log('item', i);
  if (i === 2) await new Promise((resolve) => setImmediate(resolve));
}
process.nextTick(() => console.log('last tick'));
queueMicrotask(() => console.log('microtask'));
console.log('end');
