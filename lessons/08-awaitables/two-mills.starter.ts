import { coroutine, gather, run, sleep } from "asyncio";
import * as time from "time";

const clock = coroutine(async () => {
  for (let tick = 1; tick <= 3; tick++) {
    await sleep(1);
    console.log(`tick ${tick}`);
  }
});

const grind = coroutine(async (what: string, s: number) => {
  time.sleep(s);
  console.log(`${what}: ground`);
});

const main = coroutine(async () => {
  await gather([
    clock(),
    grind("coffee", 1.5),
    grind("sugar", 2.5),
  ]);
  console.log("served");
});

await run(main());
