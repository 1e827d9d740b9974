import { coroutine, gather, run } from "asyncio";
import { sleep, toThread } from "asyncio";
import * as time from "time";

const clock = coroutine(async () => {
  for (let tick = 1; tick <= 3; tick++) {
    await sleep(1);
    console.log(`tick ${tick}`);
  }
});

function grind(what: string, s: number) {
  time.sleep(s);
  console.log(`${what}: ground`);
}

const main = coroutine(async () => {
  await gather([
    clock(),
    toThread(grind, "coffee", 1.5),
    toThread(grind, "sugar", 2.5),
  ]);
  console.log("served");
});

await run(main());
