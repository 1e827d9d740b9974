// expect: failed|timeout
let error = new Error('first');
for (let n = 0; n < 2e5; n++) error = new Error('m', { cause: error });
console.log(error);
throw error;
