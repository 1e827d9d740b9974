// expect: failed line: 3
import { coroutine, run, toThread } from 'asyncio';
await run(coroutine(async () => { const all = []; for (let n = 0; n < 5000; n++) all.push(toThread(() => { for (;;); })); await Promise.all(all); })());
