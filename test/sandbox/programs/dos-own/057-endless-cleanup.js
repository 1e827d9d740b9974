// expect: timeout|output|memory
import { asyncWith, coroutine, run, sleep, timeout } from 'asyncio';
await run(coroutine(async () => {
  const never = async () => { try { await asyncWith(timeout(0), async () => { await sleep(9); }); } finally { await never(); } };
  await never();
})());
