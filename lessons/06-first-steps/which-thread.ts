import { coroutine, createTask, run, sleep } from "asyncio";
import { currentThread } from "threading";

const letter = coroutine(async (to: string) => {
  console.log(`${to}: ${currentThread().name}`);
  await sleep(1);
  console.log(`${to}: ${currentThread().name}`);
});

const main = coroutine(async () => {
  const oslo = createTask(letter("oslo"));
  const lima = createTask(letter("lima"));
  await oslo;
  await lima;
});

console.log(`file: ${currentThread().name}`);
await run(main());
