import { coroutine, createTask, run, sleep } from "asyncio";

const timer = coroutine(async (what: string, n: number) => {
  for (let left = n; left > 0; left--) {
    console.log(`${what}: ${left}`);
    await sleep(1);
  }
  console.log(`${what}: ready`);
});

const main = coroutine(async () => {
  const tea = createTask(timer("tea", 3));
  const egg = createTask(timer("egg", 5));
  await tea;
  await egg;
  console.log("served");
});

await run(main());
