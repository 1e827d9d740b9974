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
  const calls = [
    createTask(ask("north", 3)),
    createTask(ask("river", 1)),
    createTask(ask("hill", 2)),
    createTask(ask("lake", 4)),
  ];
  let total = 0;
  for (const next of asCompleted(calls)) {
    total += await next;
    if (total >= 30) break;
  }
  for (const call of calls) call.cancel();
  console.log(`${total} eggs in all`);
});

await run(main());
