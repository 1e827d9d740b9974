import { coroutine, createTask, run } from "asyncio";
import { sleep, toThread } from "asyncio";
import * as time from "time";

const clock = coroutine(async () => {
  for (let tick = 1; tick <= 3; tick++) {
    await sleep(1);
    console.log(`tick ${tick}`);
  }
});

function grind() {
  time.sleep(2.5);
  return "coffee";
}

const main = coroutine(async () => {
  const ticking = createTask(clock());
  console.log(await toThread(grind));
  await ticking;
});

await run(main());
