import { coroutine, gather, run, sleep } from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  console.log(`${farm}: ${10 * s} eggs`);
  return 10 * s;
});

const main = coroutine(async () => {
  const eggs = await gather([
    ask("north", 3),
    ask("river", 1),
    ask("hill", 2),
  ]);
  console.log(eggs.join(" "));
});

await run(main());
