// expect: timeout|output
import { coroutine, run, sleep } from 'asyncio';
await run(coroutine(async () => { for (;;) await sleep(5e-324); })());
