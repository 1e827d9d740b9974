// expect: failed|timeout|memory
import { ExceptionGroup } from 'asyncio';
// Thirty levels that share their children: a thousand million errors to print.
let group = new ExceptionGroup('leaf', [new Error('x')]);
for (let n = 0; n < 30; n++) group = new ExceptionGroup('g', [group, group]);
throw group;
