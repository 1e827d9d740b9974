import { coroutine, gather, run } from "asyncio";
import * as time from "time";

const grind = coroutine(async (s: number) => {
  time.sleep(s);
});

const main = coroutine(async () => {
  await gather([grind(1), grind(2)]);
});

await run(main());
