import { coroutine, gather, run } from "asyncio";

const photo = coroutine(async (s: number) => {
  await fetch(`http://demo.test/delay/${s}`);
});

const main = coroutine(async () => {
  await gather([photo(1), photo(3)]);
  console.log("first round");
  await gather([photo(2), photo(2)]);
  console.log("second round");
});

await run(main());
