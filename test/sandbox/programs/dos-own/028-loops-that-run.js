// expect: timeout|memory|output
import { newEventLoop } from 'asyncio';
for (;;) { const loop = newEventLoop(); loop.runForever(); loop.callSoon(() => {}); await null; }
