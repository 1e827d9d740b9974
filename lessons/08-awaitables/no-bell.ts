import { coroutine, getRunningLoop, run } from "asyncio";
import type { Future } from "asyncio";
import * as time from "time";

function grind(box: Future<string>) {
  time.sleep(1);
  box.setResult("coffee");
  time.sleep(2);
  console.log("back room: tidy");
}

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const box = loop.createFuture<string>();
  const work = loop.runInExecutor(null, grind, box);
  console.log(await box);
  await work;
});

await run(main());
