import { coroutine, gather, run, sleep } from "asyncio";

const photo = coroutine(async (star: string, s: number) => {
  console.log(`${star}: asked`);
  await sleep(s);
  console.log(`${star}: here`);
});

const main = coroutine(async () => {
  const vega = photo("vega", 3);
  const rigel = photo("rigel", 1);
  const mira = photo("mira", 2);
  await gather([vega, rigel, mira]);
});

await run(main());
