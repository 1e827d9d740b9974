import { coroutine, createTask, gather, getRunningLoop, run, sleep } from 'asyncio';

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const futures = [0, 1, 2].map(() => loop.createFuture<number>());
  const g = gather(futures);
  g.addDoneCallback((it) => console.log("gather's callback", it.result()[0]));
  for (const [i, f] of futures.entries()) f.addDoneCallback(() => console.log('callback of', i));
  const waiting = coroutine(async () => console.log('waiter has', ...(await g)));
  const task = createTask(waiting());
  await sleep(0);
  for (const i of [2, 0, 1]) futures[i]!.setResult(i);
  for (let turn = 0; turn < 4; turn++) {
    console.log('turn', turn, g.done());
    await sleep(0);
  }
  await task;
});

await run(main());
