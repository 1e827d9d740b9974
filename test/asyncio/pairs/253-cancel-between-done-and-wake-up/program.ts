import { coroutine, createTask, getRunningLoop, run, sleep, wait } from 'asyncio';
import type { Future } from 'asyncio';

const waiter = coroutine(async (fut: Future<string>, name: string) => {
  try {
    console.log(name, 'got', await fut);
    await sleep(0);
    console.log(name, 'end');
  } catch (e) {
    console.log(name, 'cancelled');
    throw e;
  }
});

const main = coroutine(async () => {
  const fut = getRunningLoop().createFuture<string>();
  const a = createTask(waiter(fut, 'a'));
  const b = createTask(waiter(fut, 'b'));
  await sleep(0);
  fut.setResult('value');
  console.log('cancel a after the result:', a.cancel());
  await wait([a, b]);
  console.log(a.cancelled(), b.cancelled(), fut.result());
  const done = createTask(sleep(0, 'done'));
  await done;
  console.log(done.cancel(), done.cancelling(), done.result());
});

await run(main());
