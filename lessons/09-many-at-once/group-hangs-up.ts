import { coroutine, run, sleep, taskGroup } from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  try {
    await sleep(s);
    if (farm === "river") throw new Error("wrong number");
    console.log(`${farm}: ${10 * s} eggs`);
  } finally {
    console.log(`${farm}: hangs up`);
  }
});

const main = coroutine(async () => {
  await taskGroup(async (group) => {
    group.createTask(ask("north", 2));
    group.createTask(ask("river", 1));
  });
  console.log("home");
});

await run(main()).catch(() => console.log("no eggs today"));
