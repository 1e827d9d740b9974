import { coroutine, run, sleep } from "asyncio";

const letter = coroutine(async (to: string) => {
  await sleep(1);
  console.log(`${to}: reply`);
});

const report = (to: string) => run(letter(to));

const main = coroutine(async () => {
  console.log("main: on");
  await report("lima");
  console.log("main: done");
});

await report("oslo");
await run(main());
