import { OSError, coroutine, currentTask, getRunningLoop, run, sleep, waitFor } from 'asyncio';

const slow = coroutine(async (how: string) => {
  try {
    await sleep(10);
  } catch (e) {
    console.log('cleaning up');
    await sleep(3);
    if (how === 'fail') throw new OSError('disk full');
    if (how === 'return') return 'all the same';
    throw e;
  }
  return 'slept';
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  for (const how of ['raise', 'fail', 'return']) {
    const start = loop.time();
    try {
      console.log('returned', await waitFor(slow(how), 1));
    } catch (e) {
      console.log((e as Error).name, (e as Error).message);
    }
    console.log(Math.round(loop.time() - start), 's, cancelling:', currentTask()!.cancelling());
  }
});

await run(main());
