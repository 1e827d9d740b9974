// expect: done|failed|timeout|output|memory
// Adapted: createTask needs a running loop, as in CPython, so the program runs in one.
import {coroutine,createTask,run} from 'asyncio';
await run(coroutine(async () => { for(let i=0;i<50;i++) createTask(coroutine(async()=>1)(),{name:'n'.repeat(9e6)}); await 0 })())
