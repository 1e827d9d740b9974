import { coroutine, gather, run, sleep } from "asyncio";

const main = coroutine(async () => {
  const short = gather([sleep(1), sleep(2)]);
  const long = gather([sleep(3)]);
  await long;
  await short;
});

await run(main());
