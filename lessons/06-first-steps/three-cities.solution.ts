import { coroutine, createTask, run, sleep } from "asyncio";
import * as time from "time";

const letter = coroutine(async (to: string, s: number) => {
  time.sleep(1);
  console.log(`${to}: sent`);
  await sleep(s);
  console.log(`${to}: reply`);
});

const main = coroutine(async () => {
  const oslo = createTask(letter("oslo", 5));
  const lima = createTask(letter("lima", 2));
  const rome = createTask(letter("rome", 4));
  await oslo;
  await lima;
  await rome;
  console.log("closed");
});

await run(main());
