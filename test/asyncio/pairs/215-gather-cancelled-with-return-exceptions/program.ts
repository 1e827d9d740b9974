import { coroutine, createTask, gather, run, sleep } from 'asyncio';

const stubborn = coroutine(async (n: number) => {
  try {
    await sleep(10);
  } catch (e) {
    console.log('child', n, 'cancelled');
    if (n === 2) return 'two anyway';
    throw e;
  }
  return 'slept';
});

const outer = coroutine(async () => {
  try {
    return await gather([stubborn(1), stubborn(2), stubborn(3)], { returnExceptions: true });
  } catch (e) {
    console.log('outer', (e as Error).message);
    throw e;
  }
});

const main = coroutine(async () => {
  const task = createTask(outer());
  await sleep(1);
  task.cancel('all of you');
  try {
    console.log(await task);
  } catch (e) {
    console.log('main', (e as Error).message);
  }
});

await run(main());
