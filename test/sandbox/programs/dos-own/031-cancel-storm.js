// expect: timeout|output
import { coroutine, createTask, run, sleep, CancelledError } from 'asyncio';
const stubborn = coroutine(async () => { for (;;) try { await sleep(1e4); } catch (error) { if (!(error instanceof CancelledError)) throw error; } });
await run(coroutine(async () => { const tasks = Array.from({ length: 500 }, () => createTask(stubborn())); for (;;) { for (const task of tasks) task.cancel('x'.repeat(1e4)); await sleep(0); } })());
