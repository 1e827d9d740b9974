import { TimeoutError, coroutine, createTask, run, shield, sleep, timeout } from 'asyncio';

const inner = coroutine(async () => {
  for (let i = 0; i < 3; i++) {
    await sleep(1);
    console.log('step', i);
  }
  return 'finished';
});

const main = coroutine(async () => {
  const task = createTask(inner());
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      await timeout(1.5, async () => console.log('got', await shield(task)));
      break;
    } catch (e) {
      if (!(e instanceof TimeoutError)) throw e;
      console.log('attempt', attempt, 'timed out');
    }
  }
});

await run(main());
