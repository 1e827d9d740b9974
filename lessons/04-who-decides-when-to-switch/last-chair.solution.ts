import { coroutine, createTask, run, sleep } from "asyncio";

let chairs = 1;

const sit = coroutine(async (name: string) => {
  if (chairs === 0) return console.log(`${name} stands`);
  chairs--;
  await sleep(1); // goes there
  console.log(`${name} sits`);
});

const main = coroutine(async () => {
  const ada = createTask(sit("ada"));
  const bob = createTask(sit("bob"));
  await ada;
  await bob;
  console.log(`chairs: ${chairs}`);
});

await run(main());
