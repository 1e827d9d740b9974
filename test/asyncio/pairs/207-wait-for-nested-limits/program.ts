import { TimeoutError, coroutine, getRunningLoop, run, sleep, waitFor } from 'asyncio';

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const inner = coroutine(async (limit: number) => {
    try {
      await waitFor(sleep(10), limit);
    } catch (e) {
      if (e instanceof TimeoutError) {
        console.log('inner TimeoutError at', Math.round(loop.time()), (e.cause as Error).name);
        return 'inner gave up';
      }
      console.log('inner cancelled at', Math.round(loop.time()));
      throw e;
    }
    return 'inner slept';
  });
  for (const [innerLimit, outerLimit] of [
    [1, 2],
    [2, 1],
    [2, 2],
  ] as const) {
    try {
      console.log(await waitFor(inner(innerLimit), outerLimit));
    } catch (e) {
      if (!(e instanceof TimeoutError)) throw e;
      console.log('outer TimeoutError at', Math.round(loop.time()));
    }
  }
});

await run(main());
