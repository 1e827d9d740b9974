import { CancelledError, ValueError, coroutine, createTask, exceptStar, run, sleep } from 'asyncio';

const work = coroutine(async () => {
  try {
    try {
      await sleep(10);
    } catch (e) {
      await exceptStar(e, [ValueError, () => console.log('not this')]);
    }
  } catch (e) {
    console.log('passes through:', (e as Error).message);
  }
  try {
    await sleep(10);
  } catch (e) {
    await exceptStar(e, [CancelledError, (eg) => console.log('caught', eg.name, ...eg.exceptions.map((it) => it.name))]);
  }
  return 'end';
});

const main = coroutine(async () => {
  const task = createTask(work());
  for (const n of [1, 2]) {
    await sleep(1);
    task.cancel(`request ${n}`);
  }
  console.log(await task, task.cancelling());
});

await run(main());
