// `return` of a promise takes three microtasks, `return await` one.
const value = Promise.resolve('value');
const plain = async () => value;
const waiting = async () => await value;
const nothing = async () => 'value';
plain().then(() => console.log('return'));
waiting().then(() => console.log('return await'));
nothing().then(() => console.log('no promise'));
let job = Promise.resolve();
for (let i = 1; i <= 5; i++) job = job.then(() => console.log('job', i));
