import { coroutine, gather, run, sleep } from "asyncio";
import * as time from "time";

const main = coroutine(async () => {
  await fry("eggs", 2);
  await fry("greens", 2);
  await rice(6);
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
