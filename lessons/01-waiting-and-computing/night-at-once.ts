import { coroutine, gather, run, sleep } from "asyncio";

const star = coroutine(async (name: string) => {
  console.log(`${name}: asked`);
  await sleep(0.5);
  let stars = 0;
  for (let pixel = 0; pixel < 4_000_000; pixel++) {
    if (Math.sin(pixel) > 0.9999) stars++;
  }
  console.log(`${name}: counted`);
});

const main = coroutine(async () => {
  await gather([star("vega"), star("mira")]);
});

await run(main());
