import { coroutine, gather, run, sleep } from "asyncio";
import * as time from "time";

const fry = coroutine(async (dish: string) => {
  for (let turn = 1; turn <= 3; turn++) {
    time.sleep(1);
    console.log(`${dish}: turn ${turn}`);
    await sleep(0);
  }
});

const main = coroutine(async () => {
  await gather([fry("eggs"), fry("greens")]);
});

await run(main());
