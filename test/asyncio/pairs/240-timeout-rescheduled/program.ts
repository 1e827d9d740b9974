import { coroutine, getRunningLoop, run, sleep, timeout } from 'asyncio';
import type { Timeout } from 'asyncio';

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const attempt = coroutine(async (label: string, when: number | null) => {
    const start = loop.time();
    let scope!: Timeout;
    try {
      await timeout(2, async (cm) => {
        scope = cm;
        await sleep(1);
        cm.reschedule(when === null ? null : start + when);
        await sleep(4);
      });
      console.log(label, 'through', (loop.time() - start).toFixed(1), scope.expired());
    } catch {
      console.log(label, 'TimeoutError', (loop.time() - start).toFixed(1), scope.expired());
    }
  });
  await attempt('later', 4);
  await attempt('much later', 9);
  await attempt('sooner', 1.5);
  await attempt('in the past', 0.5);
  await attempt('never', null);
  try {
    const cm = await timeout(1, (it) => it);
    cm.reschedule(1);
  } catch (e) {
    console.log((e as Error).message);
  }
});

await run(main());
