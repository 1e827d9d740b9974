import { coroutine, run, sleep } from "asyncio";
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
  await rice(3);
  await fry("eggs", 2);
});

await run(main());
