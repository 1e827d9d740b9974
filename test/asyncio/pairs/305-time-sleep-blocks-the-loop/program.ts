import { coroutine, createTask, getRunningLoop, run, sleep } from 'asyncio';
import * as time from 'time';

const ticker = coroutine(async () => {
  for (let n = 0; n < 3; n++) {
    console.log('tick', n, loopTime().toFixed(1));
    await sleep(1);
  }
});

function loopTime() {
  return getRunningLoop().time() - start;
}

let start = 0;

const main = coroutine(async () => {
  start = getRunningLoop().time();
  const task = createTask(ticker());
  await sleep(0.5);
  console.log('blocking');
  time.sleep(3);
  console.log('blocked until', loopTime().toFixed(1));
  await sleep(0);
  await task;
  console.log('end', loopTime().toFixed(1));
});

await run(main());
