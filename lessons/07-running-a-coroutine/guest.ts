import { coroutine, createTask, run, sleep } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const guest = coroutine(async () => {
  await sleep(0.5);
  console.log("guest: tea, please");
  await make("tea", 1);
});

const main = coroutine(async () => {
  const coming = createTask(guest());
  await make("toast", 2);
  await coming;
});

await run(main());
