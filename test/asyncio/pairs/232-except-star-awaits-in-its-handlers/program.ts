import { OSError, ValueError, coroutine, exceptStar, getRunningLoop, run, sleep, taskGroup } from 'asyncio';

const child = coroutine(async (n: number, error: Error) => {
  await sleep(n);
  throw error;
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  try {
    await taskGroup((tg) => {
      tg.createTask(child(1, new ValueError('v')));
      tg.createTask(child(1, new OSError('o')));
    });
  } catch (e) {
    await exceptStar(
      e,
      [
        ValueError,
        async () => {
          await sleep(1);
          console.log('ValueError at', Math.round(loop.time()));
        },
      ],
      [
        OSError,
        async () => {
          await sleep(1);
          console.log('OSError at', Math.round(loop.time()));
        },
      ],
    );
  } finally {
    console.log('finally at', Math.round(loop.time()));
  }
});

await run(main());
