import { coroutine, gather, run, sleep } from "asyncio";
import * as time from "time";

const fry = coroutine(async (dish: string, s: number) => {
  time.sleep(s);
  console.log(`${dish}: ready`);
  return dish;
});

const main = coroutine(async () => {
  const dishes = await gather([
    steam("rice", 4), fry("greens", 1), steam("fish", 2),
  ]);
  console.log(dishes.join(", "));
});

const steam = coroutine(async (dish: string, s: number) => {
  await sleep(s);
  console.log(`${dish}: ready`);
  return dish;
});

await run(main());
