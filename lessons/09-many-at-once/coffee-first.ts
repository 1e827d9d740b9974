import { coroutine, gather, run, sleep } from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  console.log(`${farm}: ${10 * s} eggs`);
  return 10 * s;
});

const main = coroutine(async () => {
  const calls = gather([
    ask("north", 1),
    ask("river", 2),
  ]);
  console.log("coffee");
  await sleep(3);
  console.log("back");
  const eggs = await calls;
  console.log(eggs.join(" "));
});

await run(main());
