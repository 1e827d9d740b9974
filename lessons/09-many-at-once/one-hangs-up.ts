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
  const north = createTask(ask("north", 3));
  const river = createTask(ask("river", 2));
  const calls = gather([north, river], {
    returnExceptions: true,
  });
  await sleep(1);
  north.cancel();
  const answers = await calls;
  for (const answer of answers) {
    const isError = answer instanceof Error;
    console.log(isError ? answer.name : answer);
  }
});

await run(main());
