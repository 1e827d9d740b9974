// expect: failed
const a = new Error('a'), b = new Error('b', { cause: a });
a.cause = b;
console.log(a);
throw b;
