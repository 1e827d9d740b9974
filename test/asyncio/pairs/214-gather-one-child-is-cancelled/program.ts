import { coroutine, createTask, currentTask, gather, getRunningLoop, run, sleep } from 'asyncio';

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const a = createTask(sleep(1, 'a'));
  const b = createTask(sleep(2, 'b'));
  const g = gather(a, b);
  loop.callLater(0.5, () => a.cancel('only a'));
  try {
    await g;
  } catch (e) {
    console.log('CancelledError', (e as Error).message, g.done(), g.cancelled(), currentTask()!.cancelling());
  }
  console.log(b.done(), await b);
});

await run(main());
