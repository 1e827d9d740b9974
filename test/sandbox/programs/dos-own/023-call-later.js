// expect: memory|timeout
import { coroutine, getRunningLoop, run } from 'asyncio';
await run(coroutine(async () => { const loop = getRunningLoop(); for (let n = 0; n < 1e6; n++) loop.callLater(n, () => {}); })());
