// expect: timeout|output|memory
// Adapted: createTask needs a running loop, as in CPython, so the program runs in one.
import {coroutine,run,sleep,createTask} from 'asyncio';
const f = coroutine(async () => { await sleep(1); createTask(f()); createTask(f()) }); await run(coroutine(async () => { await f(); for(;;) await sleep(1) })())
