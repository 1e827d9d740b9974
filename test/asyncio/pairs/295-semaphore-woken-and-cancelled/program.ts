import { BoundedSemaphore, Semaphore, coroutine, createTask, run, sleep, wait } from 'asyncio';

const worker = coroutine(async (sem: Semaphore, name: string) => {
  try {
    await sem.acquire();
    console.log(name, 'has it');
    sem.release();
  } catch (e) {
    console.log(name, 'cancelled');
    throw e;
  }
});

const main = coroutine(async () => {
  const sem = new Semaphore(0);
  const tasks = [...'abc'].map((name) => createTask(worker(sem, name)));
  await sleep(0);
  sem.release();
  tasks[0]!.cancel();
  await wait(tasks);
  console.log(sem.locked(), ...tasks.map((t) => t.cancelled()));
  const bounded = new BoundedSemaphore(1);
  await bounded.with(() => console.log(bounded.locked()));
  try {
    bounded.release();
  } catch (e) {
    console.log((e as Error).message);
  }
  try {
    void new Semaphore(-1);
  } catch (e) {
    console.log((e as Error).message);
  }
});

await run(main());
