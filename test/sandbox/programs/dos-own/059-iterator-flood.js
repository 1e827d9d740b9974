// expect: timeout|memory
const again = { [Symbol.asyncIterator]() { return { next: () => ({ then(done) { done({ value: 0, done: false }); } }) }; } };
for await (const x of again);
