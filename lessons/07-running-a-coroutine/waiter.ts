import { coroutine, createTask, run, sleep } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const main = coroutine(async () => {
  console.log("open");
  const tea = createTask(make("tea", 1));
  const toast = createTask(make("toast", 2));
  console.log("ordered");
  await toast;
  await tea;
  console.log("served");
});

await run(main());
