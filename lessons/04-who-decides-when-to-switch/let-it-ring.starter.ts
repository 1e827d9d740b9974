import { coroutine, createTask, run, sleep } from "asyncio";
import * as time from "time";

const bell = coroutine(async () => {
  await sleep(1);
  console.log("bell");
});

const report = coroutine(async () => {
  for (let page = 1; page <= 16; page++) {
    time.sleep(0.25);
    ____
  }
  console.log("read");
});

const main = coroutine(async () => {
  const ringing = createTask(bell());
  await createTask(report());
  await ringing;
});

await run(main());
