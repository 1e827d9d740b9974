import { coroutine, run, sleep } from "asyncio";

const main = coroutine(async () => {
  console.log("hello");
  await sleep(1);
  console.log("world");
});

await run(main());
