// expect: output|memory|timeout
import { coroutine, getRunningLoop, run, sleep } from 'asyncio';
await run(coroutine(async () => { const loop = getRunningLoop(); for (;;) { loop.callSoon(() => { throw new Error('c'.repeat(60000)); }); await sleep(0); } })());
