import { coroutine, gather, run } from "asyncio";

const photo = coroutine(async (star: string, s: number) => {
  await fetch(`http://demo.test/delay/${s}`);
  console.log(`${star}: here`);
});

const main = coroutine(async () => {
  await gather([photo("vega", 2), photo("mira", 3)]);
  console.log("all here");
});

await run(main());
