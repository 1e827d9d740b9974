// expect: timeout|output
import { coroutine, currentTask, run, sleep } from 'asyncio';
await run(coroutine(async () => { for (;;) try { currentTask().cancel(); await sleep(1); } catch { } })());
