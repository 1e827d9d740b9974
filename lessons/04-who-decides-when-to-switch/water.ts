import { coroutine, createTask, run, sleep } from "asyncio";
import * as time from "time";

const speak = coroutine(async (name: string) => {
  time.sleep(1);
  console.log(`${name} has spoken`);
  await sleep(2);
  console.log(`${name} has had water`);
});

const main = coroutine(async () => {
  const ada = createTask(speak("ada"));
  const bob = createTask(speak("bob"));
  await ada;
  await bob;
});

await run(main());
