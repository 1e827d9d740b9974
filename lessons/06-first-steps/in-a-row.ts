import { coroutine, run, sleep } from "asyncio";
import * as time from "time";

const letter = coroutine(async (to: string) => {
  time.sleep(1);
  console.log(`${to}: sent`);
  await sleep(3);
  time.sleep(1);
  console.log(`${to}: read`);
});

const main = coroutine(async () => {
  await letter("oslo");
  await letter("lima");
});

await run(main());
