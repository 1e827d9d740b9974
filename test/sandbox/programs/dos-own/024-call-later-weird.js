// expect: done|failed|timeout|deadlock
import { coroutine, getRunningLoop, run, sleep } from 'asyncio';
await run(coroutine(async () => {
  const loop = getRunningLoop();
  for (const delay of [NaN, Infinity, -Infinity, -1, 1e308, null, undefined, 5e-324, '1', {}, true]) try { loop.callLater(delay, () => {}); loop.callAt(delay, () => {}); } catch (error) { console.log(error.message); }
  await sleep(1);
  console.log('ok');
})());
