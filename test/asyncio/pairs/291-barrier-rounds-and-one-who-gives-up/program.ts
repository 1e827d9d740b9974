import { Barrier, coroutine, createTask, gather, getRunningLoop, run, sleep, taskGroup, wait } from 'asyncio';

const runner = coroutine(async (barrier: Barrier, name: string, pace: number) => {
  for (let lap = 0; lap < 3; lap++) {
    await sleep(pace);
    await barrier.with((position) => console.log(name, 'lap', lap, 'position', position));
  }
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const barrier = new Barrier(3);
  await taskGroup((tg) => {
    for (const [name, pace] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      tg.createTask(runner(barrier, name, pace));
  });
  console.log(Math.round(loop.time()), barrier.nWaiting, barrier.parties);
  const quitter = createTask(barrier.wait());
  const stayer = createTask(barrier.wait());
  await sleep(1);
  quitter.cancel();
  await wait([quitter]);
  console.log(quitter.cancelled(), barrier.nWaiting, barrier.broken);
  const others = [0, 1].map(() => createTask(barrier.wait()));
  console.log(...(await gather(stayer, ...others)));
  try {
    void new Barrier(0);
  } catch (e) {
    console.log((e as Error).message);
  }
});

await run(main());
