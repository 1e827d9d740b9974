import { LifoQueue, PriorityQueue, coroutine, createTask, run, sleep, wait } from 'asyncio';

const main = coroutine(async () => {
  for (const Kind of [PriorityQueue<number>, LifoQueue<number>]) {
    let q = new Kind();
    for (const n of [2, 3, 1]) await q.put(n);
    q.shutdown();
    try {
      await q.put(4);
    } catch {
      console.log(Kind.name, 'takes no more');
    }
    try {
      for (;;) {
        console.log('got', await q.get());
        q.taskDone();
      }
    } catch {
      console.log('empty and shut down', q.empty(), q.qsize());
    }
    await q.join();
    q = new Kind(2);
    q.putNowait(1);
    q.putNowait(2);
    const late = createTask(q.put(3));
    await sleep(0);
    q.shutdown(true);
    await wait([late]);
    console.log(late.exception()!.name, q.qsize());
    await q.join();
  }
});

await run(main());
