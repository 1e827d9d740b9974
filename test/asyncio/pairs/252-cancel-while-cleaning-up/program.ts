import { coroutine, createTask, currentTask, getRunningLoop, run, sleep } from 'asyncio';

const work = coroutine(async () => {
  try {
    await sleep(10);
  } catch (e) {
    console.log('first', (e as Error).message);
    try {
      await sleep(10);
    } catch (e2) {
      console.log('second', (e2 as Error).message, currentTask()!.cancelling());
    }
    throw e;
  } finally {
    console.log('finally');
    await sleep(1);
    console.log('finally slept');
  }
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const task = createTask(work());
  for (const n of [1, 2]) loop.callLater(n, () => task.cancel(`request ${n}`));
  try {
    await task;
  } catch (e) {
    console.log('main', (e as Error).message, Math.round(loop.time()));
  }
});

await run(main());
