import { coroutine, getRunningLoop, run } from "asyncio";

const main = coroutine(async () => {
  const loop = getRunningLoop();
  const box = loop.createFuture();
  console.log("waiting");
  console.log(await box);
  console.log("home");
});

await run(main());
