import { TimeoutError, coroutine, createTask, currentTask, getRunningLoop, run, sleep, timeout, wait } from 'asyncio';
import type { Timeout } from 'asyncio';

const block = coroutine(async (order: string) => {
  const loop = getRunningLoop();
  const me = currentTask()!;
  const request = () => me.cancel('request');
  if (order === 'request first') loop.callLater(1, request);
  let scope!: Timeout;
  try {
    await timeout(1, async (cm) => {
      scope = cm;
      if (order === 'limit first') loop.callLater(1, request);
      await sleep(10);
    });
  } catch (e) {
    if (e instanceof TimeoutError) {
      console.log(order, 'TimeoutError', scope.expired(), me.cancelling());
      return;
    }
    console.log(order, 'CancelledError', `'${(e as Error).message}'`, scope.expired(), me.cancelling());
    throw e;
  }
});

const main = coroutine(async () => {
  for (const order of ['request first', 'limit first']) {
    const task = createTask(block(order));
    await wait([task]);
    console.log(task.cancelled());
  }
});

await run(main());
