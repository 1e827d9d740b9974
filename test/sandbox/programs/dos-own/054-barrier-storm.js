// expect: timeout|output|memory
import { Barrier, Condition, coroutine, createTask, gather, run } from 'asyncio';
await run(coroutine(async () => { const barrier = new Barrier(100); await gather(...Array.from({ length: 100 }, () => createTask(coroutine(async () => { for (;;) await barrier.wait(); })()))); })());
