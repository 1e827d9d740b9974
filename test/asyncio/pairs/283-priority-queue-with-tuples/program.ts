import { PriorityQueue, coroutine, createTask, run, sleep } from 'asyncio';

const main = coroutine(async () => {
  const q = new PriorityQueue<readonly (number | string)[]>();
  const jobs = [[2, 'b'], [1, 'z'], [2, 'a'], [0, 'late'], [1, 'a'], [2, 'a', 'longer']] as const;
  for (const job of jobs) q.putNowait(job);
  while (!q.empty()) console.log(...(await q.get()));
  const texts = new PriorityQueue<string>();
  for (const text of 'the quick brown fox jumps over Zoe'.split(' ')) texts.putNowait(text);
  console.log(...Array.from({ length: texts.qsize() }, () => texts.getNowait()));
  const numbers = new PriorityQueue<number>(3);
  const produce = coroutine(async () => {
    for (const n of [5, 3, 4, 1, 2]) {
      await numbers.put(n);
      console.log('put', n);
    }
  });
  const task = createTask(produce());
  await sleep(1);
  while (!task.done() || !numbers.empty()) {
    console.log('got', await numbers.get());
    await sleep(0);
  }
});

await run(main());
