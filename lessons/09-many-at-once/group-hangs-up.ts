import {
  coroutine, isException, run, sleep, taskGroup,
} from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  try {
    await sleep(s);
  } finally {
    console.log(`${farm}: hangs up`);
  }
  if (farm === "river") throw new Error("wrong number");
  console.log(`${farm}: ${10 * s} eggs`);
});

const main = coroutine(async () => {
  try {
    await taskGroup(async (group) => {
      group.createTask(ask("north", 2));
      group.createTask(ask("river", 1));
    });
  } catch (error) {
    if (!isException(error)) throw error;
    console.log("no eggs today");
  }
});

await run(main());
