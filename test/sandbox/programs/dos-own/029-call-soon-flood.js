// expect: memory|timeout line: 3
import { coroutine, getRunningLoop, run } from 'asyncio';
await run(coroutine(async () => { const loop = getRunningLoop(); for (;;) loop.callSoon(() => {}); })());
