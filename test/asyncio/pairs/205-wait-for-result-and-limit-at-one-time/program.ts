import { TimeoutError, coroutine, createTask, getRunningLoop, run, sleep, waitFor } from 'asyncio';

const attempt = coroutine(async (order: string) => {
  const loop = getRunningLoop();
  const fut = loop.createFuture<string>();
  const put = () => {
    if (!fut.done()) fut.setResult('result');
    else console.log('too late');
  };
  if (order === 'result first') loop.callLater(1, put);
  const waiting = createTask(waitFor(fut, 1));
  await sleep(0);
  if (order === 'limit first') loop.callLater(1, put);
  try {
    console.log(order, await waiting);
  } catch (e) {
    if (!(e instanceof TimeoutError)) throw e;
    console.log(order, 'TimeoutError', fut.cancelled());
  }
  await sleep(1);
});

const main = coroutine(async () => {
  await attempt('result first');
  await attempt('limit first');
});

await run(main());
