import {
  coroutine, createTask, FIRST_COMPLETED, run, sleep, wait,
} from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  console.log(`${farm}: ${10 * s} eggs`);
});

const main = coroutine(async () => {
  const north = createTask(ask("north", 3));
  const river = createTask(ask("river", 1));
  const [, pending] = await wait([north, river], {
    returnWhen: FIRST_COMPLETED,
  });
  ____
  await sleep(3);
  console.log("home");
});

await run(main());
