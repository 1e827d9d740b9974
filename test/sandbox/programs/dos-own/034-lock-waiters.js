// expect: memory|output|timeout
import { coroutine, createTask, Lock, run, sleep } from 'asyncio';
await run(coroutine(async () => { const lock = new Lock(); await lock.acquire(); for (let n = 0; n < 1e6; n++) { createTask(coroutine(() => lock.acquire())()); if (n % 1000 === 0) await sleep(0); } })());
