// expect: memory|output|timeout
import { coroutine, createTask, Queue, run, sleep } from 'asyncio';
await run(coroutine(async () => { const queue = new Queue(1); for (let n = 0; n < 1e6; n++) { createTask(coroutine(async () => await queue.put(n))()); if (n % 1000 === 0) await sleep(0); } })());
