// expect: timeout|output|failed|memory
import { coroutine, getRunningLoop, run, sleep } from 'asyncio';
await run(coroutine(async () => { const loop = getRunningLoop(); loop.setExceptionHandler((l, context) => { l.callSoon(() => { throw new Error('again'); }); throw new Error('in the handler'); }); loop.callSoon(() => { throw new Error('first'); }); for (;;) await sleep(1e3); })());
