import { coroutine, createTask, run, sleep } from 'asyncio';

async function* ticks() {
  let n = 0;
  try {
    while (true) {
      await sleep(1);
      n++;
      yield n;
    }
  } catch (e) {
    console.log('generator:', (e as Error).message);
    throw e;
  } finally {
    console.log('generator closed after', n);
  }
}

const consumer = coroutine(async () => {
  try {
    for await (const n of ticks()) console.log('tick', n);
  } catch (e) {
    console.log('consumer:', (e as Error).message);
    throw e;
  }
});

const main = coroutine(async () => {
  const task = createTask(consumer());
  await sleep(2.5);
  task.cancel('enough');
  try {
    await task;
  } catch (e) {
    console.log('main:', (e as Error).message);
  }
});

await run(main());
