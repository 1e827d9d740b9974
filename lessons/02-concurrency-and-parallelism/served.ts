import { coroutine, gather, run, sleep } from "asyncio";

const steam = coroutine(async (dish: string, s: number) => {
  await sleep(s);
  console.log(`${dish}: ready`);
  return dish;
});

const main = coroutine(async () => {
  const dishes = await gather([
    steam("rice", 3),
    steam("soup", 1),
    steam("beans", 2),
  ]);
  console.log(dishes.join(", "));
});

await run(main());
