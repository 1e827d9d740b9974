import { coroutine, gather, run, sleep } from "asyncio";

const star = coroutine(async (name: string, s: number) => {
  await sleep(s);
  console.log(`${name}: here`);
  let stars = 0;
  for (let pixel = 0; pixel < 100_000; pixel++) {
    if (Math.sin(pixel) > 0.9999) stars++;
  }
  console.log(`${name}: counted`);
});

const main = coroutine(async () => {
  await gather([
    star("vega", 2),
    star("rigel", 1),
    star("mira", 2),
  ]);
});

await run(main());
