// expect: timeout|output|memory
// Adapted: createTask needs a running loop, as in CPython, so the program runs in one.
import {coroutine,run,sleep,createTask} from 'asyncio';
await run(coroutine(async () => { for(;;) createTask(sleep(1)) })())
