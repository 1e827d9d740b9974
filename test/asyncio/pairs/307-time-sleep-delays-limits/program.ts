import { coroutine, getRunningLoop, run, sleep, timeout } from 'asyncio';
import * as time from 'time';

const careless = coroutine(async () => {
  await sleep(0);
  time.sleep(5);
  console.log('blocked for 5 seconds');
  return 'result';
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const start = loop.time();
  try {
    await timeout(1, async () => {
      console.log(await careless());
      console.log('the limit has passed, and nobody could say so');
      await sleep(0);
      console.log('never');
    });
  } catch (e) {
    console.log((e as Error).name, 'after', Math.round(loop.time() - start), 'seconds');
  }
  const print = (text: string) => console.log(text);
  loop.callLater(1, print, 'timer 1');
  loop.callLater(3, print, 'timer 3');
  loop.callLater(2, print, 'timer 2');
  time.sleep(10);
  loop.callSoon(print, 'soon');
  await sleep(0);
});

await run(main());
