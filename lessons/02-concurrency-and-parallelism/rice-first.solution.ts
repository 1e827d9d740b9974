import { coroutine, gather, run, sleep } from "asyncio";
import * as time from "time";

const main = coroutine(async () => {
  await gather([
    rice(6), fry("eggs", 2), fry("greens", 2),
  ]);
  console.log("dinner");
});

const rice = coroutine(async (s: number) => {
  console.log("rice: on");
  await sleep(s);
  console.log("rice: done");
});

const fry = coroutine(async (dish: string, s: number) => {
  console.log(`${dish}: in`);
  time.sleep(s);
  console.log(`${dish}: done`);
});

await run(main());
