import { coroutine, run, sleep } from "asyncio";

const letter = coroutine(async (to: string, s: number) => {
  console.log(`${to}: sent`);
  await sleep(s);
  console.log(`${to}: reply`);
});

const main = coroutine(async () => {
  console.log("main: on");
  await run(letter("oslo", 1));
  console.log("main: done");
});

await run(main());
