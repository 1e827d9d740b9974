import { coroutine, run, sleep } from "asyncio";
import { perfCounter, processTime } from "time";

const star = coroutine(async (name: string) => {
  await sleep(0.5);
  let stars = 0;
  for (let pixel = 0; pixel < 4_000_000; pixel++) {
    if (Math.sin(pixel) > 0.9999) stars++;
  }
  console.log(`${name}: counted`);
});

const main = coroutine(async () => {
  await star("vega");
  await star("mira");
});

const began = perfCounter();
const worked = processTime();
await run(main());
const processor = processTime() - worked;
console.log("elapsed:", (perfCounter() - began).toFixed(2));
console.log("processor:", processor.toFixed(2));
