import { coroutine, run, sleep } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const main = coroutine(async () => {
  await make("tea", 1);
  await make("tea", 1);
  console.log("served");
});

await run(main());
