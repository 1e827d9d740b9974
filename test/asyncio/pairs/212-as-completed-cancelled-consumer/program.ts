import { asCompleted, coroutine, createTask, run, sleep, wait } from 'asyncio';
import type { Task } from 'asyncio';

const work = coroutine(async (n: number) => {
  await sleep(n);
  console.log('work', n, 'done');
  return n;
});

const consume = coroutine(async (tasks: Task<number>[]) => {
  try {
    for (const nextOne of asCompleted(tasks)) console.log('consumed', await nextOne);
  } catch (e) {
    console.log('consumer cancelled');
    throw e;
  }
});

const main = coroutine(async () => {
  const tasks = [1, 2, 3].map((n) => createTask(work(n)));
  const consumer = createTask(consume(tasks));
  await sleep(1.5);
  consumer.cancel();
  await wait([consumer]);
  await wait(tasks);
  console.log(consumer.cancelled(), ...tasks.map((t) => t.result()));
});

await run(main());
