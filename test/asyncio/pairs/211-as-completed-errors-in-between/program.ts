import { ValueError, asCompleted, asCompletedTasks, coroutine, run, sleep } from 'asyncio';

const work = coroutine(async (n: number) => {
  await sleep(n);
  if (n === 2) throw new ValueError(`bad ${n}`);
  return n;
});

const main = coroutine(async () => {
  for (const nextOne of asCompleted([work(3), work(2), work(1)])) {
    try {
      console.log(await nextOne);
    } catch (e) {
      console.log('ValueError', (e as Error).message);
    }
  }
  for await (const [task] of asCompletedTasks([work(3), work(2), work(1)])) {
    console.log(task.exception() ? 'failed' : task.result());
  }
});

await run(main());
