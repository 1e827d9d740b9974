import { coroutine, gather, run, sleep } from "asyncio";
import * as time from "time";

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

const main = coroutine(async () => {
  await gather([
    rice(1), fry("eggs", 2), fry("greens", 2),
  ]);
});

await run(main());
