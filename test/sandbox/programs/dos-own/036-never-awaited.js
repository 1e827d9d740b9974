// expect: timeout|memory line: 4
import { coroutine } from 'asyncio';
const work = coroutine(async () => {});
for (let n = 0; n < 3e6; n++) work();
