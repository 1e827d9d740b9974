import { coroutine, run, sleep } from "asyncio";

const letter = coroutine(async (to: string, s: number) => {
  console.log(`${to}: sent`);
  await sleep(s);
  console.log(`${to}: reply`);
});

const ask = coroutine(async (to: string, s: number) => {
  await run(letter(to, s));
  console.log(`${to}: read`);
});

const main = coroutine(async () => {
  await ask("oslo", 2);
  await ask("lima", 1);
  console.log("closed");
});

await run(main());
