import {
  asCompleted, coroutine, createTask, run, sleep,
} from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  console.log(`${farm}: ${10 * s} eggs`);
  return 10 * s;
});

const main = coroutine(async () => {
  const north = createTask(ask("north", 3));
  const river = createTask(ask("river", 1));
  const hill = createTask(ask("hill", 2));
  let total = 0;
  for (const next of asCompleted([north, river, hill])) {
    total += await next;
    console.log(`${total} so far`);
  }
});

await run(main());
