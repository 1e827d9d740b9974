// Module: `try` around a top-level await catches what a tick and a timer reject.
const rejected = (set, why) => new Promise((_, reject) => set(() => reject(new Error(why))));
try {
  await rejected(process.nextTick, 'by a tick');
} catch (error) {
  console.log(error.message);
}
const late = rejected((fn) => setTimeout(fn, 5), 'by a timer');
process.nextTick(() => console.log('tick'));
try {
  await Promise.race([late, new Promise(() => {})]);
} catch (error) {
  console.log(error.message);
} finally {
  process.nextTick(() => console.log('tick of finally'));
}
await late.catch(() => console.log('caught again'));
console.log('end');
