import { coroutine, getRunningLoop, run } from "asyncio";
import { sleep, toThread } from "asyncio";
import * as time from "time";

function grind(what: string) {
  console.log(`${what}: begun`);
  time.sleep(2);
  return what;
}

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const coffee = loop.runInExecutor(null, grind, "coffee");
  const sugar = toThread(grind, "sugar");
  await sleep(2);
  console.log("back");
  console.log(await coffee);
  console.log(await sugar);
});

await run(main());
