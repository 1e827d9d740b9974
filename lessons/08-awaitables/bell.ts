import { coroutine, getRunningLoop, run } from "asyncio";
import type { EventLoop, Future } from "asyncio";
import * as time from "time";

function grind(loop: EventLoop, box: Future<string>) {
  time.sleep(1);
  loop.callSoonThreadsafe(box.setResult, "coffee");
  time.sleep(2);
  console.log("back room: tidy");
}

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const box = loop.createFuture<string>();
  const work = loop.runInExecutor(null, grind, loop, box);
  console.log(await box);
  await work;
});

await run(main());
