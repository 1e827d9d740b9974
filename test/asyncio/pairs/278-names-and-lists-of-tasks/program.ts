import { allTasks, coroutine, createTask, currentTask, getRunningLoop, run, sleep, wait } from 'asyncio';

const child = coroutine(async (n: number) => {
  await sleep(n);
});

const main = coroutine(async () => {
  currentTask()!.setName('main');
  const a = createTask(child(1), { name: 'a' });
  const b = createTask(child(2));
  const c = createTask(child(3));
  console.log(Number(c.getName().slice(5)) - Number(b.getName().slice(5)));
  b.setName('b');
  c.setName('c');
  const names = () =>
    [...allTasks()]
      .map((t) => t.getName())
      .toSorted()
      .join(' ');
  console.log(names());
  await a;
  console.log(names());
  c.cancel();
  console.log(names());
  await wait([c]);
  console.log(names());
  getRunningLoop().callSoon(() => console.log('in a callback:', currentTask() ?? undefined));
  await b;
  console.log(names());
});

await run(main());
