import { coroutine, createTask, currentTask, run, sleep, taskGroup, wait } from 'asyncio';
import type { Task } from 'asyncio';

const assassin = coroutine(async (parent: Task<unknown>) => {
  await sleep(1);
  console.log('cancel:', parent.cancel('by a child'));
});

const sibling = coroutine(async () => {
  try {
    await sleep(10);
  } catch (e) {
    console.log('sibling cancelled');
    throw e;
  }
});

const block = coroutine(async (log: string) => {
  const me = currentTask()!;
  await taskGroup(async (tg) => {
    tg.createTask(assassin(me));
    tg.createTask(sibling());
    try {
      await sleep(10);
    } catch (e) {
      console.log('body:', (e as Error).message, me.cancelling());
      if (log === 'swallow') return;
      throw e;
    }
  });
});

const main = coroutine(async () => {
  for (const log of ['raise', 'swallow']) {
    const task = createTask(block(log));
    await wait([task], { timeout: 30 });
    console.log(log, task.cancelled(), task.cancelling());
  }
});

await run(main());
