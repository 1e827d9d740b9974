import { coroutine, createTask, run, sleep } from "asyncio";
import * as time from "time";

const letter = coroutine(async (to: string) => {
  time.sleep(1);
  await sleep(2);
  console.log(`${to}: reply`);
});

const main = coroutine(async () => {
  const oslo = createTask(letter("oslo"));
  const lima = createTask(letter("lima"));
  const rome = createTask(letter("rome"));
  await oslo;
  await lima;
  await rome;
});

await run(main());
