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
  const calls = [
    createTask(ask("north", 3)),
    createTask(ask("river", 1)),
    createTask(ask("hill", 2)),
  ];
  const all = gather(calls, { returnExceptions: true });
  await sleep(2.5);
  for (const call of calls) call.cancel();
  const answers = await all;
  for (const answer of answers)
    console.log(answer instanceof Error ? "none" : answer);
});

await run(main());
