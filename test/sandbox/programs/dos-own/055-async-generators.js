// expect: timeout|memory
import { coroutine, run } from 'asyncio';
async function* endless() { try { for (;;) yield endless(); } finally { for await (const x of endless()); } }
await run(coroutine(async () => { for await (const inner of endless()) for await (const x of inner) break; })());
