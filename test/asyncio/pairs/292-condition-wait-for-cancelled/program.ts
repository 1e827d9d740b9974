import { Condition, coroutine, createTask, run, sleep, wait } from 'asyncio';

const consumer = coroutine(async (cond: Condition, name: string, need: number) => {
  try {
    await cond.with(async () => {
      await cond.waitFor(() => stock.n >= need);
      stock.n -= need;
      console.log(name, 'took', need, 'left', stock.n);
    });
  } catch (e) {
    console.log(name, 'cancelled, lock held:', cond.locked());
    throw e;
  }
});

const stock = { n: 0 };

const main = coroutine(async () => {
  const cond = new Condition();
  const tasks = (
    [
      ['a', 3],
      ['b', 1],
      ['c', 2],
    ] as const
  ).map(([name, need]) => createTask(consumer(cond, name, need)));
  await sleep(0);
  for (let n = 1; n < 7; n++) {
    await cond.with(() => {
      stock.n++;
      cond.notifyAll();
    });
    await sleep(1);
    if (n === 1) {
      tasks[0]!.cancel();
      await cond.with(() => cond.notify());
    }
  }
  await wait(tasks);
  console.log(stock.n, ...tasks.map((t) => t.cancelled()));
});

await run(main());
