// expect: failed|timeout line: 3
import { coroutine, run, sleep } from 'asyncio';
await run(coroutine(async () => { for (let n = 0; n < 1e5; n++) Promise.reject(new Proxy({}, { get() { for (;;); } })); await sleep(1); })());
