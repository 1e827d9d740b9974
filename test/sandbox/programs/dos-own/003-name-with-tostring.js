// expect: timeout limit: seconds line: 3
import { coroutine, createTask, run } from 'asyncio';
const name = { toString() { for (;;); } };
await run(coroutine(async () => { createTask(coroutine(async () => {})(), { name }); })());
