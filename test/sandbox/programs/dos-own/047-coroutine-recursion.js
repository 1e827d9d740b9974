// expect: failed line: 3
import { coroutine, run } from 'asyncio';
const deep = coroutine(async (n) => { await deep(n + 1); });
await run(deep(0));
