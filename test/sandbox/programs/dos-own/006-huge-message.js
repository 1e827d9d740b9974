// expect: failed line: 3
const text = 'm'.repeat(16e6);
throw new Error(text, { cause: new Error(text) });
