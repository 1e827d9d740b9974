import { coroutine, gather, run, sleep } from "asyncio";

const pay = coroutine(async (table: string) => {
  console.log(`${table}: card, please`);
  await sleep(1);
  console.log(`${table}: paid`);
});

const wave = coroutine(async () => {
  await sleep(0.5);
  console.log("door: goodbye");
});

const main = coroutine(async () => {
  await gather([pay("window"), pay("corner"), wave()]);
});

await run(main());
