import { coroutine, createTask, run, sleep } from "asyncio";
import { FIRST_COMPLETED, wait } from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  console.log(`${farm}: ${10 * s} eggs`);
});

const main = coroutine(async () => {
  const north = createTask(ask("north", 3));
  const river = createTask(ask("river", 1));
  const hill = createTask(ask("hill", 2));
  const [done, pending] = await wait([north, river, hill], {
    returnWhen: FIRST_COMPLETED,
  });
  console.log(`${done.size} done, ${pending.size} pending`);
  for (const call of pending) call.cancel();
  await sleep(3);
  console.log("home");
});

await run(main());
