import { Queue, QueueShutDown, coroutine, createTask, run, sleep, wait } from 'asyncio';

const joiner = coroutine(async (q: Queue<number>, name: string) => {
  await q.join();
  console.log(name, 'joined');
});

const worker = coroutine(async (q: Queue<number>) => {
  for (;;) {
    let item: number;
    try {
      item = await q.get();
    } catch (e) {
      if (!(e instanceof QueueShutDown)) throw e;
      console.log('worker ends');
      return;
    }
    console.log('working on', item);
    await sleep(1);
    try {
      q.taskDone();
    } catch (e) {
      console.log('ValueError', (e as Error).message);
    }
  }
});

const main = coroutine(async () => {
  for (const immediate of [false, true]) {
    const q = new Queue<number>();
    for (let n = 0; n < 3; n++) q.putNowait(n);
    const tasks = [createTask(joiner(q, 'joiner')), createTask(worker(q))];
    await sleep(0.5);
    q.shutdown(immediate);
    console.log(immediate ? 'immediate' : 'at leisure', q.qsize());
    await wait(tasks, { timeout: 10 });
  }
});

await run(main());
