import { coroutine, createTask, run, sleep } from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  throw new Error("wrong number");
});

const main = coroutine(async () => {
  const river = createTask(ask("river", 1));
  await sleep(2);
  console.log(river.done() ? "over" : "under way");
  console.log("home");
});

await run(main());
