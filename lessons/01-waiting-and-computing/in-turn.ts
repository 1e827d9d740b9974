import { coroutine, run, sleep } from "asyncio";

const photo = coroutine(async (star: string, s: number) => {
  console.log(`${star}: asked`);
  await sleep(s);
  console.log(`${star}: here`);
});

const main = coroutine(async () => {
  await photo("vega", 3);
  await photo("rigel", 1);
  await photo("mira", 2);
});

await run(main());
