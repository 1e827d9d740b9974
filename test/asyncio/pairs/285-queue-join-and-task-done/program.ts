import { Queue, coroutine, createTask, gather, getRunningLoop, run, sleep } from 'asyncio';

const worker = coroutine(async (q: Queue<number>, name: string) => {
  for (;;) {
    const n = await q.get();
    await sleep(n);
    console.log(name, 'did', n);
    q.taskDone();
  }
});

const main = coroutine(async () => {
  const q = new Queue<number>();
  await q.join();
  console.log('nothing to wait for');
  for (const n of [3, 1, 2, 1]) q.putNowait(n);
  const workers = [...'ab'].map((name) => createTask(worker(q, name)));
  await q.join();
  console.log('joined at', Math.round(getRunningLoop().time()));
  try {
    q.taskDone();
  } catch (e) {
    console.log((e as Error).message);
  }
  for (const w of workers) w.cancel();
  console.log(...(await gather(workers, { returnExceptions: true })).map((r) => (r as unknown as Error).name));
  for (const use of [() => q.getNowait(), () => new Queue(-1).full()]) {
    try {
      console.log(use());
    } catch (e) {
      console.log((e as Error).name, (e as Error).message);
    }
  }
});

await run(main());
