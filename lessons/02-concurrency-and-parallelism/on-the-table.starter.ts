import { coroutine, gather, run, sleep } from "asyncio";

const table: string[] = [];

const steam = coroutine(async (dish: string, s: number) => {
  await sleep(s);
  console.log(`${dish}: ready`);
  table.push(dish);
});

const main = coroutine(async () => {
  await gather([
    steam("rice", 3), steam("soup", 1), steam("beans", 2),
  ]);
  console.log(table.join(", "));
});

await run(main());
