import { TimeoutError, coroutine, getRunningLoop, run, sleep, timeout, timeoutAt } from 'asyncio';
import type { Timeout } from 'asyncio';

const flaky = coroutine(async (attempt: number) => {
  await sleep(attempt);
  return `answer ${attempt}`;
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const deadline = loop.time() + 6;
  let whole!: Timeout;
  let part!: Timeout;
  try {
    await timeoutAt(deadline, async (cm) => {
      whole = cm;
      for (const attempt of [5, 4, 1]) {
        try {
          await timeout(2, async (inner) => {
            part = inner;
            console.log(await flaky(attempt), 'at', Math.round(loop.time()));
          });
          break;
        } catch (e) {
          if (!(e instanceof TimeoutError)) throw e;
          console.log('attempt', attempt, 'at', Math.round(loop.time()), whole.expired());
        }
      }
    });
  } finally {
    console.log(whole.when() === deadline, Math.round(part.when()!));
  }
  let late!: Timeout;
  try {
    await timeoutAt(loop.time() - 1, async (cm) => {
      late = cm;
      console.log('the body begins');
      await sleep(0);
      console.log('never');
    });
  } catch {
    console.log('too late', late.expired());
  }
});

await run(main());
