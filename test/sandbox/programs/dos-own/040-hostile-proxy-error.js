// expect: failed
import { coroutine, run, taskGroup } from 'asyncio';
const hostile = new Proxy(new Error('x'), { get(target, key) { throw hostile; }, has() { throw hostile; }, getPrototypeOf() { throw hostile; }, ownKeys() { throw hostile; }, getOwnPropertyDescriptor() { throw hostile; }, set() { throw hostile; }, defineProperty() { throw hostile; } });
await run(coroutine(async () => { await taskGroup(async (group) => { group.createTask(coroutine(async () => { throw hostile; })()); group.createTask(coroutine(async () => { throw hostile; })()); }); })());
