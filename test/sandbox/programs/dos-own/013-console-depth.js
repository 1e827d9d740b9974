// expect: timeout|memory line: 4
let deep = {};
for (let n = 0; n < 100; n++) deep = { deep, list: [deep] };
console.dir(deep, { depth: Infinity });
