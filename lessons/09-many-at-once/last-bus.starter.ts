import {
  coroutine, createTask, gather, run, sleep,
} from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  console.log(`${farm}: ${10 * s} eggs`);
  return 10 * s;
});

const main = coroutine(async () => {

});

await run(main());
