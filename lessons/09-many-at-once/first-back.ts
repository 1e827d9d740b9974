import { coroutine, run, sleep } from "asyncio";
import { asCompleted } from "asyncio";

const main = coroutine(async () => {
  const calls = [sleep(2, "north"), sleep(1, "river")];
  for (const next of asCompleted(calls))
    console.log(await next);
});

await run(main());
