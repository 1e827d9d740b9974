import { Queue, coroutine, createTask, run, sleep, wait } from 'asyncio';

const getter = coroutine(async (q: Queue<string>, n: number) => {
  try {
    console.log('getter', n, 'got', await q.get());
  } catch (e) {
    console.log('getter', n, (e as Error).name);
  }
});

const putter = coroutine(async (q: Queue<string>, n: number) => {
  try {
    await q.put(String(n));
    console.log('putter', n, 'put');
  } catch (e) {
    console.log('putter', n, (e as Error).name);
  }
});

const main = coroutine(async () => {
  const empty = new Queue<string>();
  const full = new Queue<string>(1);
  full.putNowait('item');
  const tasks = [1, 2].map((n) => createTask(getter(empty, n)));
  tasks.push(...[1, 2].map((n) => createTask(putter(full, n))));
  await sleep(0);
  empty.shutdown();
  full.shutdown();
  full.shutdown();
  await wait(tasks);
  console.log(full.qsize(), full.getNowait());
  for (const use of [
    () => full.getNowait(),
    () => empty.getNowait(),
    () => full.putNowait('1'),
    () => empty.putNowait('1'),
  ]) {
    try {
      use();
    } catch (e) {
      console.log((e as Error).name, (e as Error).message);
    }
  }
});

await run(main());
