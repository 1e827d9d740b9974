import { Condition, Lock, coroutine, createTask, run, sleep, timeout } from 'asyncio';

const waiter = coroutine(async (cond: Condition, n: number) => {
  await cond.with(async () => {
    await cond.wait();
    console.log('waiter', n);
    if (n === 1) {
      await sleep(1);
      console.log('waiter 1 leaves');
    }
  });
});

const main = coroutine(async () => {
  const cond = new Condition();
  const tasks = [0, 1, 2, 3, 4, 5].map((n) => createTask(waiter(cond, n)));
  await sleep(0);
  for (const count of [2, 0, 1, 10]) {
    await cond.with(() => {
      console.log('notify', count);
      cond.notify(count);
    });
    await sleep(2);
  }
  console.log(...tasks.map((t) => t.done()));
  for (const use of [() => cond.notify(), () => cond.notifyAll()]) {
    try {
      use();
    } catch (e) {
      console.log((e as Error).message);
    }
  }
  try {
    await cond.wait();
  } catch (e) {
    console.log((e as Error).message);
  }
  try {
    await cond.with(() => timeout(1, () => cond.wait()));
  } catch (e) {
    console.log((e as Error).name, cond.locked());
  }
  const lock = new Lock();
  const shared = new Condition(lock);
  await lock.with(() => {
    console.log(shared.locked());
    shared.notify();
  });
});

await run(main());
