// expect: timeout|output|memory
import { coroutine, getRunningLoop, run, Future } from 'asyncio';
await run(coroutine(async () => { const loop = getRunningLoop(); const both = () => { loop.callSoon(both); loop.callSoon(both); }; both(); await new Future(); })());
