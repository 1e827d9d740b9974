import { coroutine, gather, run, sleep } from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  if (farm === "river") throw new Error("wrong number");
  console.log(`${farm}: ${10 * s} eggs`);
  return 10 * s;
});

const main = coroutine(async () => {
  const answers = await gather(
    [ask("north", 2), ask("river", 1), ask("hill", 3)],
    { returnExceptions: true },
  );
  for (const answer of answers)
    console.log(answer instanceof Error ? "none" : answer);
  console.log("home");
});

await run(main());
