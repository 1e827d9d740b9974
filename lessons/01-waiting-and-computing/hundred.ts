import { coroutine, gather, run } from "asyncio";
import { activeCount } from "threading";

const photo = coroutine(async () => {
  await fetch("http://demo.test/delay/1");
});

const main = coroutine(async () => {
  const pictures = [];
  for (let n = 1; n <= 100; n++) pictures.push(photo());
  await gather(pictures);
  console.log(`pictures: ${pictures.length}`);
  console.log(`threads: ${activeCount()}`);
});

await run(main());
