import { Semaphore, coroutine, createTask, getRunningLoop, run, sleep, wait } from 'asyncio';

const worker = coroutine(async (sem: Semaphore, name: string, hold: number) => {
  await sem.with(async () => {
    console.log(name, 'in at', loop().time().toFixed(1));
    await sleep(hold);
  });
  console.log(name, 'out');
});

function loop() {
  return getRunningLoop();
}

const main = coroutine(async () => {
  const sem = new Semaphore(2);
  const tasks = (
    [
      ['a', 1],
      ['b', 2],
      ['c', 1],
      ['d', 1],
    ] as const
  ).map(([name, hold]) => createTask(worker(sem, name, hold)));
  await sleep(0.5);
  tasks.push(createTask(worker(sem, 'e', 0.5)));
  tasks[2]!.cancel();
  await wait(tasks);
  console.log(sem.locked());
  // Who comes later does not overtake one who was woken.
  await sem.acquire();
  await sem.acquire();
  const early = createTask(worker(sem, 'early', 1));
  await sleep(0);
  sem.release();
  console.log('locked while someone is on the way:', sem.locked());
  const late = createTask(worker(sem, 'late', 1));
  await sleep(0.5);
  sem.release();
  await wait([early, late]);
});

await run(main());
