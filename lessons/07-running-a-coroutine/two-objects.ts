import { coroutine, run, sleep } from "asyncio";

const make = coroutine(async (what: string, s: number) => {
  console.log(`${what}: on`);
  await sleep(s);
  console.log(`${what}: done`);
});

const main = coroutine(async () => {
  const tea = make("tea", 1);
  const toast = make("toast", 2);
  await tea;
  await toast;
});

await run(main());
