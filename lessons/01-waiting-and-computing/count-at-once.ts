import { coroutine, gather, run } from "asyncio";

const count = coroutine(async (star: string) => {
  console.log(`${star}: begun`);
  let stars = 0;
  for (let pixel = 0; pixel < 4_000_000; pixel++) {
    if (Math.sin(pixel) > 0.9999) stars++;
  }
  console.log(`${star}: counted`);
});

const main = coroutine(async () => {
  await gather([count("vega"), count("mira")]);
});

await run(main());
