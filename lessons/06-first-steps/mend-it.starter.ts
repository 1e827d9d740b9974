import { coroutine, createTask, run, sleep } from "asyncio";

const letter = coroutine(async (to: string, s: number) => {
  console.log(`${to}: sent`);
  await sleep(s);
  return `${to}: reply`;
});

const main = coroutine(async () => {
  const oslo = run(letter("oslo", 1));
  const lima = run(letter("lima", 2));
  console.log(await oslo);
  console.log(await lima);
});

await run(main());
