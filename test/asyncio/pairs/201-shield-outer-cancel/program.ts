import { coroutine, createTask, run, shield, sleep, wait } from 'asyncio';
import type { CancelledError, Task } from 'asyncio';

const inner = coroutine(async () => {
  await sleep(1);
  console.log('inner done');
  return 'value';
});

const waiter = coroutine(async (task: Task<string>) => {
  try {
    await shield(task);
  } catch (e) {
    console.log('waiter cancelled', `('${(e as CancelledError).args[0]}',)`);
    throw e;
  }
});

const main = coroutine(async () => {
  const task = createTask(inner());
  const w = createTask(waiter(task));
  await sleep(0.5);
  w.cancel('give up');
  await wait([w]);
  console.log('waiter', w.cancelled(), 'task', task.done());
  console.log(await task);
});

await run(main());
