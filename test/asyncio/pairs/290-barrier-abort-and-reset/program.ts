import { Barrier, coroutine, createTask, run, sleep, wait } from 'asyncio';

const party = coroutine(async (barrier: Barrier, name: string, before: number) => {
  await sleep(before);
  try {
    const index = await barrier.wait();
    console.log(name, 'passed as', index);
  } catch (e) {
    console.log(name, (e as Error).name, (e as Error).message);
  }
});

const main = coroutine(async () => {
  const barrier = new Barrier(3);
  let tasks = [...'ab'].map((name) => createTask(party(barrier, name, 0)));
  await sleep(1);
  console.log(barrier.nWaiting, barrier.broken);
  await barrier.abort();
  await wait(tasks);
  console.log(barrier.nWaiting, barrier.broken);
  await party(barrier, 'late', 0);
  await barrier.reset();
  console.log('reset:', barrier.broken);
  tasks = [...'cde'].map((name, i) => createTask(party(barrier, name, i)));
  await wait(tasks);
  tasks = [...'fg'].map((name) => createTask(party(barrier, name, 0)));
  await sleep(1);
  await barrier.reset();
  await wait(tasks);
  console.log('after a reset:', barrier.broken, barrier.nWaiting);
  await wait([...'hij'].map((name) => createTask(party(barrier, name, 0))));
});

await run(main());
