// expect: timeout|output
import { coroutine, getRunningLoop, run, Future } from 'asyncio';
await run(coroutine(async () => { const loop = getRunningLoop(); const again = () => loop.callLater(0, again); again(); await new Future(); })());
