// expect: memory|timeout line: 5
import { coroutine } from 'asyncio';
const work = coroutine(async () => {});
const kept = [];
for (;;) kept.push(work());
