import { ValueError, coroutine, createTask, gather, getRunningLoop, run, sleep } from 'asyncio';

const work = coroutine(async (n: number) => {
  await sleep(n);
  if (n === 2) throw new ValueError('two');
  return n;
});

const main = coroutine(async () => {
  const cancelled = createTask(sleep(10));
  getRunningLoop().callLater(1, () => cancelled.cancel('three'));
  const results = await gather([work(1), work(2), cancelled, work(4)], { returnExceptions: true });
  for (const r of results) {
    if (r instanceof Error) console.log(r.name, r.message);
    else console.log(r);
  }
});

await run(main());
