import { coroutine, createTask, run, sleep } from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  if (farm === "river") throw new Error("wrong number");
  console.log(`${farm}: ${10 * s} eggs`);
});

const main = coroutine(async () => {
  const north = createTask(ask("north", 3));
  const river = createTask(ask("river", 1));
  await north;
  await river;
  console.log("home");
});

await run(main());
