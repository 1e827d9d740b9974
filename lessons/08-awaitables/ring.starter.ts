import { coroutine, getRunningLoop, run } from "asyncio";
import type { Future } from "asyncio";
import * as time from "time";

function roast(first: Future<string>) {
  time.sleep(1);
  first.setResult("first coffee");
  time.sleep(1);
  return "second coffee";
}

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const first = loop.createFuture<string>();
  const work = loop.runInExecutor(null, roast, first);
  console.log(await first, loop.time());
  console.log(await work, loop.time());
});

await run(main());
