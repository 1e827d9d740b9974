import { coroutine, gather, run } from "asyncio";
import * as time from "time";

const fry = coroutine(async (dish: string, s: number) => {
  console.log(`${dish}: in`);
  time.sleep(s);
  console.log(`${dish}: done`);
});

const main = coroutine(async () => {
  await gather([fry("eggs", 2), fry("greens", 2)]);
});

await run(main());
