import { coroutine, run, sleep } from "asyncio";

const main = coroutine(async () => {
  await sleep(0.5);
  let stars = 0;
  for (let pixel = 0; pixel < 4_000_000; pixel++) {
    if (Math.sin(pixel) > 0.9999) stars++;
  }
  console.log(`${stars} stars`);
});

await run(main());
