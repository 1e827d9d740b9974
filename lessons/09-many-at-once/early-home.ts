import {
  coroutine, gather, isException, run, sleep,
} from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  if (farm === "river") throw new Error("wrong number");
  console.log(`${farm}: ${10 * s} eggs`);
});

const main = coroutine(async () => {
  try {
    await gather([ask("north", 2), ask("river", 1)]);
  } catch (error) {
    if (!isException(error)) throw error;
    console.log((error as Error).message);
  }
  console.log("home");
});

await run(main());
