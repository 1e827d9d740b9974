import { coroutine, createTask, currentTask, run, sleep, waitFor } from 'asyncio';

const work = coroutine(async () => {
  try {
    await sleep(10);
  } catch (e) {
    console.log('work:', (e as Error).message, currentTask()!.getName());
    throw e;
  }
});

const main = coroutine(async () => {
  const inline = createTask(waitFor(work(), 5), { name: 'inline' });
  const inner = createTask(work(), { name: 'inner' });
  const task = createTask(waitFor(inner, null), { name: 'task' });
  await sleep(1);
  for (const t of [inline, task]) {
    t.cancel(`stop ${t.getName()}`);
    try {
      await t;
    } catch (e) {
      console.log('main:', (e as Error).message);
    }
  }
  console.log(inner.cancelled(), inner.cancelling());
});

await run(main());
