import { coroutine, gather, run } from "asyncio";

const photo = coroutine(async (star: string, s: number) => {
  await fetch(`http://demo.test/delay/${s}`);
  console.log(`${star}: here`);
});

const main = coroutine(async () => {
  ____
  console.log("all here");
});

await run(main());
