import { coroutine, gather, run, sleep } from "asyncio";
import * as time from "time";

const main = coroutine(async () => {

});

const steam = coroutine(async (dish: string, s: number) => {
  await sleep(s);
  console.log(`${dish}: ready`);
  return dish;
});

await run(main());
