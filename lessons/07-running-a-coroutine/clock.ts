import { coroutine, createTask, run, sleep } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const clock = coroutine(async () => {
  for (let tick = 1; tick <= 3; tick++) {
    await sleep(0.8);
    console.log(`tick ${tick}`);
  }
});

const main = coroutine(async () => {
  const ticking = createTask(clock());
  await make("tea", 1);
  await make("toast", 2);
  await ticking;
});

await run(main());
