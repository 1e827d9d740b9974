import { coroutine, createTask, run, sleep } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const main = coroutine(async () => {
  const tea = createTask(make("tea", 1));
  await make("toast", 2);
  await tea;
  console.log("served");
});

await run(main());
