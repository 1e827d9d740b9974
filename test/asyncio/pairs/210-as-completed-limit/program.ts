import { asCompleted, asCompletedTasks, coroutine, createTask, getRunningLoop, run, sleep } from 'asyncio';

const work = coroutine(async (n: number) => {
  await sleep(n);
  return n;
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const tasks = [4, 1, 3, 2].map((n) => createTask(work(n)));
  for (const nextOne of asCompleted(tasks, { timeout: 2.5 })) {
    try {
      console.log('plain', await nextOne, (loop.time()).toFixed(1));
    } catch (e) {
      console.log('plain', (e as Error).name, (loop.time()).toFixed(1));
    }
  }
  console.log(tasks.filter((t) => t.done()).length, 'done');
  const left = tasks.filter((t) => !t.done());
  try {
    for await (const [task] of asCompletedTasks(left, { timeout: 1 })) {
      console.log('async', task.result(), tasks.some((it) => it === task));
    }
  } catch (e) {
    console.log('async', (e as Error).name, (loop.time()).toFixed(1));
  }
});

await run(main());
