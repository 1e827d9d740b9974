import { coroutine, createTask, run, sleep } from "asyncio";
import * as time from "time";

const clock = coroutine(async () => {
  for (let tick = 1; tick <= 3; tick++) {
    await sleep(1);
    console.log(`tick ${tick}`);
  }
});

const grind = coroutine(async () => {
  time.sleep(2.5);
  return "coffee";
});

const main = coroutine(async () => {
  const ticking = createTask(clock());
  console.log(await grind());
  await ticking;
});

await run(main());
