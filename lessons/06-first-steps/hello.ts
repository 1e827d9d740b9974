import { coroutine, run, sleep } from "asyncio";

const main = coroutine(async () => {
  console.log("hello");
  await sleep(1);
  console.log("world");
});

console.log("open");
await run(main());
console.log("closed");
