// expect: failed
const error = new Error('x');
Object.defineProperty(error, 'name', { get() { return { toString() { throw error; } }; } });
Object.defineProperty(error, 'message', { get() { return Symbol('no text'); } });
throw error;
