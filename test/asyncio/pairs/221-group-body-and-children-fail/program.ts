import { OSError, ValueError, coroutine, run, sleep, taskGroup } from 'asyncio';
import type { ExceptionGroup } from 'asyncio';

const child = coroutine(async (n: number) => {
  try {
    await sleep(10);
  } finally {
    throw new ValueError(`child ${n}`);
  }
});

const main = coroutine(async () => {
  for (const bodyWaits of [false, true]) {
    try {
      await taskGroup(async (tg) => {
        for (let n = 0; n < 3; n++) tg.createTask(child(n));
        await sleep(0);
        if (bodyWaits) {
          try {
            await sleep(1);
          } finally {
            throw new OSError('body, later');
          }
        }
        throw new OSError('body');
      });
    } catch (e) {
      const group = e as ExceptionGroup;
      console.log([group.message, ...group.exceptions.map((it) => it.message)].join('; '));
    }
  }
});

await run(main());
