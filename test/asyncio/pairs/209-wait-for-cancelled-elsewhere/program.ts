import { coroutine, createTask, currentTask, getRunningLoop, run, sleep, waitFor } from 'asyncio';

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const task = createTask(sleep(10));
  loop.callLater(1, () => task.cancel('by a callback'));
  try {
    await waitFor(task, 5);
  } catch (e) {
    console.log('CancelledError', (e as Error).message, Math.round(loop.time()), currentTask()!.cancelling());
  }
  const zero = createTask(sleep(10));
  await sleep(0);
  try {
    await waitFor(zero, 0);
  } catch (e) {
    console.log('TimeoutError', ((e as Error).cause as Error).name, zero.cancelled());
  }
  try {
    await waitFor(zero, 0);
  } catch (e) {
    console.log('cancelled before', (e as Error).name);
  }
});

await run(main());
