import { Queue, coroutine, createTask, run, sleep, wait } from 'asyncio';

const getter = coroutine(async (q: Queue<unknown>, name: string) => {
  try {
    console.log(name, 'got', await q.get());
  } catch (e) {
    console.log(name, 'gave up');
    throw e;
  }
});

const putter = coroutine(async (q: Queue<unknown>, item: string) => {
  try {
    await q.put(item);
    console.log('put', item);
  } catch (e) {
    console.log('did not put', item);
    throw e;
  }
});

const main = coroutine(async () => {
  const q = new Queue<unknown>(1);
  const getters = [...'abc'].map((name) => createTask(getter(q, name)));
  await sleep(0);
  q.putNowait(1);
  getters[0]!.cancel();
  await sleep(0);
  await sleep(0);
  q.putNowait(2);
  await wait(getters);
  const putters = [...'xyz'].map((item) => createTask(putter(q, item)));
  await sleep(0);
  putters[1]!.cancel();
  await sleep(0);
  console.log(q.full(), await q.get());
  await sleep(0);
  await sleep(0);
  console.log(q.full(), await q.get(), q.qsize());
  await wait(putters);
});

await run(main());
