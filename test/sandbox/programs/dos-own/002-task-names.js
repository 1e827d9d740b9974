// expect: output|memory|timeout line: 4
import { coroutine, createTask, run } from 'asyncio';
const work = coroutine(async () => {});
await run(coroutine(async () => { for (let n = 0; ; n++) { createTask(work(), { name: `${n}`.repeat(1e6) }); await null; } })());
