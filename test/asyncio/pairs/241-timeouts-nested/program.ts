import { TimeoutError, coroutine, currentTask, getRunningLoop, run, sleep, timeout } from 'asyncio';
import type { Timeout } from 'asyncio';

const block = coroutine(async (inner: number, outer: number) => {
  const loop = getRunningLoop();
  const start = loop.time();
  const told: string[] = [];
  let o!: Timeout;
  let i!: Timeout;
  try {
    await timeout(outer, async (outerScope) => {
      o = outerScope;
      try {
        await timeout(inner, async (innerScope) => {
          i = innerScope;
          await sleep(10);
        });
      } catch (e) {
        if (!(e instanceof TimeoutError)) throw e;
        told.push(`inner at ${Math.round(loop.time() - start)}`);
        await sleep(2);
        told.push('slept on');
      }
    });
  } catch {
    told.push(`outer at ${Math.round(loop.time() - start)}`);
  }
  console.log(told.join(', '));
  console.log(i.expired(), o.expired(), currentTask()!.cancelling());
});

const main = coroutine(async () => {
  for (const [inner, outer] of [
    [1, 5],
    [1, 2],
    [3, 1],
    [2, 2],
  ] as const)
    await block(inner, outer);
});

await run(main());
