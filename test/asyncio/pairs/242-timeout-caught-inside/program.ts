import { ValueError, coroutine, currentTask, run, sleep, timeout } from 'asyncio';
import type { Timeout } from 'asyncio';

const main = coroutine(async () => {
  const me = currentTask()!;
  let scope!: Timeout;
  await timeout(1, async (cm) => {
    scope = cm;
    try {
      await sleep(10);
    } catch {
      console.log('swallowed', cm.expired(), me.cancelling());
    }
    await sleep(5);
    console.log('went on in the block');
  });
  console.log('no TimeoutError', scope.expired(), me.cancelling());
  try {
    await timeout(1, async () => {
      try {
        await sleep(10);
      } finally {
        throw new ValueError('own error');
      }
    });
  } catch (e) {
    console.log((e as Error).message, me.cancelling());
  }
});

await run(main());
