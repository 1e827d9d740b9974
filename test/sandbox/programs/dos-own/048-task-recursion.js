// expect: memory|timeout|output
import { coroutine, createTask, run } from 'asyncio';
const deep = coroutine(async (n) => { await createTask(deep(n + 1)); });
await run(deep(0));
