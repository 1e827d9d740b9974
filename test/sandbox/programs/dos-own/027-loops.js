// expect: memory|timeout line: 4
import { newEventLoop } from 'asyncio';
const loops = [];
for (let n = 0; n < 1e6; n++) { const loop = newEventLoop(); loop.callSoon(() => {}); loops.push(loop); }
