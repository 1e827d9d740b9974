import { coroutine, createTask, run } from "asyncio";
import { sleep, toThread } from "asyncio";
import * as time from "time";

function grind() {
  time.sleep(3);
  console.log("ground");
  return "coffee";
}

const main = coroutine(async () => {
  const order = createTask(toThread(grind));
  await sleep(1);
  order.cancel();
  console.log("never mind");
});

await run(main());
console.log("closed");
