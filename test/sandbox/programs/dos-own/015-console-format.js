// expect: timeout|output|memory line: 3
const wide = new Map(Array.from({ length: 1000 }, (_, n) => [{ n }, new Set([n])]));
for (;;) console.log('%o %O %s %j'.repeat(100), ...new Array(400).fill(wide));
