// expect: timeout|failed
import { coroutine, run, sleep } from 'asyncio';
Array.prototype.push = () => { for (;;); };
Map.prototype.get = () => { for (;;); };
Promise.prototype.then = () => { for (;;); };
String.prototype.slice = () => { for (;;); };
await run(coroutine(async () => { for (;;) { await sleep(1); console.log([1], new Map()); throw new Error('x'); } })());
