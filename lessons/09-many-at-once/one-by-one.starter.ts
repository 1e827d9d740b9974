import { coroutine, gather, run, sleep } from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  console.log(`${farm}: ${10 * s} eggs`);
  return 10 * s;
});

const main = coroutine(async () => {
  const eggs = [];
  eggs.push(await ask("north", 3));
  eggs.push(await ask("river", 1));
  eggs.push(await ask("hill", 2));
  console.log(eggs.join(" "));
});

await run(main());
