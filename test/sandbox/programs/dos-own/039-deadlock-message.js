// expect: deadlock|memory|timeout
import { coroutine, createTask, Event, gather, run } from 'asyncio';
await run(coroutine(async () => { const never = new Event(); await gather(...Array.from({ length: 5000 }, (_, n) => createTask(coroutine(() => never.wait())(), { name: `${n}`.padEnd(1e5, '\ud800') }))); })());
