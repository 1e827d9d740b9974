import {
  coroutine, createTask, gather, run, sleep,
} from "asyncio";

const ask = coroutine(async (farm: string, s: number) => {
  console.log(`${farm}: rings`);
  await sleep(s);
  return `${farm}: ${10 * s} eggs`;
});

const main = coroutine(async () => {
  const north = createTask(ask("north", 3));
  const river = createTask(ask("river", 2));
  const calls = gather([north, river], {
    returnExceptions: true,
  });
  await sleep(1);
  north.cancel();
  for (const each of await calls)
    console.log(each instanceof Error ? each.name : each);
});

await run(main());
