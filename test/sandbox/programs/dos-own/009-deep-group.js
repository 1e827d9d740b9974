// expect: failed|timeout|memory
import { ExceptionGroup } from 'asyncio';
let group = new ExceptionGroup('g', [new Error('x')]);
for (let n = 0; n < 1e5; n++) group = new ExceptionGroup('g', [group]);
throw group;
