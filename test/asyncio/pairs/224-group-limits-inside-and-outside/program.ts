import { coroutine, currentTask, getRunningLoop, run, sleep, taskGroup, timeout } from 'asyncio';

const child = coroutine(async (n: number) => {
  await sleep(n);
  console.log('child', n);
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  try {
    await timeout(2.5, () =>
      taskGroup((tg) => {
        for (const n of [1, 2, 3]) tg.createTask(child(n));
      }),
    );
  } catch {
    console.log('outside:', loop.time().toFixed(1));
  }
  await taskGroup(async (tg) => {
    tg.createTask(child(2));
    try {
      await timeout(1, () => sleep(10));
    } catch {
      console.log('inside:', loop.time().toFixed(1));
    }
  });
  console.log('end:', loop.time().toFixed(1), currentTask()!.cancelling());
});

await run(main());
