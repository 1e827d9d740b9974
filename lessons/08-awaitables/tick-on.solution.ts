import { coroutine, createTask, run } from "asyncio";
import { sleep, toThread } from "asyncio";
import * as time from "time";

const clock = coroutine(async () => {
  for (let tick = 1; tick <= 2; tick++) {
    await sleep(1);
    console.log(`tick ${tick}`);
  }
});

function grind(what: string) {
  time.sleep(1.5);
  console.log(`${what}: ground`);
}

const main = coroutine(async () => {
  const ticking = createTask(clock());
  await toThread(grind, "coffee");
  await ticking;
});

await run(main());
