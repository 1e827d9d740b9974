import { coroutine, run, sleep } from "asyncio";

const main = coroutine(async () => {
  console.log("hello");
  await sleep(1);
  console.log("anybody there?");
  await sleep(2);
  console.log("good night");
  return "nobody came";
});

console.log(await run(main()));
