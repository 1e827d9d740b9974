import { Lock, coroutine, createTask, run, sleep, wait } from 'asyncio';

const worker = coroutine(async (lock: Lock, name: string) => {
  try {
    await lock.with(async () => {
      console.log(name, 'in');
      await sleep(1);
    });
  } catch (e) {
    console.log(name, 'cancelled');
    throw e;
  } finally {
    console.log(name, 'out', lock.locked());
  }
});

const main = coroutine(async () => {
  const lock = new Lock();
  const tasks = [...'abcd'].map((name) => createTask(worker(lock, name)));
  await sleep(0.5);
  tasks[0]!.cancel();
  tasks[1]!.cancel();
  await sleep(0.5);
  tasks[3]!.cancel();
  await wait(tasks);
  console.log(lock.locked());
  try {
    lock.release();
  } catch (e) {
    console.log((e as Error).message);
  }
  await lock.acquire();
  const waiting = createTask(lock.acquire());
  await sleep(0);
  lock.release();
  console.log('free for a moment:', lock.locked());
  console.log('the waiter has it:', await waiting, lock.locked());
});

await run(main());
