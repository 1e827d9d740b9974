// expect: failed|done|timeout
Object.defineProperty(Object.prototype, 'then', { get() { for (let n = 0; n < 1e3; n++); return undefined; }, configurable: true });
Object.defineProperty(Object.prototype, 'awaitedAt', { set() { for (;;); }, get() { for (;;); }, configurable: true });
import { coroutine, Future, run, sleep } from 'asyncio';
await run(coroutine(async () => { await sleep(1); await Promise.resolve({}); throw { get message() { for (;;); } }; })());
