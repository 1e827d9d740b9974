import { Task, coroutine, createTask, run, sleep, wait } from 'asyncio';

const a = coroutine(async () => {
  try {
    await tasks.b!;
  } catch (e) {
    console.log('a', (e as Error).message);
    throw e;
  }
});

const b = coroutine(async () => {
  try {
    await sleep(10);
  } catch (e) {
    console.log('b', (e as Error).message);
    tasks.a!.cancel('back from b');
    throw e;
  }
});

const tasks: Record<'a' | 'b', Task<void> | null> = { a: null, b: null };

const main = coroutine(async () => {
  tasks.b = createTask(b());
  tasks.a = createTask(a());
  await sleep(0);
  tasks.a.cancel('to a');
  await wait([tasks.a, tasks.b]);
  console.log(tasks.a.cancelling(), tasks.b.cancelling());
});

await run(main());
