import { coroutine, run, sleep } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const main = coroutine(async () => {
  console.log("open");
  make("tea", 1);
  console.log("close");
});

await run(main());
