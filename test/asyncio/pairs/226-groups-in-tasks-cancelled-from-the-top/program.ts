import { coroutine, createTask, run, sleep, taskGroup, wait } from 'asyncio';

const leaf = coroutine(async (path: string) => {
  try {
    await sleep(10);
  } catch (e) {
    console.log('leaf', path);
    throw e;
  }
});

const node = coroutine(async (path: string, depth: number): Promise<void> => {
  try {
    await taskGroup((tg) => {
      for (let i = 0; i < 2; i++) {
        const child = `${path}${i}`;
        tg.createTask(depth === 0 ? leaf(child) : node(child, depth - 1));
      }
    });
  } finally {
    console.log('node', path || 'root', 'ends');
  }
});

const main = coroutine(async () => {
  const task = createTask(node('', 1));
  await sleep(1);
  task.cancel();
  await wait([task]);
  console.log(task.cancelled());
});

await run(main());
