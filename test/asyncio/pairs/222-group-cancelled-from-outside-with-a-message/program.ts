import { coroutine, createTask, currentTask, run, sleep, taskGroup } from 'asyncio';
import type { CancelledError } from 'asyncio';

const child = coroutine(async (n: number) => {
  try {
    await sleep(10);
  } catch (e) {
    console.log('child', n, `'${(e as Error).message}'`);
    throw e;
  }
});

const block = coroutine(async () => {
  try {
    await taskGroup(async (tg) => {
      tg.createTask(child(1));
      tg.createTask(child(2));
      await sleep(0.5);
      console.log('body through');
    });
  } catch (e) {
    console.log('group:', `('${(e as CancelledError).args[0]}',)`, currentTask()!.cancelling());
    throw e;
  }
});

const main = coroutine(async () => {
  const task = createTask(block());
  await sleep(1);
  task.cancel('time to go');
  try {
    await task;
  } catch (e) {
    console.log('main:', (e as Error).message);
  }
});

await run(main());
