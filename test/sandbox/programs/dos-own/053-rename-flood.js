// expect: timeout|output|memory
import { coroutine, currentTask, run } from 'asyncio';
await run(coroutine(async () => { for (let n = 0; ; n++) currentTask().setName(`${n}`.repeat(1e5)); })());
